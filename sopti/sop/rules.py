"""Who may settle what in an SOP, and when not: each rule answers None or a finished sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sopti.sop.enums import EditionStatus

if TYPE_CHECKING:
    from sopti.people.models import User
    from sopti.sop.models import Edition
    from sopti.sop.schema import Procedure

HEAD = "ketua"
CORRECTORS = frozenset({HEAD, "sekretaris", "kasubag_ptip", "admin"})


def why_not_put_in_force(user: User | None, edition: Edition) -> str | None:
    """No user is the loader of the demonstration, which puts the SOPs into force as they stand."""
    if edition.status == EditionStatus.IN_FORCE:
        return f"Edisi {edition.number} sudah berlaku."
    if edition.status == EditionStatus.SUPERSEDED:
        return f"Edisi {edition.number} sudah digantikan edisi yang lebih baru."
    if user is None:
        return None
    if user.court_id != edition.document.court_id:
        return "SOP ini bukan milik pengadilan Anda."
    if HEAD not in user.role_keys:
        return "SOP diberlakukan oleh Ketua atau pejabat yang ditunjuk sebagai Plh. Ketua."
    return None


def why_not_correct(user: User, edition: Edition) -> str | None:
    """On an edition in force a correction goes into a draft of the next one."""
    if edition.status == EditionStatus.SUPERSEDED:
        return f"Edisi {edition.number} sudah digantikan. Koreksi dilakukan pada edisi terbaru."
    if user.court_id != edition.document.court_id:
        return "SOP ini bukan milik pengadilan Anda."
    if not CORRECTORS & user.role_keys:
        return (
            "Pelaksana dikoreksi oleh Ketua, Sekretaris, Kasubag PTIP, atau pengelola pengadilan."
        )
    return None


def why_not_confirm(user: User, edition: Edition) -> str | None:
    if edition.status == EditionStatus.IN_FORCE:
        return f"Edisi {edition.number} sudah berlaku; pelaksananya sudah ditetapkan Ketua."
    return why_not_correct(user, edition)


def why_not_perform(procedure: Procedure, step: int, role: str) -> str | None:
    """Return why the role cannot be made the performer of the step: a performer needs a column."""
    if step not in {one.number for one in procedure.steps}:
        return f"Langkah {step} tidak ada pada prosedur {procedure.title}."
    if role not in {lane.role for lane in procedure.lanes}:
        heads = ", ".join(procedure.head(lane.role) for lane in procedure.lanes)
        return f"Pelaksana harus salah satu kolom prosedur ini: {heads}."
    return None
