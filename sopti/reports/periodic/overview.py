"""What the reports tell on Ikhtisar: which of them wait, and for whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from sopti.core.words import number
from sopti.reports.periodic.acts import act_of, waits
from sopti.reports.periodic.home import open_of
from sopti.workflow.overview import MOST_ROWS, SOON, Line, Part

if TYPE_CHECKING:
    from datetime import datetime

    from sopti.people.models import User
    from sopti.reports.periodic.models import Report


def tell(user: User, now: datetime) -> Part:
    """Return the part: what waits for this person before the rest. One query."""
    found = list(open_of(court=user.court_id).for_rows().order_by("starts_on", "pk"))
    mine = [report for report in found if act_of(report, viewer=user)]
    others = [report for report in found if report not in mine]
    said = f"{number(len(mine))} laporan menunggu Anda."
    return Part(
        title="Laporan berkala",
        lead=said if mine else "Tidak ada laporan yang menunggu Anda.",
        lines=tuple(_line(report, user) for report in [*mine, *others][:MOST_ROWS]),
        more=("Semua laporan", reverse("reports:reports")),
    )


def _line(report: Report, user: User) -> Line:
    tone = SOON if act_of(report, viewer=user) else ""
    return Line(str(report), report.get_absolute_url(), waits(report), tone)
