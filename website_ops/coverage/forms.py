"""An event to cover, a piece of gear, its way out and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.urls import reverse

from sopti.people.models import User
from sopti.ui.crispy import submit_with
from sopti.ui.fields import ListedInput
from sopti.ui.forms import ClockField, DayField, PlainForm
from sopti.workflow.subjects import listed_of
from website_ops.coverage.choices import officers_of

if TYPE_CHECKING:
    from datetime import date

    from sopti.people.models import Court

AFTER = "Jam selesai harus sesudah jam mulai."


def _choose_from(field: forms.Field, court: Court) -> None:
    """Offer the people of the court who cover events."""
    people = User.objects.filter(pk__in=[one.pk for one in officers_of(court)])
    field.queryset = people.order_by("full_name")  # type: ignore[attr-defined]


class EventForm(PlainForm):
    not_done = "Acara belum tersimpan."

    title = forms.CharField(label="Acara", min_length=5, max_length=200)
    day = DayField(label="Tanggal")
    begins = ClockField(label="Mulai pukul", required=False)
    ends = ClockField(label="Selesai pukul", required=False)
    place = forms.CharField(label="Tempat", required=False, max_length=120)
    officer = forms.ModelChoiceField(
        label="Petugas liputan", queryset=User.objects.none(), required=False,
        empty_label="Belum ditentukan",
    )  # fmt: skip

    def __init__(self, *args: Any, court: Court, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose_from(self.fields["officer"], court)
        self.helper = submit_with("Simpan acara", cancel=reverse("website_ops:events"))

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        begins, ends = told.get("begins"), told.get("ends")
        if ends and (begins is None or ends <= begins):
            self.add_error("ends", AFTER)
        return told


class GearForm(PlainForm):
    not_done = "Alat belum tersimpan."

    name = forms.CharField(
        label="Nama alat", min_length=3, max_length=120,
        help_text="Pilih dari aset pengadilan, atau tulis namanya.",
    )  # fmt: skip

    def __init__(self, *args: Any, court: Court, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].widget = ListedInput(listed_of(court), {"maxlength": 120})


class LendForm(PlainForm):
    not_done = "Peminjaman belum dicatat."

    to = forms.ModelChoiceField(
        label="Dibawa oleh", queryset=User.objects.none(), empty_label="Pilih pegawai"
    )
    due_on = DayField(label="Kembali paling lambat")

    def __init__(self, *args: Any, court: Court, due_on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose_from(self.fields["to"], court)
        self.fields["due_on"].initial = due_on
        self.helper = submit_with("Catat peminjaman", cancel=reverse("website_ops:gear"))


class ReturnForm(PlainForm):
    state = forms.CharField(required=False, max_length=200)
