"""What the room of upkeep tells the house when it starts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models.signals import post_migrate
from django.utils.module_loading import import_string

from maintenance.upkeep.lists import load_lists
from maintenance.upkeep.months import SECTION
from sopti.ui import menu
from sopti.workflow import deeds
from sopti.workflow.books import register_book
from sopti.workflow.case_files import register_case_files
from sopti.workflow.chapters import register_chapter
from sopti.workflow.diary import register_diary
from sopti.workflow.overview import register_overview
from sopti.workflow.registry import register_demo, register_job, register_panels

if TYPE_CHECKING:
    from django.apps import AppConfig

AT_WORK = frozenset({"operator_ti"})
ITEM = menu.Item(
    "upkeep",
    "Pemeliharaan",
    "maintenance:upkeep",
    icon="clock-history",
    order=82,
    pages=(
        "maintenance:check", "maintenance:check_result", "maintenance:check_lists",
        "maintenance:edit_list", "maintenance:coverage", "maintenance:plan",
        "maintenance:plan_line",
    ),
    group=menu.DEVICES,
    seen_by="maintenance.upkeep.rules.may_read",
)  # fmt: skip


def prepare(app: AppConfig) -> None:
    register_case_files("maintenance.upkeep.evidence.files_of")
    menu.register(ITEM)
    register_book("maintenance.upkeep.book.BOOK")
    deeds.register(SECTION, import_string("maintenance.upkeep.deeds.ALL"))
    register_chapter("maintenance", "maintenance.upkeep.chapter.tell", order=30)
    register_diary("upkeep", "maintenance.upkeep.diary.entries")
    register_overview("maintenance.upkeep.overview.tell", order=20, seen_by=AT_WORK)
    register_demo("maintenance.upkeep.demo.load")
    register_job("upkeep left", "maintenance.upkeep.reminding.remind")
    register_panels(SECTION, "maintenance.upkeep.pages.case_panels")
    post_migrate.connect(load_lists, sender=app)
