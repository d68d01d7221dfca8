"""What Beranda shows of reports: the one that waits for this person, and what to do with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sopti.reports.periodic.acts import act_of
from sopti.reports.periodic.enums import ReportState
from sopti.reports.periodic.models import READERS, Report
from sopti.workflow.registry import Panel

if TYPE_CHECKING:
    from datetime import datetime

    from sopti.people.models import User
    from sopti.reports.periodic.models import ReportQuerySet


def open_of(*, court: int | None, **_: Any) -> ReportQuerySet:
    """Return what Beranda asks for: see sopti.workflow.registry.register_home_panels."""
    return Report.objects.filter(court=court).exclude(state=ReportState.SEEN)


def home_panels(person: User, now: datetime) -> list[Panel]:
    """Return the reports whose next act is this person's, the oldest first."""
    if not person.role_keys & READERS:
        return []
    found = open_of(court=person.court_id).for_rows().order_by("starts_on", "pk")
    rows = [(report, act) for report in found if (act := act_of(report, viewer=person))]
    head = f"{len(rows)} laporan menunggu Anda"
    return [Panel("reports/periodic/_home.html", {"rows": rows}, "top", head)] if rows else []
