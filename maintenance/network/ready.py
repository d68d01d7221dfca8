"""What the room of the network tells the house when it starts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maintenance.network.deeds import ALL
from sopti.ui import menu
from sopti.workflow.chapters import register_chapter
from sopti.workflow.deeds import register
from sopti.workflow.diary import register_diary
from sopti.workflow.registry import register_demo, register_task_panels

if TYPE_CHECKING:
    from django.apps import AppConfig

ITEM = menu.Item(
    "network",
    "Jaringan",
    "maintenance:network",
    icon="diagram-3",
    order=84,
    pages=(
        "maintenance:line", "maintenance:new_line", "maintenance:edit_line",
        "maintenance:measure_line", "maintenance:new_finding", "maintenance:solve_finding",
    ),
    group=menu.DEVICES,
    seen_by="maintenance.network.rules.may_see",
)  # fmt: skip


def prepare(app: AppConfig) -> None:
    menu.register(ITEM)
    register("network", ALL)
    register_task_panels("network", "maintenance.network.deeds.approve.report_panels")
    register_chapter("network", "maintenance.network.chapter.tell", order=60)
    register_diary("network", "maintenance.network.diary.tell")
    register_demo("maintenance.network.demo.load")
