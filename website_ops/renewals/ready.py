"""What the room of renewals tells the house when it starts. Its pages lie with the sites."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sopti.workflow.case_files import register_case_files
from sopti.workflow.diary import register_diary
from sopti.workflow.overview import register_overview
from sopti.workflow.registry import register_home_panels, register_job

if TYPE_CHECKING:
    from django.apps import AppConfig

PAYERS = frozenset({"sekretaris", "kasubag_ptip", "kasubag_umum"})


def prepare(app: AppConfig) -> None:
    register_case_files("website_ops.renewals.evidence.files_of")
    register_diary("renewals", "website_ops.renewals.diary.entries")
    register_job("renewals", "website_ops.renewals.reminders.remind")
    register_overview("website_ops.renewals.overview.tell", order=75, seen_by=PAYERS)
    register_home_panels("website_ops.renewals.pages.home_panels")
