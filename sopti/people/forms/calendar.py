"""The court itself, its working hours and its holidays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from sopti.people import rules
from sopti.people.enums import HolidayKind, Weekday, Zone
from sopti.people.models import Court, Holiday
from sopti.people.worktime import Hours
from sopti.ui.crispy import submit_with
from sopti.ui.forms import Choice, ClockField, DayField, PlainForm

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, time

    from django.forms import BoundField

    from sopti.people.models import User

PARTS = {
    "opens": "mulai",
    "break_from": "istirahat mulai",
    "break_until": "istirahat sampai",
    "closes": "selesai",
}
KINDS = [
    (HolidayKind.LOCAL.value, Choice("Penutupan setempat", "Hanya di pengadilan ini.")),
    (HolidayKind.PUBLIC.value, Choice("Libur nasional", "Yang belum ada dalam daftar.")),
    (HolidayKind.JOINT_LEAVE.value, Choice("Cuti bersama", "Yang belum ada dalam daftar.")),
]


class WeekForm(PlainForm):
    """The hours of the seven weekdays from a day on; an empty day is free."""

    not_done = "Jam kerja belum tersimpan."
    valid_from = DayField(
        label="Berlaku mulai", help_text="Jam kerja yang lama tetap dipakai untuk hari sebelumnya."
    )

    def __init__(self, *args: Any, week: Iterable[Hours], on: date, **kwargs: Any) -> None:
        super().__init__(*args, initial=_initial(week) | {"valid_from": on}, **kwargs)
        for day in Weekday:
            for part, words in PARTS.items():
                self.fields[f"{part}_{day}"] = _clock(day, words)

    @property
    def days(self) -> list[dict[str, Any]]:
        """The seven rows of the table: the day, its four clocks, what is wrong with it."""
        return [
            {"label": day.label, "cells": cells, "errors": [e for c in cells for e in c.errors]}
            for day in Weekday
            for cells in [self._cells(day)]
        ]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for day in Weekday:
            told = {part: given.get(f"{part}_{day}") for part in PARTS}
            part, reason = _why_not_a_day(day.label, told)
            if part and not any(cell.errors for cell in self._cells(day)):
                self.add_error(f"{part}_{day}", reason)
        if not self.errors and not self.week():
            self.add_error(None, "Isi jam kerja paling sedikit satu hari.")
        return given

    def week(self) -> list[Hours]:
        """Return the hours of the days that are worked."""
        return [hours for day in Weekday if (hours := self._hours(day)) is not None]

    def _hours(self, day: Weekday) -> Hours | None:
        opens, first, last, closes = (self.cleaned_data.get(f"{part}_{day}") for part in PARTS)
        if opens is None or closes is None:
            return None
        return Hours(day, opens, closes, first, last)

    def _cells(self, day: Weekday) -> list[BoundField]:
        return [self[f"{part}_{day}"] for part in PARTS]


class RamadanForm(WeekForm):
    """Other hours for one Ramadan."""

    not_done = "Jam kerja Ramadan belum tersimpan."
    valid_until = DayField(
        label="Sampai", help_text="Hari terakhir Ramadan. Ubah bila sidang isbat memutuskan lain."
    )

    def __init__(self, *args: Any, by: User, court: Court, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by, self.court = by, court
        self.initial.pop("valid_from")
        self.fields["valid_from"].help_text = "Hari pertama Ramadan."
        self.order_fields(["valid_from", "valid_until"])

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if not self.errors:
            first, last = self.span()
            reason = rules.why_not_ramadan(self.by, self.court, first=first, last=last)
            if reason is not None:
                self.add_error("valid_until", reason)
        return given

    def span(self) -> tuple[date, date]:
        return self.cleaned_data["valid_from"], self.cleaned_data["valid_until"]


class HolidayForm(PlainForm):
    """A day on which the court does not work."""

    not_done = "Hari libur belum tersimpan."

    day = DayField(label="Tanggal")
    name = forms.CharField(
        label="Nama", help_text="Misalnya Hari jadi kota, atau Pemadaman listrik.", max_length=160
    )
    kind = forms.ChoiceField(label="Jenis", choices=KINDS, widget=forms.RadioSelect)

    def __init__(self, *args: Any, holiday: Holiday, cancel: str, **kwargs: Any) -> None:
        first = {"day": holiday.day, "name": holiday.name, "kind": holiday.kind}
        super().__init__(*args, initial=first, **kwargs)
        self.holiday = holiday
        if holiday.pk is not None:
            del self.fields["kind"]
            self.fields["day"].disabled = holiday.kind != HolidayKind.LOCAL
        self.helper = submit_with("Simpan hari libur", cancel=cancel)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors and (reason := rules.why_not_holiday(self.wanted())) is not None:
            self.add_error("day", reason)
        return given

    def wanted(self) -> Holiday:
        """Return the day as it should be, not yet saved."""
        for name, value in self.cleaned_data.items():
            setattr(self.holiday, name, value)
        return self.holiday


class YearForm(forms.Form):
    """A year of the calendar."""

    tahun = forms.IntegerField(required=False, min_value=2000, max_value=2100)

    def year(self, *, default: int) -> int:
        """Return the year asked for, or the default."""
        return (self.cleaned_data["tahun"] or default) if self.is_valid() else default


class LinesField(forms.CharField):
    """A few lines of text, one a line; empty ones are left out."""

    def __init__(self, **words: Any) -> None:
        super().__init__(widget=forms.Textarea({"rows": 5}), max_length=1000, **words)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        text: str = super().clean(value)
        return [line.strip() for line in text.splitlines() if line.strip()]


class CourtForm(PlainForm):
    """How the court stands on paper and in numbers."""

    not_done = "Data pengadilan belum tersimpan."

    name = forms.CharField(label="Nama pengadilan", max_length=120)
    short_name = forms.CharField(label="Nama pendek", max_length=60)
    town = forms.CharField(
        label="Tempat", help_text="Di depan tanggal pada baris tanda tangan.", max_length=60
    )
    code = forms.CharField(
        label="Kode nomor",
        help_text="Bagian nomor register, misalnya PA.Mdn. Nomor yang sudah terbit tidak berubah.",
        max_length=20,
    )
    zone = forms.ChoiceField(
        label="Zona waktu",
        help_text="Jam pada semua halaman dan cetakan mengikuti zona ini.",
        choices=Zone,
    )
    waiting_minutes = forms.IntegerField(
        label="Kelonggaran menunggu (menit kerja)",
        help_text="Batas yang ditampilkan = dibuka + kelonggaran + norma SOP. 240 menit = 4 jam.",
        min_value=0,
        max_value=4500,
        error_messages={
            "min_value": "Kelonggaran paling sedikit 0 menit.",
            "max_value": "Kelonggaran paling banyak 4.500 menit, sepuluh hari kerja.",
        },
    )
    letterhead = LinesField(label="Baris kop", help_text="Satu baris kop tiap baris.")
    address = LinesField(
        label="Baris alamat", help_text="Alamat, telepon, website, e-mail.", required=False
    )

    def __init__(self, *args: Any, court: Court, cancel: str, **kwargs: Any) -> None:
        first = {name: getattr(court, name) for name in self.base_fields}
        super().__init__(*args, initial=first, **kwargs)
        self.court = court
        self.helper = submit_with("Simpan data pengadilan", cancel=cancel)

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        if Court.objects.filter(code=code).exclude(pk=self.court.pk).exists():
            raise forms.ValidationError(f"Kode {code} sudah dipakai pengadilan lain.")
        return code


def _clock(day: Weekday, words: str) -> ClockField:
    field = ClockField(label=f"{day.label} {words}", required=False)
    field.widget.attrs |= {"class": "form-control", "aria-label": field.label}
    field.short = words.capitalize()  # type: ignore[attr-defined]  # read by people/_week_table
    return field


def _initial(week: Iterable[Hours]) -> dict[str, Any]:
    return {f"{part}_{row.weekday:d}": getattr(row, part) for row in week for part in PARTS}


def _why_not_a_day(label: str, told: dict[str, time | None]) -> tuple[str, str]:
    """Return the clock that is wrong and why, or two empty words."""
    opens, closes = told["opens"], told["closes"]
    first, last = told["break_from"], told["break_until"]
    if not any(told.values()):
        return "", ""
    if opens is None or closes is None:
        return "opens" if opens is None else "closes", f"{label}: isi jam mulai dan jam selesai."
    if closes <= opens:
        return "closes", f"{label}: jam selesai harus sesudah jam mulai."
    if (first is None) != (last is None):
        return "break_until", f"{label}: isi mulai dan selesai istirahat, atau kosongkan keduanya."
    if first and last and not opens <= first < last <= closes:
        return "break_from", f"{label}: istirahat harus berada di dalam jam kerja."
    return "", ""
