"""What is told of an early warning."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.timezone import localtime

from maintenance.security.watch import rules
from maintenance.security.watch.enums import Severity
from sopti.ui.crispy import submit_with
from sopti.ui.forms import Choice, MomentField, PlainForm, in_columns

if TYPE_CHECKING:
    from datetime import datetime

LEVELS = [
    (Severity.LOW.value, Choice("Rendah", "perlu dicatat saja")),
    (Severity.MIDDLE.value, Choice("Sedang", "dipantau beberapa hari")),
    (Severity.HIGH.value, Choice("Tinggi", "ditangani hari ini")),
    (Severity.CRITICAL.value, Choice("Kritis", "ditangani sekarang juga")),
]
ACTION_HINT = "Misalnya: kabel dicabut, alamat diblokir di router, antivirus dijalankan."


class ThreatForm(PlainForm):
    """What was seen, where, how bad it is."""

    not_done = "Peringatan belum tercatat."

    what = forms.CharField(
        label="Yang terlihat",
        help_text="Misalnya: lalu lintas keluar melonjak, perangkat asing meminta alamat.",
        min_length=5,
        max_length=300,
        widget=forms.Textarea({"rows": 2}),
    )
    where = forms.CharField(
        label="Di mana", help_text="Perangkat, ruang, atau alamat jaringannya.", max_length=160
    )
    seen_at = MomentField(label="Terlihat pada")
    severity = forms.ChoiceField(label="Tingkat", choices=LEVELS, widget=forms.RadioSelect)
    action = forms.CharField(
        label="Tindakan yang sudah diambil",
        help_text=ACTION_HINT,
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )

    def __init__(self, *args: Any, now: datetime, cancel: str, **kwargs: Any) -> None:
        seen = localtime(now).replace(second=0, microsecond=0)
        super().__init__(*args, initial={"seen_at": seen}, **kwargs)
        self.now = now
        in_columns(self.fields["severity"], 4)
        self.helper = submit_with("Catat peringatan", cancel=cancel)

    def clean_seen_at(self) -> datetime:
        seen_at: datetime = self.cleaned_data["seen_at"]
        if (reason := rules.why_not_seen_at(seen_at, now=self.now)) is not None:
            raise forms.ValidationError(reason)
        return seen_at


class CloseForm(PlainForm):
    """What was done, so that nothing more is to do."""

    not_done = "Peringatan belum ditutup."

    action = forms.CharField(
        label="Tindakan yang diambil",
        help_text=ACTION_HINT,
        min_length=5,
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, *args: Any, cancel: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = submit_with("Tutup peringatan", cancel=cancel)
