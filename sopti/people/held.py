"""What this room holds of a person: the account, its earlier versions, the appointments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sopti.people.holdings import (
    AS_LONG_AS_SOPTI,
    FOR_SAFETY,
    FOR_WORK,
    Cells,
    Holding,
    clock,
    yes_or_no,
)
from sopti.people.models import Appointment, User

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from django.db.models import QuerySet

VERSION_SIGNS = {"+": "dibuat", "~": "diubah", "-": "dihapus"}


def _account(person: int) -> QuerySet[Any]:
    found: QuerySet[Any] = User.objects.filter(pk=person)
    return found.select_related("court")


def _account_cells(user: User, tz: ZoneInfo) -> Cells:
    return (
        user.username, user.full_name, user.nip, user.position, user.unit, user.phone, user.email,
        user.court.name if user.court else "", yes_or_no(user.is_active),
        clock(user.date_joined, tz), clock(user.last_login, tz),
    )  # fmt: skip


def _versions(person: int) -> QuerySet[Any]:
    history: Any = User.history  # simple-history's manager
    versions: QuerySet[Any] = history.filter(id=person).select_related("history_user")
    return versions


def _version_cells(old: Any, tz: ZoneInfo) -> Cells:
    by = old.history_user
    return (
        clock(old.history_date, tz), VERSION_SIGNS[old.history_type], str(by) if by else "SOPTI",
        old.username, old.full_name, old.nip, old.position, old.unit, old.phone, old.email,
        yes_or_no(old.is_active),
    )  # fmt: skip


def _appointments(person: int) -> QuerySet[Any]:
    return Appointment.objects.filter(user=person).select_related("role", "court")


def _appointment_cells(held: Appointment, tz: ZoneInfo) -> Cells:
    return (
        held.court.short_name, held.role.name, held.get_capacity_display(), held.title,
        held.letter_number, held.starts_on, held.ends_on,
    )  # fmt: skip


PERSON = ("Nama pengguna", "Nama lengkap", "NIP", "Jabatan", "Unit kerja", "Kontak kerja", "E-mail")
EVERYBODY_HERE = "Rekan satu pengadilan melihat nama dan jabatan; NIP dan kontak hanya Pengelola."

ACCOUNT = Holding(
    key="akun",
    title="Akun dan jati diri kedinasan",
    says="Nama, NIP, jabatan, unit kerja, kontak kerja, dan e-mail dinas. Kata sandi hanya "
    "disimpan sebagai sidik yang tidak dapat dibaca, dan tidak ikut diunduh.",
    because=FOR_WORK,
    lasts="Selama SOPTI dipakai. Sesudah pindah atau pensiun akun ditutup; nama tetap pada arsip.",
    seen_by=f"{EVERYBODY_HERE} NIP tercetak di bawah tanda tangan.",
    order=10,
    find=_account,
    heads=(*PERSON, "Pengadilan", "Akun aktif", "Dibuat", "Terakhir masuk"),
    tell=_account_cells,
)
VERSIONS = Holding(
    key="riwayat-akun",
    title="Riwayat perubahan akun",
    says="Isi data akun Anda dari waktu ke waktu, dan siapa yang mengubahnya.",
    because=FOR_SAFETY,
    lasts=AS_LONG_AS_SOPTI,
    seen_by="Tidak tampil di halaman siapa pun; hanya pengelola server dapat membacanya.",
    order=20,
    find=_versions,
    heads=("Waktu", "Perubahan", "Oleh", *PERSON, "Akun aktif"),
    tell=_version_cells,
)
APPOINTMENTS = Holding(
    key="penunjukan",
    title="Penunjukan dan kedudukan",
    says="Peran yang Anda pegang, juga sebagai Plh. atau Plt., dengan nomor surat perintahnya.",
    because=FOR_WORK,
    lasts=AS_LONG_AS_SOPTI,
    seen_by="Rekan satu pengadilan; kedudukan tercetak pada lembar yang Anda selesaikan.",
    order=30,
    find=_appointments,
    heads=("Pengadilan", "Peran", "Kedudukan", "Sebutan", "Nomor surat", "Mulai", "Sampai"),
    tell=_appointment_cells,
    covers=("people.appointment.user",),
)
SESSIONS = Holding(
    key="sesi",
    title="Sesi masuk",
    says="Tanda di peramban bahwa Anda sudah masuk, dan kunci formulir supaya kiriman tidak "
    "tercatat dua kali. Isinya acak dan tidak bercerita tentang Anda, jadi tidak ikut diunduh. "
    "Log situs mencatat akun, alamat, dan sebabnya bila sebuah akses ditolak.",
    because=FOR_SAFETY,
    lasts="Sesi paling lama 10 jam dan kunci formulir dua hari, lalu dihapus sendiri. Log situs: "
    "selama disimpan servernya.",
    seen_by="Tidak tampil di halaman siapa pun; hanya pengelola server dapat membacanya.",
    order=200,
)
