"""Who may have evidence gathered and take it away. Each rule says why not, or None."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sopti.reports.evidence.enums import BundleState
from sopti.reports.evidence.models import Bundle

if TYPE_CHECKING:
    from sopti.people.models import User

ASKERS = frozenset({"kasubag_ptip", "sekretaris", "ketua"})
NO_COURT = "Akun Anda belum terdaftar pada satu pengadilan."
NOT_THEIRS = (
    "Berkas bukti memuat nama dan isi semua berkas, jadi hanya diminta dan diunduh oleh "
    "Kasubag PTIP, Sekretaris, atau Ketua."
)
MOST_UNFINISHED = 5
MOST_CASES = 20_000


def why_not_read(user: User) -> str | None:
    if user.court_id is None:
        return NO_COURT
    return None if ASKERS & user.role_keys else NOT_THEIRS


def may_read(user: User) -> bool:
    """Tell whether the menu leads there."""
    return why_not_read(user) is None


def why_not_begin(wanted: Bundle, *, cases: int) -> str | None:
    """Say why this bundle cannot be put into the queue, the court's row being held."""
    unfinished = Bundle.objects.filter(court=wanted.court_id).unfinished()
    same = unfinished.filter(
        document=wanted.document_id,
        procedure_key=wanted.procedure_key,
        first_on=wanted.first_on,
        last_on=wanted.last_on,
    )
    if same.exists():
        return "Berkas bukti yang sama sedang disusun. Lihat kemajuannya pada daftar berkas bukti."
    if unfinished.count() >= MOST_UNFINISHED:
        return f"Masih {MOST_UNFINISHED} berkas bukti disusun. Tunggu sampai salah satunya selesai."
    return _why_not_so_many(wanted, cases)


def _why_not_so_many(wanted: Bundle, cases: int) -> str | None:
    if not cases:
        return (
            f"Tidak ada berkas {wanted.procedure_title} yang dibuka pada {wanted.period.words}. "
            "Pilih masa atau prosedur lain."
        )
    if cases > MOST_CASES:
        return "Masa itu memuat lebih dari 20.000 berkas. Bagi menjadi beberapa masa."
    return None


def why_not_retry(user: User, bundle: Bundle) -> str | None:
    if not bundle.has_failed:
        return f"Berkas bukti ini {bundle.get_state_display().lower()}."
    return why_not_read(user)


def why_not_remove(user: User, bundle: Bundle) -> str | None:
    if bundle.state == BundleState.REMOVED:
        return "Berkas bukti ini sudah dihapus."
    return why_not_read(user)


def why_not_download(user: User, bundle: Bundle) -> str | None:
    if bundle.state == BundleState.REMOVED:
        return "Berkas bukti ini sudah dihapus dari server. Minta lagi bila masih diperlukan."
    if not bundle.is_ready:
        return "Berkas bukti ini belum siap diunduh."
    return why_not_read(user)
