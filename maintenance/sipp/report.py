"""What is known when a complaint is reported: the words of who complained, and what was noted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.timezone import localtime

from maintenance.sipp.models import SippCheck, SippComplaint, SippReview
from maintenance.sipp.saying import check_said, complaint_said, review_said
from sopti.backups.models import Plan
from sopti.core.words import plain_date
from sopti.monitors.models import Monitor

if TYPE_CHECKING:
    from sopti.workflow.models import Case


def situation(case: Case) -> str:
    """Return the complaint in words; what the case says where nobody complained."""
    told = SippComplaint.objects.filter(case=case).select_related("court").first()
    return complaint_said(told) if told else case.detail or case.title


def condition(case: Case) -> str:
    """Return how SIPP stands: what is watched, seen, used and saved."""
    return "\n".join([*_watched(case), *_noted(case), *_saved(case)]) or "Belum ada catatan."


def _watched(case: Case) -> list[str]:
    found = Monitor.objects.filter(court=case.court_id, section="sipp", is_active=True)
    return [
        f"{one}: {one.pulse.get_state_display().lower()}. {one.pulse.detail}".strip()
        for one in found.select_related("pulse")
    ]


def _noted(case: Case) -> list[str]:
    said = []
    if check := SippCheck.objects.filter(court=case.court_id).first():
        day = plain_date(localtime(check.at, case.court.tz).date())
        numbers = f", {check_said(check)}" if check_said(check) else ""
        said.append(f"Akses {day}: {check.get_access_display().lower()}{numbers}.")
    if review := SippReview.objects.filter(court=case.court_id).first():
        said.append(f"{review_said(review)}.")
    return said


def _saved(case: Case) -> list[str]:
    plans = Plan.objects.filter(court=case.court_id, section="sipp").kept()
    return [f"Backup {plan}: berikutnya paling lambat {plain_date(plan.due_on)}." for plan in plans]
