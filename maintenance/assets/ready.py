"""What the room of devices tells the house when it starts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models.signals import post_migrate

from maintenance.assets.kinds import load_kinds
from sopti.search.kinds import register_searched
from sopti.ui import menu
from sopti.workflow.books import register_book
from sopti.workflow.registry import register_demo, register_job
from sopti.workflow.subjects import register_subjects

if TYPE_CHECKING:
    from django.apps import AppConfig

ITEM = menu.Item(
    "assets",
    "Aset",
    "maintenance:assets",
    icon="pc-display",
    order=80,
    pages=("maintenance:*",),
    group=menu.DEVICES,
)


def prepare(app: AppConfig) -> None:
    menu.register(ITEM)
    register_book("maintenance.assets.book.BOOK")
    register_subjects("asset", "maintenance.assets.subjects.OFFER")
    register_searched("maintenance.assets.searched.ASSETS")
    register_job("old asset imports", "maintenance.assets.imports.actions.forget_old")
    register_demo("maintenance.assets.demo.load")
    post_migrate.connect(load_kinds, sender=app)
