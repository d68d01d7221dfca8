"""The demonstration's old book: a dozen requests of the year before SOPTI, for every court."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.core.files.uploadedfile import SimpleUploadedFile

from requests.earlier import actions
from requests.earlier.columns import COLUMNS
from requests.earlier.models import EarlierRequest
from sopti.core.sheets_out import csv_lines
from sopti.people.models import Court, User
from sopti.workflow.subjects import listed_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

AGO = timedelta(days=400)  # the first of them; SOPTI came after the last
EVERY = timedelta(days=23)
NAME = "buku-register-lama.csv"
# Requester, unit, what was asked, its kind, what was done, in how many days (0: never ended).
LINES = (
    ("Wahyu Nugroho, S.H.", "Kepaniteraan Permohonan", "Pencetak ruang berkas menarik dua lembar",
     "Perangkat keras", "Rol penarik kertas dibersihkan.", 1),
    ("Dewi Anggraini, S.E.", "Subbagian Umum dan Keuangan", "SAKTI tidak dapat dibuka",
     "Aplikasi lain", "Sertifikat dipasang ulang.", 1),
    ("Bayu Saputra", "Pelayanan Terpadu Satu Pintu", "Layar antrean berkedip", "Perangkat keras",
     "Kabel layar diganti.", 2),
    ("Wahyu Nugroho, S.H.", "Kepaniteraan Permohonan", "Kata sandi SIPP terkunci",
     "Akun, e-mail, dan hak akses", "Kata sandi diatur ulang sesudah identitas diperiksa.", 1),
    ("Lestari Handayani, S.H.I.", "Kepaniteraan Hukum", "Folder arsip bersama tidak terbaca",
     "Data dan cadangan", "Dipulihkan dari backup malam sebelumnya.", 1),
    ("Dewi Anggraini, S.E.", "Subbagian Umum dan Keuangan", "Wi-Fi ruang rapat lambat",
     "Jaringan dan internet", "Titik akses dipindahkan ke tengah ruang.", 4),
    ("Bayu Saputra", "Pelayanan Terpadu Satu Pintu", "Pemindai loket tidak dikenali komputer",
     "Perangkat keras", "Driver diperbarui.", 1),
    ("Lestari Handayani, S.H.I.", "Kepaniteraan Hukum", "Jadwal sidang di situs belum berganti",
     "Website dan publikasi", "Sinkronisasi dijalankan ulang.", 1),
    ("Wahyu Nugroho, S.H.", "Kepaniteraan Permohonan", "Permintaan komputer tambahan",
     "Perangkat keras", "", 0),
    ("Dewi Anggraini, S.E.", "Subbagian Umum dan Keuangan", "Komputer bendahara sering mati",
     "Perangkat keras", "Catu daya diganti.", 6),
    ("Bayu Saputra", "Pelayanan Terpadu Satu Pintu", "Internet putus sejak pagi",
     "Jaringan dan internet", "Penyedia memperbaiki kabel di jalan.", 1),
    ("Lestari Handayani, S.H.I.", "Kepaniteraan Hukum", "Akun e-mail dinas pegawai baru",
     "Akun, e-mail, dan hak akses", "Akun dibuat dan dicoba bersama pemohon.", 2),
)  # fmt: skip
UNFINISHED = "Belum selesai"
# What the words of a request call a device, and how the inventory begins its name.
CALLED = {
    "Pencetak": "Pencetak ruang",
    "Layar antrean": "Mesin antrean",
    "Pemindai loket": "Pemindai loket",
    "bendahara": "PC aplikasi keuangan",
    "Internet": "Router",
}


def load(at: datetime) -> str:
    """Bring an old book into every demonstration court that has none; say how much."""
    courts = Court.objects.on_show().filter(earlier_requests=None)
    return f"{sum(_load(court, at=at) for court in courts)} permintaan lama"


def _load(court: Court, *, at: datetime) -> int:
    today = at.astimezone(court.tz).date()
    by = User.objects.holding("kasubag_ptip", court=court, on=today).order_by("pk").first()
    hand = User.objects.holding("operator_ti", court=court, on=today).order_by("pk").first()
    if by is None or EarlierRequest.objects.filter(court=court).exists():
        return 0
    lines = csv_lines([column.head for column in COLUMNS], _rows(court, today - AGO, hand))
    file = SimpleUploadedFile(NAME, "".join(lines).encode())
    kept = actions.keep_file(file, by=by, at=at)
    return actions.carry_out(kept.pk, by=by, at=at).count


def _rows(court: Court, first: date, hand: User | None) -> Iterator[list[Any]]:
    devices = listed_of(court)
    for place, (who, unit, title, kind, done, days) in enumerate(LINES):
        came = first + place * EVERY
        ended = came + timedelta(days=days) if days else None
        device = next((one for one in devices if _is_about(title, one)), "")
        yield [
            f"{place + 1:03}/TI/{came.year}", came, ended, who, unit, title, "", kind, device,
            done, str(hand or ""), "Selesai" if ended else UNFINISHED,
        ]  # fmt: skip


def _is_about(title: str, device: str) -> bool:
    return any(word in title and device.startswith(name) for word, name in CALLED.items())
