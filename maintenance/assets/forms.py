"""What is asked of the list of assets, and what is told of one asset."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django import forms

from maintenance.assets import rules
from maintenance.assets.actions import FIELDS
from maintenance.assets.enums import Condition, WorkKind
from maintenance.assets.found import BOTH, ENDED, ENDS_SOON, IN_USE, RETIRED, UNKNOWN
from maintenance.assets.models import Asset, AssetKind, AssetWork, Licence
from sopti.people.models import User
from sopti.ui.crispy import submit_with
from sopti.ui.forms import Choice, DayField, PlainForm, in_columns, tucked
from sopti.workflow import photos

if TYPE_CHECKING:
    from datetime import date

    from django.http import QueryDict

    from maintenance.assets.choices import Choices

ALL = ("", "Semua")
STATES = [(IN_USE, "Dipakai"), (RETIRED, "Dihentikan"), (BOTH, "Keduanya")]
WARRANTIES = [
    ALL,
    (ENDS_SOON, "Habis dalam 60 hari"),
    (ENDED, "Sudah habis"),
    (UNKNOWN, "Tidak dicatat"),
]
ORDER_WORDS = {
    "nama": "Nama", "nup": "NUP", "jenis": "Jenis", "ruang": "Ruang", "pemegang": "Pemegang",
    "kondisi": "Kondisi", "garansi": "Akhir garansi",
}  # fmt: skip
ORDERS = [
    (f"{sign}{key}", f"{label}{way}")
    for key, label in ORDER_WORDS.items()
    for sign, way in (("", ""), ("-", ", terbalik"))
]
CONDITIONS = [
    (Condition.GOOD.value, Choice("Baik", "Dipakai tanpa keluhan.")),
    (Condition.WORN.value, Choice("Rusak ringan", "Masih dapat dipakai atau diperbaiki.")),
    (Condition.BROKEN.value, Choice("Rusak berat", "Tidak dapat dipakai lagi.")),
]
MOST_RUPIAH = 100_000_000_000


class AssetFilter(forms.Form):
    """The search of the list. Everything that comes in by the address goes through it."""

    q = forms.CharField(
        label="Cari NUP, nama, atau kata",
        required=False,
        max_length=100,
        widget=forms.TextInput({"type": "search"}),
    )
    jenis = forms.ChoiceField(label="Jenis", required=False)
    ruang = forms.ChoiceField(label="Ruang", required=False)
    kondisi = forms.ChoiceField(label="Kondisi", required=False, choices=[ALL, *Condition.choices])
    pemegang = forms.ChoiceField(label="Pemegang", required=False)
    garansi = forms.ChoiceField(label="Garansi", required=False, choices=WARRANTIES)
    keadaan = forms.ChoiceField(label="Keadaan", required=False, choices=STATES)
    urut = forms.ChoiceField(label="Urutkan", required=False, choices=ORDERS)
    hal = forms.IntegerField(required=False, min_value=1, max_value=100_000)

    def __init__(self, data: QueryDict, *, choices: Choices) -> None:
        super().__init__(data)
        fields: dict[str, Any] = self.fields
        fields["jenis"].choices = [ALL, *choices.kinds]
        fields["ruang"].choices = [ALL, *((room, room) for room in choices.rooms)]
        fields["pemegang"].choices = [ALL, (UNKNOWN, "Tanpa pemegang"), *choices.holders]

    def chosen(self) -> dict[str, Any]:
        """Return what holds; what cannot be understood counts as not asked for."""
        self.is_valid()
        return {name: self.cleaned_data.get(name) for name in self.fields}

    def sayings(self, chosen: dict[str, Any]) -> list[tuple[str, str]]:
        """Return what is filtered by, in words: (name of the filter, "Ruang: PTSP")."""
        said = [("q", f"Cari: “{chosen['q']}”")] if chosen.get("q") else []
        for name in ("jenis", "ruang", "kondisi", "pemegang", "garansi", "keadaan"):
            field: Any = self.fields[name]
            words = dict(field.choices).get(chosen.get(name))
            if words and chosen[name] not in {"", IN_USE}:
                said.append((name, f"{field.label}: {words}"))
        return said


class Suggested(forms.TextInput):
    """A line of text with what others wrote before, offered below it while typing."""

    template_name = "maintenance/_suggested.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.words: list[str] = []

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["attrs"]["list"] = f"daftar-{name}"
        return context | {"words": self.words}


class AssetForm(PlainForm):
    """Everything that is told of one asset."""

    not_done = "Data aset ini belum tersimpan."

    kind = forms.ModelChoiceField(
        label="Jenis aset", queryset=AssetKind.objects.none(), empty_label="Pilih jenis"
    )
    nup = forms.CharField(
        label="NUP",
        help_text="Nomor pada stiker barang milik negara, misalnya 3.10.01.02.001-12.",
        max_length=40,
    )
    name = forms.CharField(
        label="Nama aset",
        help_text="Seperti orang menyebutnya, misalnya Pencetak ruang sidang 2.",
        max_length=120,
    )
    maker = forms.CharField(label="Merek", max_length=60, required=False)
    model = forms.CharField(label="Tipe", max_length=80, required=False)
    serial = forms.CharField(label="Nomor seri", max_length=80, required=False)
    specification = forms.CharField(
        label="Spesifikasi",
        help_text="Prosesor, memori, penyimpanan, ukuran, dan semacamnya.",
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    room = forms.CharField(label="Ruang", max_length=80, widget=Suggested())
    unit = forms.CharField(
        label="Unit kerja yang memakai",
        help_text="Pegawai unit ini melihat aset ini dan dapat menyebutnya dalam permintaan.",
        max_length=120,
        required=False,
        widget=Suggested(),
    )
    holder = forms.ModelChoiceField(
        label="Pemegang",
        help_text="Kosongkan untuk perangkat bersama.",
        queryset=User.objects.none(),
        required=False,
        empty_label="Tanpa pemegang",
    )
    condition = forms.ChoiceField(label="Kondisi", choices=CONDITIONS, widget=forms.RadioSelect)
    acquired_on = DayField(label="Tanggal perolehan", required=False)
    price = forms.IntegerField(
        label="Harga perolehan (Rp)",
        help_text="Angka saja, misalnya 12500000.",
        min_value=0,
        max_value=MOST_RUPIAH,
        required=False,
    )
    warranty_until = DayField(label="Garansi sampai", required=False)
    seats = forms.IntegerField(
        label="Jumlah lisensi",
        help_text="Hanya untuk perangkat lunak: berapa perangkat atau orang boleh memakainya.",
        min_value=1,
        max_value=100_000,
        required=False,
    )
    expires_on = DayField(
        label="Lisensi berlaku sampai",
        help_text="Kosongkan bila berlaku selamanya.",
        required=False,
    )
    photo = forms.FileField(
        label="Foto",
        help_text="JPG, PNG, atau WebP. Tempat dan waktu pemotretan dihapus dari fotonya.",
        required=False,
        widget=forms.FileInput({"accept": "image/jpeg,image/png,image/webp"}),
    )
    note = forms.CharField(
        label="Catatan", max_length=1000, required=False, widget=forms.Textarea({"rows": 2})
    )

    def __init__(
        self, *args: Any, asset: Asset, by: User, choices: Choices, cancel: str, **kwargs: Any
    ) -> None:
        if asset.pk is not None:
            kwargs["initial"] = _told(asset)
        super().__init__(*args, **kwargs)
        self.asset = asset
        fields: dict[str, Any] = self.fields
        fields["kind"].queryset = AssetKind.objects.visible_to(by)
        fields["holder"].queryset = User.objects.visible_to(by).filter(is_active=True)
        fields["room"].widget.words, fields["unit"].widget.words = choices.rooms, choices.units
        in_columns(fields["condition"], 3)
        tucked(fields["note"])
        self.helper = submit_with("Simpan aset", cancel=cancel)

    def clean_nup(self) -> str:
        nup = tidy_nup(self.cleaned_data["nup"])
        if (reason := rules.why_not_take_nup(self.asset, nup)) is not None:
            raise forms.ValidationError(reason)
        return nup

    def clean_kind(self) -> AssetKind:
        kind: AssetKind = self.cleaned_data["kind"]
        if (reason := rules.why_not_change_kind(self.asset, kind)) is not None:
            raise forms.ValidationError(reason)
        return kind

    def clean_specification(self) -> str:
        return plain_lines(self.cleaned_data["specification"])

    def clean_note(self) -> str:
        return plain_lines(self.cleaned_data["note"])

    def clean_photo(self) -> Any:
        photo = self.cleaned_data["photo"]
        if photo and (reason := photos.why_not_accept(photo)) is not None:
            raise forms.ValidationError(reason)
        return photo

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        kind = told.get("kind")
        if kind is None:
            return told
        if kind.is_licence and not told.get("seats") and not self.has_error("seats"):
            self.add_error("seats", "Isi jumlah lisensi yang dimiliki.")
        if not kind.is_licence and (told.get("seats") or told.get("expires_on")):
            self.add_error("seats", f"Kosongkan jumlah lisensi: {kind} bukan perangkat lunak.")
        self._count_seats(told)
        return told

    def _count_seats(self, told: dict[str, Any]) -> None:
        licence = Licence.objects.filter(asset=self.asset).first() if self.asset.pk else None
        if licence and told.get("seats"):
            reason = rules.why_not_count_seats(licence, told["seats"])
            if reason is not None:
                self.add_error("seats", reason)


def plain_lines(text: str) -> str:
    """Return the text with the line ends that files keep, too."""
    return text.replace("\r\n", "\n")


def tidy_nup(nup: str) -> str:
    """Return a number in its one spelling: "3.10.01 - 12" and "3.10.01-12" are one asset."""
    return re.sub(r"\s*([-./])\s*", r"\1", " ".join(nup.split())).upper()


def _told(asset: Asset) -> dict[str, Any]:
    told = {name: getattr(asset, name) for name in FIELDS}
    licence = Licence.objects.filter(asset=asset).first()
    if licence is not None:
        told |= {"seats": licence.seats, "expires_on": licence.expires_on}
    return told


class HandOverForm(PlainForm):
    """Who gets the asset, where it goes, and in which condition."""

    not_done = "Serah terima belum tercatat."

    to_holder = forms.ModelChoiceField(
        label="Diserahkan kepada",
        help_text="Kosongkan bila menjadi perangkat bersama di ruang itu.",
        queryset=User.objects.none(),
        required=False,
        empty_label="Tanpa pemegang",
    )
    to_room = forms.CharField(label="Ruang", max_length=80, widget=Suggested())
    handed_on = DayField(label="Tanggal serah terima")
    condition = forms.ChoiceField(
        label="Kondisi saat diserahkan", choices=CONDITIONS, widget=forms.RadioSelect
    )
    with_it = forms.CharField(
        label="Kelengkapan",
        help_text="Yang ikut diserahkan, misalnya kabel daya, tas, tetikus.",
        max_length=300,
        required=False,
    )

    def __init__(
        self, *args: Any, asset: Asset, by: User, rooms: list[str], today: date, **kwargs: Any
    ) -> None:
        first = {"to_room": asset.room, "handed_on": today, "condition": asset.condition}
        super().__init__(*args, initial=first, **kwargs)
        self.asset, self.by, self.today = asset, by, today
        fields: dict[str, Any] = self.fields
        fields["to_holder"].queryset = User.objects.visible_to(by).filter(is_active=True)
        fields["to_room"].widget.words = rooms
        in_columns(fields["condition"], 3)
        self.helper = submit_with("Catat serah terima", cancel=asset.get_absolute_url())

    def clean_handed_on(self) -> date:
        return _dated(self.cleaned_data["handed_on"], self)


class RetireForm(PlainForm):
    """Since when an asset is not used any more, and why."""

    not_done = "Penghentian belum tercatat."

    retired_on = DayField(label="Tidak dipakai sejak")
    reason = forms.CharField(
        label="Alasan",
        help_text="Misalnya: rusak berat, biaya perbaikan melebihi nilainya; diusulkan dihapus.",
        min_length=5,
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, *args: Any, asset: Asset, today: date, **kwargs: Any) -> None:
        super().__init__(*args, initial={"retired_on": today}, **kwargs)
        self.asset, self.today = asset, today
        self.helper = submit_with("Hentikan pemakaian", cancel=asset.get_absolute_url())

    def clean_retired_on(self) -> date:
        return _dated(self.cleaned_data["retired_on"], self)


class WorkForm(PlainForm):
    """A check, a repair or a part."""

    not_done = "Pekerjaan belum tercatat."

    kind = forms.ChoiceField(label="Pekerjaan", choices=WorkKind.choices, widget=forms.RadioSelect)
    done_on = DayField(label="Tanggal")
    summary = forms.CharField(
        label="Yang ditemukan dan dikerjakan",
        min_length=5,
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
    )
    part = forms.CharField(
        label="Suku cadang", help_text="Nama dan tipenya.", max_length=120, required=False
    )
    cost = forms.IntegerField(
        label="Biaya (Rp)", min_value=0, max_value=MOST_RUPIAH, required=False
    )
    worker = forms.CharField(label="Dikerjakan oleh", max_length=120)
    condition = forms.ChoiceField(
        label="Kondisi sesudahnya", choices=CONDITIONS, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, asset: Asset, by: User, today: date, **kwargs: Any) -> None:
        first = {"done_on": today, "worker": str(by), "condition": asset.condition}
        super().__init__(*args, initial=first, **kwargs)
        self.asset, self.today = asset, today
        in_columns(self.fields["kind"], 3)
        in_columns(self.fields["condition"], 3)
        self.helper = submit_with("Catat pekerjaan", cancel=asset.get_absolute_url())

    def clean_done_on(self) -> date:
        return _dated(self.cleaned_data["done_on"], self)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("kind") == WorkKind.PART and not told.get("part"):
            self.add_error("part", "Isi suku cadang yang dipasang.")
        return told

    def work(self) -> AssetWork:
        """Return what was done, not yet saved."""
        return AssetWork(asset=self.asset, **self.cleaned_data)


def _dated(day: date, form: HandOverForm | RetireForm | WorkForm) -> date:
    if (reason := rules.why_not_dated(day, asset=form.asset, today=form.today)) is not None:
        raise forms.ValidationError(reason)
    return day
