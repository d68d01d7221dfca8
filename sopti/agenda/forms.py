"""Which days of the calendar are asked for, and what of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from sopti.ui.forms import FIRST_DAY, LAST_DAY
from sopti.workflow.diary import DONE, DUE, EVENT, PLANNED

if TYPE_CHECKING:
    from datetime import date

KINDS = (
    ("", "Semua"),
    (DUE, "Tenggat"),
    (PLANNED, "Rencana"),
    (EVENT, "Acara"),
    (DONE, "Selesai"),
)


class CalendarFilter(forms.Form):
    bulan = forms.DateField(required=False, input_formats=["%Y-%m"], widget=forms.HiddenInput)
    jenis = forms.ChoiceField(label="Yang ditampilkan", required=False, choices=KINDS)
    saya = forms.BooleanField(
        label="Hanya yang menunggu saya",
        required=False,
        widget=forms.CheckboxInput({"class": "form-check-input"}),
    )

    def chosen(self, *, today: date) -> dict[str, Any]:
        """Return what holds; what cannot be understood counts as not asked for."""
        self.is_valid()
        told = self.cleaned_data
        month = told.get("bulan") or today
        month = min(max(month, FIRST_DAY), LAST_DAY).replace(day=1)
        return {"month": month, "kind": told.get("jenis") or "", "mine": bool(told.get("saya"))}
