"""What the library of regulations tells the house when it starts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from requests.regulations.seed import fill_missing
from sopti.search.kinds import register_searched
from sopti.ui import menu
from sopti.workflow.books import register_book
from sopti.workflow.registry import register_demo, register_job

if TYPE_CHECKING:
    from datetime import datetime

    from django.apps import AppConfig

ITEM = menu.Item(
    "regulations",
    "Peraturan",
    "requests:regulations",
    icon="journal-text",
    order=86,
    pages=(
        "requests:regulation",
        "requests:new_regulation",
        "requests:edit_regulation",
        "requests:link_regulation",
        "requests:attach_regulation",
    ),
    group=menu.POLICY,
)


def prepare(app: AppConfig) -> None:
    menu.register(ITEM)
    register_searched("requests.regulations.searched.REGULATIONS")
    register_book("requests.regulations.book.BOOK")
    register_job("libraries of regulations", "requests.regulations.seed.job")
    register_job("words of regulations", "requests.regulations.reading.read_waiting")
    register_demo("requests.regulations.ready.load_demo")


def load_demo(at: datetime) -> str:
    return f"{fill_missing(at=at)} pustaka peraturan"
