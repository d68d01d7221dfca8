"""What is noted of SIPP by hand: a look, a review of its users, a complaint."""

from __future__ import annotations

from typing import Any

from django import forms

from maintenance.sipp.enums import Access, Channel, Reach
from maintenance.sipp.models import MOST_PEOPLE
from maintenance.words import choice, line, text
from sopti.ui.crispy import submit_with
from sopti.ui.forms import Choice, PlainForm, in_columns, tucked

ACCESSES = [
    (Access.GOOD, Choice("Dapat dibuka")),
    (Access.SLOW, Choice("Lambat", "lebih dari 5 detik")),
    (Access.DOWN, Choice("Tidak dapat dibuka", is_no=True)),
]
CLOSE_HINT = (
    "Satu akun sebaris, sebabnya sesudah koma. Hanya nama akun pegawai; jangan menulis nama pihak."
)
MOST_ACCOUNTS = 50


def people(label: str, hint: str = "", *, required: bool = True) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, help_text=hint, min_value=0, max_value=MOST_PEOPLE, required=required,
        widget=forms.NumberInput({"inputmode": "numeric"}),
    )  # fmt: skip


def seconds() -> forms.FloatField:
    return forms.FloatField(
        label="Waktu membuka (detik)", help_text="Dari menekan alamatnya sampai halaman tampak.",
        min_value=0, max_value=3600, required=False,
        widget=forms.NumberInput({"inputmode": "decimal", "step": "any"}),
    )  # fmt: skip


def accounts_field() -> forms.CharField:
    return text("Akun yang harus ditutup", CLOSE_HINT, rows=3, most=3000)


def accounts_in(told: str) -> list[tuple[str, str]]:
    """Return the accounts of some lines: (name, why)."""
    lines = [one.partition(",") for one in told.splitlines()]
    found = [(name.strip()[:80], why.strip()[:200]) for name, _, why in lines]
    return [(name, why) for name, why in found if name][:MOST_ACCOUNTS]


class CheckForm(PlainForm):
    not_done = "Pemeriksaan belum tercatat."

    access = in_columns(choice("Akses", [(key.value, said) for key, said in ACCESSES]), 3)
    seconds = seconds()
    online = people("Pengguna daring", "Dari menu pengguna daring SIPP.", required=False)
    room = forms.CharField(label="Dicoba dari", max_length=80, required=False)
    note = tucked(forms.CharField(label="Catatan", max_length=300, required=False))

    def __init__(self, *args: Any, cancel: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = submit_with("Catat pemeriksaan", cancel=cancel, stick=True)


class ReviewForm(PlainForm):
    not_done = "Tinjauan belum tercatat."

    active = people("Pengguna aktif", "Yang masuk ke SIPP bulan ini.")
    idle = people("Pengguna tidak aktif")
    accounts = accounts_field()
    note = tucked(forms.CharField(label="Catatan", max_length=500, required=False))

    def __init__(self, *args: Any, cancel: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = submit_with("Catat tinjauan", cancel=cancel)


class ComplaintForm(PlainForm):
    not_done = "Pengaduan belum tercatat."

    reporter = line("Pelapor", "Nama dan unit kerjanya.", required=True)
    channel = in_columns(choice("Masuk lewat", Channel.choices), 3)
    what = text(
        "Keluhannya", "Baris pertama menjadi perihal berkas. Jangan menulis nama pihak.", rows=4,
        required=True, most=2000,
    )  # fmt: skip
    reach = in_columns(choice("Yang terkena", Reach.choices), 3)

    def __init__(self, *args: Any, cancel: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = submit_with("Catat pengaduan", cancel=cancel)
