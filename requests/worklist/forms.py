"""What the work list is asked, and who a step is handed to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.http import QueryDict

from requests.enums import Category
from requests.register.query import short_label
from requests.worklist.query import FREE, MINE, query_of
from sopti.core.errors import Refusal
from sopti.people.models import User
from sopti.workflow.forms import ReasonForm

if TYPE_CHECKING:
    from collections.abc import Mapping


class WorkFilter(forms.Form):
    """The filters of the work list. Everything that comes in by the address goes through it."""

    meja = forms.ChoiceField(
        label="Pekerjaan",
        required=False,
        choices=[("", "Semua"), (MINE, "Yang saya pegang"), (FREE, "Belum diambil")],
    )
    jenis = forms.ChoiceField(
        label="Jenis",
        required=False,
        choices=[("", "Semua"), *((key, short_label(label)) for key, label in Category.choices)],
    )
    ruang = forms.ChoiceField(label="Ruang atau unit", required=False)
    hal = forms.IntegerField(required=False, min_value=1, max_value=100_000)

    def __init__(self, data: Mapping[str, Any], *, units: list[str]) -> None:
        super().__init__(data)
        self.fields["ruang"].choices = [("", "Semua"), *((unit, unit) for unit in units)]  # type: ignore[attr-defined]

    def chosen(self) -> dict[str, Any]:
        """Return what holds; what cannot be understood counts as not asked for."""
        self.is_valid()
        return {name: self.cleaned_data.get(name) for name in self.fields}


class BackForm(forms.Form):
    """The filter under which the list was shown: the list comes back as it was."""

    saringan = forms.CharField(required=False, max_length=1000)

    def query(self, *, units: list[str]) -> str:
        self.is_valid()
        told = QueryDict(self.cleaned_data.get("saringan", ""))
        page = WorkFilter(told, units=units).chosen()
        return "&".join(filter(None, [query_of(page), f"hal={page['hal']}" if page["hal"] else ""]))


class HandOverForm(ReasonForm):
    """Why a step is handed on, and from whom. Without `to` the sender takes it."""

    held_by = forms.IntegerField(required=False)

    def told(self) -> dict[str, Any]:
        """Return what was filled in. The form stands inside a list, so its errors are refusals."""
        if not self.is_valid():
            sentence = next(said for found in self.errors.values() for said in found)
            raise Refusal(f"Langkah belum dialihkan. {sentence}")
        return self.cleaned_data


class GiveForm(HandOverForm):
    to = forms.ModelChoiceField(
        queryset=User.objects.none(),
        error_messages={
            "required": "Pilih pegawai yang menerima langkah ini.",
            "invalid_choice": "Pilih pegawai dari daftar.",
        },
    )
    field_order = ["to", "reason"]

    def __init__(self, *args: Any, viewer: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = User.objects.visible_to(viewer).filter(is_active=True)
        self.fields["to"].queryset = people  # type: ignore[attr-defined]
