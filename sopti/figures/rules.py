"""Who may read the figures and keep notes for the next edition: None, or the reason why not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sopti.people.enums import ONLY_A_CLERK

if TYPE_CHECKING:
    from sopti.figures.models import RevisionNote
    from sopti.people.models import User
    from sopti.sop.models import Document

NOTERS = frozenset({"kasubag_ptip", "ketua"})
LEADERS = frozenset({"ketua", "sekretaris"})
NO_COURT = "Angka kepatuhan dihitung tiap pengadilan. Akun Anda belum ditempatkan di pengadilan."
ONLY_STAFF = (
    "Kepatuhan SOP dibaca oleh pelaksana SOP: petugas TI, Kasubag, Kabag, Sekretaris, dan Ketua."
)


def may_read(user: User) -> bool:
    return why_not_read(user) is None


def leads(user: User) -> bool:
    """Tell whether Ikhtisar stands in this person's bar."""
    return bool(user.role_keys & LEADERS) and may_read(user)


def why_not_read(user: User) -> str | None:
    """Everybody who performs some step: the figures name roles, and no person."""
    if user.court_id is None:
        return NO_COURT
    return None if user.role_keys - ONLY_A_CLERK else ONLY_STAFF


def why_not_note(user: User, document: Document) -> str | None:
    if user.court_id != document.court_id:
        return "SOP ini bukan milik pengadilan Anda."
    if not user.role_keys & NOTERS:
        return "Catatan untuk revisi SOP ditulis Kasubag PTIP atau Ketua."
    return None


def why_not_strike(user: User, note: RevisionNote) -> str | None:
    if note.struck_at is not None:
        return "Catatan ini sudah dicoret."
    return why_not_note(user, note.document)
