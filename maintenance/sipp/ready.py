"""What the room of SIPP tells the house when it starts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maintenance.sipp.deeds import ALL
from sopti.ui import menu
from sopti.workflow.chapters import register_chapter
from sopti.workflow.deeds import register
from sopti.workflow.diary import register_diary
from sopti.workflow.registry import register_demo

if TYPE_CHECKING:
    from django.apps import AppConfig

ITEM = menu.Item(
    "sipp",
    "SIPP",
    "maintenance:sipp",
    icon="window-stack",
    order=86,
    pages=("maintenance:check_sipp", "maintenance:review_sipp", "maintenance:complain_sipp"),
    group=menu.DEVICES,
    seen_by="maintenance.sipp.rules.may_see",
)


def prepare(app: AppConfig) -> None:
    menu.register(ITEM)
    register("sipp", ALL)
    register_chapter("sipp", "maintenance.sipp.chapter.tell", order=65)
    register_diary("sipp", "maintenance.sipp.diary.tell")
    register_demo("maintenance.sipp.demo.load")
