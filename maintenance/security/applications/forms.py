"""What is told of an application, of its weak places and of its tests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.timezone import localdate

from maintenance.security.applications import rules
from maintenance.security.applications.actions import FIELDS
from maintenance.security.applications.enums import AppState, Result
from maintenance.security.risks.rules import why_not_held_on
from maintenance.security.watch.forms import LEVELS
from sopti.people.models import User
from sopti.ui.crispy import submit_with
from sopti.ui.forms import Choice, DayField, PlainForm, in_columns, tucked, wanted
from sopti.workflow import uploads

if TYPE_CHECKING:
    from datetime import date

    from maintenance.security.applications.models import Application, TestCase

STATES = [
    (AppState.IN_USE.value, Choice("Sudah dipakai", "diterima sebelum ada SOPTI")),
    (AppState.PROPOSED.value, Choice("Baru diusulkan", "akan diuji dulu oleh pengguna")),
]
RESULTS = [
    (Result.PASSED.value, Choice("Lulus", "Hasilnya seperti yang diharapkan.")),
    (Result.FAILED.value, Choice("Gagal", "Hasilnya lain, atau tidak jalan.")),
]


class ApplicationForm(PlainForm):
    """What the register says of an application."""

    not_done = "Aplikasi belum tersimpan."

    name = forms.CharField(label="Nama aplikasi", max_length=80)
    state = forms.ChoiceField(label="Keadaan", choices=STATES, widget=forms.RadioSelect)
    purpose = forms.CharField(
        label="Kegunaan", help_text="Misalnya Antrean sidang.", max_length=200, required=False
    )
    users = forms.CharField(
        label="Pengguna",
        help_text="Siapa dan kira-kira berapa orang, misalnya Kepaniteraan, 12 orang.",
        max_length=200,
        required=False,
    )
    owner = forms.ModelChoiceField(
        label="Penanggung jawab",
        queryset=User.objects.none(),
        required=False,
        empty_label="Belum ditunjuk",
    )
    version = forms.CharField(label="Versi", max_length=40, required=False)
    maker = forms.CharField(
        label="Pembuat", help_text="Badilag, pihak ketiga, atau buatan sendiri.",
        max_length=120, required=False,
    )  # fmt: skip
    runs_on = forms.CharField(
        label="Berjalan di", help_text="Server, hosting, atau komputer mana.", max_length=160,
        required=False,
    )  # fmt: skip
    address = forms.CharField(label="Alamat", max_length=200, required=False)
    note = forms.CharField(
        label="Catatan", max_length=1000, required=False, widget=forms.Textarea({"rows": 2})
    )

    def __init__(self, *args: Any, app: Application, by: User, cancel: str, **kwargs: Any) -> None:
        first = {name: getattr(app, name) for name in FIELDS if name != "owner"}
        super().__init__(*args, initial=first | {"owner": app.owner_id}, **kwargs)
        self.app = app
        field: Any = self.fields["owner"]
        field.queryset = User.objects.visible_to(by).filter(is_active=True)
        in_columns(self.fields["state"], 2)
        tucked(self.fields["note"])
        if app.pk:
            del self.fields["state"]
        self.helper = submit_with("Simpan aplikasi", cancel=cancel)

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        reason = rules.why_not_name(self.app.court_id, name, but=self.app.pk)
        if reason is not None:
            raise forms.ValidationError(reason)
        return name


class WeaknessForm(PlainForm):
    """A weak place that was found."""

    not_done = "Celah belum tercatat."

    what = forms.CharField(
        label="Celah yang ditemukan",
        help_text="Misalnya: halaman masuk tanpa https, kata sandi bawaan belum diganti.",
        min_length=5,
        max_length=300,
        widget=forms.Textarea({"rows": 2}),
    )
    severity = forms.ChoiceField(label="Tingkat", choices=LEVELS, widget=forms.RadioSelect)
    found_on = DayField(label="Ditemukan tanggal")

    def __init__(self, *args: Any, cancel: str, **kwargs: Any) -> None:
        super().__init__(*args, initial={"found_on": localdate()}, **kwargs)
        in_columns(self.fields["severity"], 4)
        self.helper = submit_with("Catat celah", cancel=cancel)

    def clean_found_on(self) -> date:
        return past(self.cleaned_data["found_on"])


class MendForm(PlainForm):
    """How a weak place was mended."""

    not_done = "Celah belum ditutup."

    remedy = forms.CharField(
        label="Cara ditutup",
        help_text="Misalnya: diperbarui ke versi 5.6.1.",
        min_length=5,
        max_length=300,
    )
    fixed_on = DayField(label="Ditutup tanggal")

    def __init__(self, *args: Any, cancel: str, **kwargs: Any) -> None:
        super().__init__(*args, initial={"fixed_on": localdate()}, **kwargs)
        self.helper = submit_with("Tutup celah", cancel=cancel)

    def clean_fixed_on(self) -> date:
        return past(self.cleaned_data["fixed_on"])


class AddTestForm(PlainForm):
    """What somebody is to try. Left empty, the usual tests of the house are taken."""

    not_done = "Kasus uji belum ditambahkan."

    tester = forms.ModelChoiceField(
        label="Penguji",
        help_text="Pengguna yang akan memakainya. Ia diberi tahu dan mencatat sendiri hasilnya.",
        queryset=User.objects.none(),
        empty_label="Pilih pegawai",
    )
    usual = forms.BooleanField(
        label="Tambahkan lima kasus uji baku",
        help_text="Masuk, isi dan simpan data, cari dan cetak, hak akses, pakai dari ponsel.",
        required=False,
    )
    what = forms.CharField(
        label="Yang dicoba", help_text="Satu hal saja, misalnya Mencetak nomor antrean.",
        max_length=300, required=False,
    )  # fmt: skip
    expected = forms.CharField(label="Hasil yang diharapkan", max_length=300, required=False)

    def __init__(self, *args: Any, by: User, cancel: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["tester"]
        field.queryset = User.objects.visible_to(by).filter(is_active=True)
        wanted(self.fields["what"])
        wanted(self.fields["expected"])
        self.helper = submit_with("Tambah kasus uji", cancel=cancel)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if not told.get("usual") and not told.get("what"):
            self.add_error("what", "Tulis apa yang dicoba, atau centang kasus uji baku.")
        if told.get("what") and not told.get("expected"):
            self.add_error("expected", "Tulis hasil yang diharapkan.")
        return told

    def tests(self, usual: list[tuple[str, str]]) -> list[tuple[str, str]]:
        told = self.cleaned_data
        own = [(told["what"], told["expected"])] if told["what"] else []
        return [*(usual if told["usual"] else []), *own]


class AnswerForm(PlainForm):
    """What came of a test, with a picture of it."""

    not_done = "Hasil uji belum tercatat."

    result = forms.ChoiceField(label="Hasil", choices=RESULTS, widget=forms.RadioSelect)
    found = forms.CharField(
        label="Yang ditemukan",
        max_length=500,
        required=False,
        help_text="Bila gagal: apa yang terjadi, di halaman mana.",
        widget=forms.Textarea({"rows": 3}),
    )
    evidence = forms.FileField(
        label="Bukti",
        required=False,
        help_text="Tangkapan layar (JPG atau PNG), PDF, atau dokumen.",
    )

    def __init__(self, *args: Any, test: TestCase, cancel: str, **kwargs: Any) -> None:
        first = {"result": test.result or None, "found": test.found}
        super().__init__(*args, initial=first, **kwargs)
        in_columns(self.fields["result"], 2)
        self.helper = submit_with("Catat hasil", cancel=cancel)

    def clean_evidence(self) -> Any:
        file = self.cleaned_data["evidence"]
        if file and (reason := uploads.why_not_accept(file)) is not None:
            raise forms.ValidationError(reason)
        return file

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("result") == Result.FAILED and not told.get("found"):
            self.add_error("found", "Tulis apa yang terjadi, supaya dapat diperbaiki.")
        return told


def past(day: date) -> date:
    """Return a day that is not ahead."""
    if (reason := why_not_held_on(day, today=localdate())) is not None:
        raise forms.ValidationError(reason)
    return day
