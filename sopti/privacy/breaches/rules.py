"""Who may note, tell and close a failure to protect data: None, or the reason why not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sopti.core.words import listed
from sopti.privacy.breaches.enums import BreachStatus, Told
from sopti.privacy.breaches.models import READERS

if TYPE_CHECKING:
    from datetime import datetime

    from sopti.people.models import User
    from sopti.privacy.breaches.models import Breach

NO_COURT = "Akun Anda belum terdaftar pada satu pengadilan."
WRITERS = frozenset({"admin", "operator_ti", "admin_web", "kasubag_ptip", "sekretaris"})
CLOSER = "sekretaris"
ANOTHER_COURT = "Catatan kegagalan ini milik pengadilan lain."


def may_read(user: User) -> bool:
    """Tell whether the menu leads there: by roles alone."""
    return user.court_id is not None and bool(user.role_keys & READERS)


def why_not_read(user: User) -> str | None:
    if user.court_id is None:
        return NO_COURT
    if may_read(user):
        return None
    return (
        "Register ini dibuka oleh petugas TI dan pejabat. Bila Anda melihat data pribadi bocor, "
        "hilang, atau salah kirim, beri tahu Pengelola SOPTI atau petugas TI sekarang juga."
    )


def why_not_note(user: User) -> str | None:
    """Say why this person cannot enter a failure."""
    if user.court_id is None:
        return NO_COURT
    if not WRITERS & user.role_keys:
        return "Kegagalan dicatat Pengelola SOPTI, petugas TI, Kasubag PTIP, atau Sekretaris."
    return None


def why_not_work_on(user: User, breach: Breach) -> str | None:
    """Say why this person cannot change it, add a step, or note that somebody was told."""
    if not breach.is_open:
        return f"Catatan ini sudah ditutup oleh {breach.closed_by}."
    if breach.court_id != user.court_id:
        return ANOTHER_COURT
    return why_not_note(user)


def why_not_close(user: User, breach: Breach) -> str | None:
    """Leave closing to the Sekretaris; what is missing depends on how it is closed."""
    if not breach.is_open:
        return f"Catatan ini sudah ditutup oleh {breach.closed_by}."
    if breach.court_id != user.court_id:
        return ANOTHER_COURT
    if CLOSER not in user.role_keys:
        return "Catatan ini ditutup oleh Sekretaris."
    return None


def why_not_end(breach: Breach, status: str) -> str | None:
    """Refuse to call it done while the law's notices are missing."""
    if status != BreachStatus.CLOSED or not breach.untold:
        return None
    missing = listed([str(one.label).lower() for one in breach.untold])
    return f"Belum diberitahukan kepada {missing}. Kirim suratnya dan catat dahulu."


def why_not_times(began_at: datetime | None, known_at: datetime, *, now: datetime) -> str | None:
    if known_at > now:
        return "Waktu diketahui belum tiba. Tulis kapan pengadilan mengetahuinya."
    if began_at is not None and began_at > known_at:
        return "Kejadian tidak mungkin mulai sesudah diketahui. Periksa kedua waktunya."
    return None


def why_not_sent_at(sent_at: datetime, breach: Breach, *, now: datetime) -> str | None:
    if sent_at > now:
        return "Waktu penyampaian belum tiba. Catat sesudah suratnya disampaikan."
    if sent_at < breach.known_at:
        return "Surat tidak mungkin disampaikan sebelum kejadiannya diketahui."
    return None


def why_not_letter(user: User, to: str) -> str | None:
    if to not in Told.values:
        return "Surat itu tidak ada. Pilih surat dari halaman kegagalannya."
    return why_not_note(user)
