"""What the room of servers tells the house when it starts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maintenance.servers.deeds import ALL
from sopti.ui import menu
from sopti.workflow.chapters import register_chapter
from sopti.workflow.deeds import register
from sopti.workflow.diary import register_diary
from sopti.workflow.registry import register_demo, register_job

if TYPE_CHECKING:
    from django.apps import AppConfig

ITEM = menu.Item(
    "servers",
    "Server",
    "maintenance:servers",
    icon="database",
    order=82,
    pages=(
        "maintenance:server", "maintenance:new_server", "maintenance:edit_server",
        "maintenance:read_server", "maintenance:give_server_key",
    ),
    group=menu.DEVICES,
    seen_by="maintenance.servers.rules.may_see",
)  # fmt: skip


def prepare(app: AppConfig) -> None:
    menu.register(ITEM)
    register("server", ALL)
    register_job("silent servers", "maintenance.servers.warning.warn_of_silence")
    register_job("old server readings", "maintenance.servers.thinning.forget_old")
    register_chapter("server", "maintenance.servers.chapter.tell", order=50)
    register_diary("servers", "maintenance.servers.diary.tell")
    register_demo("maintenance.servers.demo.load")
