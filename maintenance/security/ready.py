"""What the room of security tells the house when it starts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maintenance.security.deeds import ALL
from maintenance.security.facts import facts
from sopti.ui import menu
from sopti.workflow.books import register_book
from sopti.workflow.case_files import register_case_files
from sopti.workflow.chapters import register_chapter
from sopti.workflow.deeds import register
from sopti.workflow.diary import register_diary
from sopti.workflow.registry import (
    register_demo,
    register_facts,
    register_home_panels,
    register_job,
)

if TYPE_CHECKING:
    from django.apps import AppConfig

NAMES = (
    "security", "threats", "new_threat", "threat", "close_threat", "applications",
    "new_application", "application", "edit_application", "note_weakness", "mend_weakness",
    "add_test", "test_case", "risks", "new_risk", "risk", "assess_risk", "close_risk", "recovery",
    "new_recovery_plan", "recovery_plan", "edit_recovery", "note_rehearsal",
)  # fmt: skip
ITEM = menu.Item(
    "security",
    "Keamanan TI",
    "maintenance:security",
    icon="key",
    order=94,
    pages=tuple(f"maintenance:{name}" for name in NAMES),
    group=menu.SAFETY,
    seen_by="maintenance.security.scope.may_read",
)


def prepare(app: AppConfig) -> None:
    register_case_files("maintenance.security.applications.evidence.files_of")
    menu.register(ITEM)
    register_book("maintenance.security.applications.book.BOOK")
    register("security", ALL)
    register_facts("security", facts, brief=facts)
    register_home_panels(
        "maintenance.security.home.panels", asks="maintenance.security.home.waiting_of"
    )
    register_job("security reminders", "maintenance.security.reminding.remind")
    register_chapter("security", "maintenance.security.chapter.tell", order=40)
    register_diary("security", "maintenance.security.diary.tell")
    register_demo("maintenance.security.demo.load")
