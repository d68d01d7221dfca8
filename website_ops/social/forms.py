"""Searching the posts, and the figures of a channel's month."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from sopti.ui.crispy import submit_with
from sopti.ui.forms import PlainForm
from website_ops.channels.enums import ChannelKind
from website_ops.social.enums import PostState

MOST = 1_000_000_000
SOCIAL = [one for one in ChannelKind.choices if one[0] != ChannelKind.WEBSITE]


class PostFilter(forms.Form):
    q = forms.CharField(label="Cari perihal atau teks", required=False, max_length=100)
    saluran = forms.ChoiceField(label="Media", required=False, choices=[("", "Semua"), *SOCIAL])
    keadaan = forms.ChoiceField(
        label="Keadaan", required=False, choices=[("", "Semua"), *PostState.choices]
    )
    hal = forms.IntegerField(required=False, min_value=1, max_value=100_000)

    def chosen(self) -> dict[str, Any]:
        """Return what holds; what cannot be understood counts as not asked for."""
        self.is_valid()
        return {name: self.cleaned_data.get(name) for name in self.fields}


class MonthChoice(forms.Form):
    """Which month the address asks for: "2026-11"."""

    bulan = forms.RegexField(regex=r"^20\d\d-(0[1-9]|1[0-2])$", required=False)

    def month(self, today: date) -> date:
        """Return the first day of the month; this month when the address names none."""
        asked = self.cleaned_data.get("bulan") if self.is_valid() else ""
        year, _, month = (asked or f"{today:%Y-%m}").partition("-")
        return date(int(year), int(month), 1)


class MonthForm(PlainForm):
    """What the channel's own statistics say of a month."""

    not_done = "Angka bulan ini belum tersimpan."

    followers = forms.IntegerField(
        label="Pengikut pada akhir bulan (akun)", min_value=0, max_value=MOST
    )
    reach = forms.IntegerField(
        label="Jangkauan sebulan (akun)", min_value=0, max_value=MOST,
        help_text="Akun yang melihat, menurut statistik media itu.",
    )  # fmt: skip
    reactions = forms.IntegerField(
        label="Interaksi sebulan", min_value=0, max_value=MOST,
        help_text="Suka, komentar, dan bagikan.",
    )  # fmt: skip
    note = forms.CharField(label="Catatan", required=False, max_length=300)

    def __init__(self, *args: Any, cancel: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = submit_with("Simpan angka", cancel=cancel)
