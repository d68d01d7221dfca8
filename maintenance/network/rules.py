"""Who may see and keep the network: None, or the reason why not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maintenance.keepers import Keeping
from maintenance.network.models import Line

if TYPE_CHECKING:
    from maintenance.network.models import Finding
    from sopti.people.models import User
    from sopti.workflow.models import Case

MOST_LINES = 200
SECTION = "network"


KEPT = Keeping(
    not_for_clerks="Keadaan jaringan dibuka oleh petugas TI dan pejabat di pengadilan Anda.",
    of_others="Jaringan ini milik pengadilan lain.",
    not_kept="Jaringan dicatat oleh Operator/Admin TI dan Kasubag PTIP di pengadilan Anda.",
)
why_not_see, may_see, why_not_keep = KEPT.why_not_see, KEPT.may_see, KEPT.why_not_keep


def why_not_save(user: User, wanted: Line) -> str | None:
    if (reason := why_not_keep(user, wanted.court_id)) is not None:
        return reason
    others = Line.objects.filter(court=wanted.court_id).exclude(pk=wanted.pk)
    if others.filter(name__iexact=wanted.name).exists():
        return f"Jalur bernama {wanted.name} sudah ada. Pilih nama lain."
    if wanted.pk is None and others.count() >= MOST_LINES:
        return f"Sudah ada {MOST_LINES} jalur. Ubah salah satunya yang tidak dipakai lagi."
    return None


def why_not_measure(user: User, line: Line) -> str | None:
    if (reason := why_not_keep(user, line.court_id)) is not None:
        return reason
    return None if line.is_active else "Jalur ini sudah tidak dipakai."


def why_not_hang_on(case: Case | None) -> str | None:
    """Say why something may not be noted for this case: it must be of the network, and run."""
    if case is None:
        return None
    if case.procedure.section != SECTION:
        return "Berkas itu bukan berkas jaringan."
    return None if case.is_running else "Berkas itu sudah ditutup."


def why_not_solve(user: User, finding: Finding) -> str | None:
    if (reason := why_not_keep(user, finding.court_id)) is not None:
        return reason
    return None if finding.solved_at is None else "Temuan ini sudah selesai."
