"""Who may word and sign decrees: None, or the reason why not."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sopti.core.words import plain_date

if TYPE_CHECKING:
    from datetime import date

    from requests.policy.decrees.models import Decree
    from sopti.people.models import User

NO_COURT = (
    "Akun Anda belum terhubung dengan pengadilan. Minta pengelola SOPTI melengkapi data Anda."
)
WRITERS = frozenset({"operator_ti", "kasubag_ptip", "kabag", "sekretaris", "ketua"})
SIGNER = "ketua"
EARLIEST_BACK = timedelta(days=31)


def why_not_read(user: User) -> str | None:
    return NO_COURT if user.court_id is None else None


def why_not_draft(user: User) -> str | None:
    if user.court_id is None:
        return NO_COURT
    if not user.role_keys & WRITERS:
        return "Konsep SK disusun petugas TI, Kasubag PTIP, atau pimpinan di pengadilan Anda."
    return None


def why_not_open(decree: Decree) -> str | None:
    """Say why the words stand as they are: a signed decree never changes."""
    if not decree.is_signed:
        return None
    return (
        f"SK Nomor {decree.number} sudah ditetapkan, jadi isinya tidak dapat diubah. "
        "Buat SK baru bila ada yang perlu diubah."
    )


def why_not_change(user: User, decree: Decree) -> str | None:
    if (reason := why_not_open(decree)) is not None:
        return reason
    if user.court_id != decree.court_id:
        return "SK ini milik pengadilan lain."
    return why_not_draft(user)


def why_not_sign(user: User, decree: Decree) -> str | None:
    """Say why the person may not sign by hand; a case's decree is signed by the case's step."""
    if (reason := why_not_change(user, decree)) is not None:
        return reason
    if SIGNER not in user.role_keys:
        return "SK ditetapkan Ketua, atau Plh. Ketua, di pengadilan Anda."
    if decree.case is not None and decree.case.is_running:
        return f"SK ini ditetapkan pada langkah menetapkan di berkas {decree.case.number}."
    return None


def why_not_dated(day: date, *, today: date) -> str | None:
    if day > today:
        return "Tanggal SK belum tiba. Tulis tanggal hari ini atau sebelumnya."
    if day < today - EARLIEST_BACK:
        return f"Tanggal SK terlalu lama: paling awal {plain_date(today - EARLIEST_BACK)}."
    return None


def why_not_whole(decree: Decree) -> str | None:
    """Say what a decree lacks to be signed."""
    if not decree.considerations.strip() or not decree.dictum.strip():
        return "Konsep SK belum lengkap: isi Menimbang dan diktumnya lebih dulu."
    if not decree.bases.exists():
        return "Konsep SK belum menyebut dasar hukum. Pilih paling sedikit satu peraturan."
    return None
