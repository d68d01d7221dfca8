"""What the register is asked: filters by the address, and a name to keep them under."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import QueryDict

from requests.enums import Category, Urgency
from requests.register.found import NEWEST_FIRST
from requests.register.query import month_words, query_of, short_label
from sopti.ui.forms import PlainForm
from sopti.workflow.enums import CaseStatus

if TYPE_CHECKING:
    from datetime import date

MONTH = re.compile(r"20[0-9]{2}-(0[1-9]|1[0-2])")
MONTHS_BACK = 36  # that the list offers; the address may name any other
EVERYTHING = ("", "Semua")
ORDERS = [
    ("-nomor", "Nomor terbaru"),
    ("nomor", "Nomor terlama"),
    ("batas", "Batas terdekat"),
    ("-batas", "Batas terjauh"),
    ("urgensi", "Paling mendesak"),
    ("-urgensi", "Paling tidak mendesak"),
    ("jenis", "Jenis, A ke Z"),
    ("-jenis", "Jenis, Z ke A"),
    ("perihal", "Perihal, A ke Z"),
    ("-perihal", "Perihal, Z ke A"),
    ("langkah", "Langkah paling awal"),
    ("-langkah", "Langkah paling akhir"),
]


class MonthField(forms.ChoiceField):
    """A month such as "2026-11". The list offers the latest; any other is understood as well."""

    def valid_value(self, value: str) -> bool:
        return MONTH.fullmatch(value) is not None

    def offer(self, *, today: date, asked: str) -> None:
        newest = today.year * 12 + today.month - 1
        counted = (divmod(newest - back, 12) for back in range(MONTHS_BACK))
        months = [f"{year}-{month + 1:02}" for year, month in counted]
        if asked not in months and self.valid_value(asked):
            months.append(asked)
        self.choices = [EVERYTHING, *((month, month_words(month)) for month in months)]


class RegisterFilter(forms.Form):
    """The search of the register. Everything that comes in by the address goes through it."""

    q = forms.CharField(
        label="Cari nomor, kata, atau pemohon",
        required=False,
        max_length=100,
        widget=forms.TextInput({"type": "search"}),
    )
    status = forms.ChoiceField(
        label="Keadaan", required=False, choices=[EVERYTHING, *CaseStatus.choices]
    )
    jenis = forms.ChoiceField(
        label="Jenis",
        required=False,
        choices=[EVERYTHING, *((key, short_label(label)) for key, label in Category.choices)],
    )
    urgensi = forms.ChoiceField(
        label="Urgensi", required=False, choices=[EVERYTHING, *Urgency.choices]
    )
    unit = forms.ChoiceField(label="Unit kerja", required=False)
    bulan = MonthField(label="Bulan", required=False)
    terlambat = forms.BooleanField(
        label="Hanya yang terlambat",
        required=False,
        widget=forms.CheckboxInput({"class": "form-check-input"}),
    )
    urut = forms.ChoiceField(label="Urutkan", required=False, choices=ORDERS, initial=NEWEST_FIRST)
    hal = forms.IntegerField(required=False, min_value=1, max_value=100_000)

    def __init__(self, data: QueryDict, *, units: list[str], today: date) -> None:
        super().__init__(data)
        self.fields["unit"].choices = [EVERYTHING, *((unit, unit) for unit in units)]  # type: ignore[attr-defined]
        self.fields["bulan"].offer(today=today, asked=data.get("bulan", ""))  # type: ignore[attr-defined]

    def chosen(self) -> dict[str, Any]:
        """Return what holds; what cannot be understood counts as not asked for."""
        self.is_valid()
        return {name: self.cleaned_data.get(name) for name in self.fields}


class KeepForm(PlainForm):
    """A name for the filter that is set, which comes along as it stands in the address."""

    name = forms.CharField(
        label="Nama saringan",
        max_length=60,
        error_messages={
            "required": "Saringan tidak disimpan: tulis namanya lebih dulu.",
            "max_length": "Saringan tidak disimpan: ringkas namanya sampai 60 huruf.",
        },
    )
    saringan = forms.CharField(required=False, max_length=1000, widget=forms.HiddenInput)

    def query(self, *, units: list[str], today: date) -> str:
        """Return the filter in its one spelling; what is not understood is left out."""
        told = QueryDict(self.cleaned_data["saringan"])
        return query_of(RegisterFilter(told, units=units, today=today).chosen())
