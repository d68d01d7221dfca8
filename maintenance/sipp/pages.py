"""What the page of SIPP shows, gathered in few queries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from maintenance.section import section_cases
from maintenance.sipp import rules
from maintenance.sipp.enums import Access
from maintenance.sipp.models import SippAccount, SippCheck, SippComplaint, SippReview
from maintenance.sipp.saying import check_said
from sopti.backups.enums import Section as BackupSection
from sopti.backups.pages import section_rows as backup_rows
from sopti.core import words
from sopti.monitors.enums import Section
from sopti.monitors.pages import section_rows

if TYPE_CHECKING:
    from datetime import datetime

    from sopti.people.models import User

SHOWN = 8
TONES = {Access.GOOD: "tag--green", Access.SLOW: "tag--gold", Access.DOWN: "tag--red"}


def room_page(user: User, *, now: datetime) -> dict[str, Any]:
    """Return everything that is noted, watched and running for SIPP."""
    checks = list(SippCheck.objects.visible_to(user).select_related("by")[:SHOWN])
    accounts = SippAccount.objects.visible_to(user).filter(closed_at=None)
    complaints = SippComplaint.objects.visible_to(user).select_related("case")
    watched = section_rows(user, Section.SIPP, now=now)
    return {
        "checks": [(one, check_said(one), TONES[Access(one.access)]) for one in checks],
        "review": SippReview.objects.visible_to(user).select_related("by").first(),
        "accounts": list(accounts.select_related("review")),
        "complaints": list(complaints[:SHOWN]),
        "finding": _finding(checks[0] if checks else None, watched["rows"]),
        "watched": watched,
        "backups": backup_rows(user, BackupSection.SIPP, now=now),
        "why_not_keep": rules.why_not_keep(user, user.court_id),
        **section_cases(user, rules.SECTION),
    }


def _finding(last: SippCheck | None, watched: list[Any]) -> str:
    """Say in one sentence how SIPP stands: what is watched knows it best."""
    down = [str(row.monitor) for row in watched if row.outage]
    if down:
        return f"Terganggu menurut pemantauan: {words.listed(down)}."
    if last is None:
        return "Akses SIPP belum pernah dicatat."
    said = {
        Access.GOOD: "SIPP dapat dibuka menurut pemeriksaan terakhir.",
        Access.SLOW: "SIPP lambat menurut pemeriksaan terakhir.",
        Access.DOWN: "SIPP tidak dapat dibuka menurut pemeriksaan terakhir.",
    }
    return said[Access(last.access)]
