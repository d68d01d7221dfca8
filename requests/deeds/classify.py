"""Classify: what sort of work it is, and of which category of the court."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from requests.deeds.examine import asked_device
from requests.deeds.handling import handling_of, key_of, settle
from requests.desk import categories_of
from requests.enums import Kind
from sopti.ui.forms import Choice, in_columns, tucked
from sopti.workflow.deeds import Deed

if TYPE_CHECKING:
    from datetime import datetime

    from requests.models import ServiceRequest
    from sopti.people.models import User
    from sopti.workflow.models import Case, Task

KINDS = [
    (Kind.INCIDENT.label, Choice("Insiden", "ada yang rusak atau terganggu")),
    (Kind.SERVICE.label, Choice("Permintaan", "minta layanan yang biasa")),
    (Kind.CHANGE.label, Choice("Perubahan", "minta sesuatu yang baru")),
]


class Classify(Deed):
    key = "classify"
    labels = {"kelompok": "Kelompok", "kategori": "Kategori", "subkategori": "Subkategori"}

    def fields(self, task: Task) -> dict[str, forms.Field]:
        categories = categories_of(task.case.court)
        kind = forms.ChoiceField(
            label=self.labels["kelompok"], choices=KINDS, widget=forms.RadioSelect
        )
        category = forms.ChoiceField(
            label=self.labels["kategori"],
            choices=[("", "Pilih kategori"), *((name, name) for name in categories)],
        )
        groups = [(name, [(sub, sub) for sub in subs]) for name, subs in categories.items() if subs]
        subcategory = forms.ChoiceField(
            label=self.labels["subkategori"],
            required=False,
            choices=[("", "Tanpa subkategori"), *groups],
        )
        return {
            "kelompok": in_columns(kind, 3),
            "kategori": category,
            "subkategori": tucked(subcategory, "Pilih subkategori"),
        }

    def initial(self, task: Task) -> dict[str, Any]:
        known = handling_of(task.case)
        return {
            "kelompok": Kind(known.kind).label if known.kind else None,
            "kategori": known.category or _asked_category(task.case),
            "subkategori": known.subcategory,
            "perangkat": known.device or asked_device(task.case),
            "temuan": known.findings,
        }

    def hidden(self, task: Task) -> frozenset[str]:
        return frozenset({"kesesuaian", "catatan"})  # for whoever verifies, on the same form

    def clean(self, task: Task, values: dict[str, Any], *, outcome: str) -> dict[str, str]:
        category, sub = values.get("kategori"), values.get("subkategori")
        if not category or not sub:
            return {}
        groups = categories_of(task.case.court)
        if sub in groups.get(category, ()):
            return {}
        owner = next((name for name, subs in groups.items() if sub in subs), "")
        return {"subkategori": f"“{sub}” termasuk kategori {owner}. Ubah salah satunya."}

    def effect(self, task: Task, values: dict[str, Any], *, by: User, at: datetime) -> None:
        settle(
            task.case,
            kind=key_of(Kind, values.get("kelompok"), task=task, field="kelompok"),
            category=values.get("kategori", ""),
            subcategory=values.get("subkategori", ""),
        )


def _asked_category(case: Case) -> str:
    asked: ServiceRequest | None = getattr(case, "service_request", None)
    return asked.get_category_display() if asked else ""
