"""What is asked of the library of regulations, and what is told of one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from requests.regulations import rules
from requests.regulations.actions import FIELDS
from requests.regulations.enums import LinkKind, RegulationKind, Standing
from requests.regulations.models import FIRST_YEAR, LAST_YEAR, Regulation
from sopti.ui.crispy import submit_with
from sopti.ui.forms import Choice, DayField, PlainForm, in_columns, tucked
from sopti.workflow import uploads

if TYPE_CHECKING:
    from django.http import QueryDict

    from sopti.people.models import User

ALL = ("", "Semua")
NEWER, OLDER = "mengubah-yang-lain", "diubah-oleh"
WAYS = [
    (f"{LinkKind.AMENDS}:{NEWER}", Choice("Mengubah", "Peraturan ini mengubah yang dipilih.")),
    (f"{LinkKind.AMENDS}:{OLDER}", Choice("Diubah oleh", "Yang dipilih mengubah peraturan ini.")),
    (f"{LinkKind.REVOKES}:{NEWER}", Choice("Mencabut", "Yang dipilih tidak berlaku lagi.")),
    (f"{LinkKind.REVOKES}:{OLDER}", Choice("Dicabut oleh", "Peraturan ini tidak berlaku lagi.")),
    (f"{LinkKind.FOLLOWS}:{NEWER}", Choice("Mengikuti", "Pengganti tanpa pencabutan tertulis.")),
    (f"{LinkKind.FOLLOWS}:{OLDER}", Choice("Diikuti oleh", "Ada yang lebih baru tentang hal ini.")),
]


class RegulationFilter(forms.Form):
    """The search of the library. Everything that comes in by the address goes through it."""

    q = forms.CharField(
        label="Cari nomor, judul, atau kata di dalamnya",
        required=False,
        max_length=100,
        widget=forms.TextInput({"type": "search"}),
    )
    jenis = forms.ChoiceField(label="Jenis", required=False, choices=[ALL, *RegulationKind.choices])
    keadaan = forms.ChoiceField(label="Keadaan", required=False, choices=[ALL, *Standing.choices])
    hal = forms.IntegerField(required=False, min_value=1, max_value=100_000)

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)

    def chosen(self) -> dict[str, Any]:
        """Return what holds; what cannot be understood counts as not asked for."""
        self.is_valid()
        return {name: self.cleaned_data.get(name) for name in self.fields}


class RegulationForm(PlainForm):
    """What is known of one regulation."""

    not_done = "Peraturan belum tersimpan."

    kind = forms.ChoiceField(label="Jenis", choices=[("", "Pilih jenis"), *RegulationKind.choices])
    number = forms.CharField(
        label="Nomor", help_text="Misalnya Nomor 1 Tahun 2024.", max_length=120
    )
    title = forms.CharField(
        label="Tentang",
        help_text="Tanpa kata “tentang”.",
        max_length=700,
        widget=forms.Textarea({"rows": 2}),
    )
    year = forms.IntegerField(label="Tahun", min_value=FIRST_YEAR, max_value=LAST_YEAR)
    issued_on = DayField(
        label="Tanggal", help_text="Tanggal ditetapkan, bila diketahui.", required=False
    )
    summary = forms.CharField(
        label="Pokok isi",
        help_text="Dengan kata-kata sendiri: apa yang diatur dan apa artinya bagi TI pengadilan.",
        max_length=3000,
        required=False,
        widget=forms.Textarea({"rows": 4}),
    )

    def __init__(self, *args: Any, regulation: Regulation, cancel: str, **kwargs: Any) -> None:
        if regulation.pk:
            kwargs["initial"] = {name: getattr(regulation, name) for name in FIELDS}
        super().__init__(*args, **kwargs)
        self.regulation = regulation
        self.helper = submit_with("Simpan peraturan", cancel=cancel)

    def clean_number(self) -> str:
        return " ".join(self.cleaned_data["number"].split())

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        kind, number, year = told.get("kind"), told.get("number"), told.get("year")
        issued = told.get("issued_on")
        if kind and number:
            reason = rules.why_not_number(self.regulation, kind, number)
            if reason is not None:
                self.add_error("number", reason)
        if issued and year and issued.year != year:
            self.add_error("year", f"Tahunnya tidak cocok dengan tanggal: tulis {issued.year}.")
        return told


class LinkForm(PlainForm):
    """How the regulation touches another."""

    not_done = "Hubungan belum tercatat."

    way = forms.ChoiceField(label="Hubungannya", choices=WAYS, widget=forms.RadioSelect)
    other = forms.ModelChoiceField(
        label="Peraturan yang lain",
        queryset=Regulation.objects.none(),
        empty_label="Pilih peraturan",
    )
    note = forms.CharField(label="Keterangan", max_length=300, required=False)

    def __init__(self, *args: Any, regulation: Regulation, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others: Any = self.fields["other"]
        others.queryset = Regulation.objects.visible_to(by).exclude(pk=regulation.pk)
        others.label_from_instance = lambda found: f"{found}: {found.title[:90]}"
        in_columns(self.fields["way"], 2)
        tucked(self.fields["note"], "Tambah keterangan")
        self.regulation, self.by = regulation, by
        self.helper = submit_with("Catat hubungan", cancel=regulation.get_absolute_url())

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("way") and told.get("other"):
            newer, older, _ = self.ends()
            if (reason := rules.why_not_link(self.by, newer, older)) is not None:
                self.add_error("other", reason)
        return told

    def ends(self) -> tuple[Regulation, Regulation, str]:
        """Return (newer, older, kind)."""
        kind, _, way = self.cleaned_data["way"].partition(":")
        pair = (self.regulation, self.cleaned_data["other"])
        newer, older = pair if way == NEWER else pair[::-1]
        return newer, older, kind


class FileForm(PlainForm):
    """A file of the regulation."""

    not_done = "Berkas belum tersimpan."

    file = forms.FileField(
        label="Berkas",
        help_text="PDF supaya isinya dapat dicari; juga DOCX, XLSX, TXT, JPG, PNG, atau WebP.",
        widget=forms.FileInput({"accept": ",".join(f".{one}" for one in uploads.ACCEPTED)}),
    )

    def __init__(self, *args: Any, regulation: Regulation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = submit_with("Simpan berkas", cancel=regulation.get_absolute_url())

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if (reason := uploads.why_not_accept(file)) is not None:
            raise forms.ValidationError(
                reason.replace("Lampiran", "Berkas").replace("lampiran", "berkas")
            )
        return file
