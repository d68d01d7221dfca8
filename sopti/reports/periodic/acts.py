"""The one next act of a report for one person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sopti.core.words import plain_date
from sopti.reports.periodic import rules
from sopti.reports.periodic.enums import ReportState

if TYPE_CHECKING:
    from sopti.people.models import User
    from sopti.reports.periodic.models import Report


@dataclass(frozen=True)
class Act:
    """What this person does next with a report: the button, and what it is about."""

    label: str
    says: str


def act_of(report: Report, *, viewer: User) -> Act | None:
    """Return the act that waits for the viewer; None where it waits for somebody else."""
    of_state = {
        ReportState.DRAFT: (rules.why_not_check, "Periksa laporan"),
        ReportState.CHECKED: (rules.why_not_sign, "Baca dan sahkan"),
        ReportState.SIGNED: (rules.why_not_see, "Baca laporan"),
    }
    found = of_state.get(ReportState(report.state))
    if found is None or found[0](viewer, report) is not None:
        return None
    return Act(found[1], waits(report))


def waits(report: Report) -> str:
    """Say where the report stands and for whom it waits."""
    zone = report.court.tz
    if report.state == ReportState.DRAFT and report.returned:
        return f"Dikembalikan Sekretaris: {report.returned}"
    if report.state == ReportState.DRAFT:
        day = plain_date(report.drafted_at.astimezone(zone).date())
        return f"Disusun {day}; menunggu pemeriksaan Kasubag PTIP."
    if report.state == ReportState.CHECKED:
        return "Sudah diperiksa Kasubag PTIP; menunggu pengesahan Sekretaris."
    if report.state == ReportState.SIGNED:
        return f"Nomor {report.number}; menunggu diketahui Ketua."
    return f"Nomor {report.number}; sudah diketahui Ketua."
