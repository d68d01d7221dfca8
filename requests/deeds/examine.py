"""Examine: what the desk found, on what device, and the likely cause."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from requests.deeds.handling import handling_of, settle
from sopti.workflow.deeds import Deed

if TYPE_CHECKING:
    from datetime import datetime

    from requests.models import ServiceRequest
    from sopti.people.models import User
    from sopti.workflow.models import Case, Task


class Examine(Deed):
    key = "examine"
    labels = {
        "perangkat": "Perangkat atau aplikasi",
        "temuan": "Hasil penelitian",
        "penyebab": "Dugaan penyebab",
    }

    def fields(self, task: Task) -> dict[str, forms.Field]:
        return {
            "perangkat": forms.CharField(
                label=self.labels["perangkat"], required=False, max_length=300
            ),
            "temuan": forms.CharField(
                label=self.labels["temuan"],
                max_length=5000,
                widget=forms.Textarea({"rows": 4}),
                help_text="Apa yang diperiksa dan apa yang ditemukan.",
            ),
            "penyebab": forms.CharField(
                label=self.labels["penyebab"], required=False, max_length=300
            ),
        }

    def initial(self, task: Task) -> dict[str, Any]:
        known = handling_of(task.case)
        return {
            "perangkat": known.device or asked_device(task.case),
            "temuan": known.findings,
            "penyebab": known.cause,
        }

    def effect(self, task: Task, values: dict[str, Any], *, by: User, at: datetime) -> None:
        settle(
            task.case,
            device=values.get("perangkat", ""),
            findings=values.get("temuan", ""),
            cause=values.get("penyebab", ""),
        )


def asked_device(case: Case) -> str:
    """Return the device or room in the words of who asked."""
    asked: ServiceRequest | None = getattr(case, "service_request", None)
    return asked.asset_or_place if asked else ""
