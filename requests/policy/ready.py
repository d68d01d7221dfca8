"""What the room of the yearly programme tells the house when it starts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from requests.policy.beside import facts_of
from requests.policy.deeds import ALL
from sopti.sop import registry as sops
from sopti.ui import menu
from sopti.workflow.chapters import register_chapter
from sopti.workflow.deeds import register
from sopti.workflow.diary import register_diary
from sopti.workflow.registry import (
    register_closed,
    register_demo,
    register_facts,
    register_job,
    register_panels,
    register_task_panels,
)

if TYPE_CHECKING:
    from django.apps import AppConfig

SECTION = "policy"
ITEM = menu.Item(
    "programmes",
    "Program kerja TI",
    "requests:programmes",
    icon="calendar3",
    order=85,
    pages=(
        "requests:programme",
        "requests:new_programme",
        "requests:new_item",
        "requests:edit_item",
        "requests:note_progress",
        "requests:proposals",
        "requests:proposal",
        "requests:new_proposal",
        "requests:new_window",
        "requests:edit_window",
        "requests:decrees",
        "requests:decree",
        "requests:new_decree",
        "requests:change_decree",
    ),
    group=menu.POLICY,
)


def prepare(app: AppConfig) -> None:
    sops.register(sops.Section(SECTION, deeds=tuple(deed.key for deed in ALL)))
    register(SECTION, ALL)
    menu.register(ITEM)
    register_facts(SECTION, facts_of)
    register_panels(SECTION, "requests.policy.beside.case_panels")
    register_task_panels(SECTION, "requests.policy.beside.task_panels")
    register_closed(SECTION, "requests.policy.actions.let_go")
    register_job("proposal windows", "requests.policy.reminding.tell_windows")
    register_job("programme quarters", "requests.policy.reminding.tell_quarters")
    register_diary(SECTION, "requests.policy.dates.entries")
    register_chapter(SECTION, "requests.policy.chapter.tell", order=20)
    register_demo("requests.policy.demo.load")
