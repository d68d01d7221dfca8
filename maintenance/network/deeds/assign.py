"""Assign: who looks at the network, because of a complaint or by the year's plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.timezone import localtime

from maintenance.network.actions import assign
from maintenance.network.models import Line
from maintenance.words import choice, text, ticks
from sopti.people.models import User
from sopti.ui.forms import Choice, in_columns
from sopti.workflow.deeds import Deed

if TYPE_CHECKING:
    from datetime import datetime

    from sopti.workflow.models import Task

COMPLAINT, PLAN = "Pengaduan atau gangguan", "Rencana kerja"


class Assign(Deed):
    key = "assign-network"
    labels = {
        "asal": "Asal penugasan",
        "perintah": "Yang harus diperiksa dan dirawat",
        "jalur": "Jalur",
        "petugas": "Petugas TI",
    }

    def fields(self, task: Task) -> dict[str, forms.Field]:
        origins = [
            (COMPLAINT, Choice(COMPLAINT, "ada yang tidak tersambung")),
            (PLAN, Choice(PLAN, "perawatan berkala")),
        ]
        found: dict[str, forms.Field] = {
            "asal": in_columns(choice(self.labels["asal"], origins), 2),
            "perintah": text(self.labels["perintah"], required=True, most=2000),
        }
        if names := list(_lines(task)):
            found["jalur"] = ticks(self.labels["jalur"], names, "Yang perlu diperiksa.")
        found["petugas"] = forms.ChoiceField(
            label=self.labels["petugas"], choices=[(name, name) for name in _workers(task)]
        )
        return found

    def initial(self, task: Task) -> dict[str, Any]:
        return {"asal": COMPLAINT, "perintah": task.case.detail or task.case.title}

    def effect(self, task: Task, values: dict[str, Any], *, by: User, at: datetime) -> None:
        assign(
            task.case,
            from_complaint=values.get("asal") == COMPLAINT,
            order=values.get("perintah", ""),
            worker=values.get("petugas", ""),
            by=by,
            at=at,
        )


def _lines(task: Task) -> Any:
    used = Line.objects.filter(court=task.case.court_id).in_use()
    return used.values_list("name", flat=True)


def _workers(task: Task) -> list[str]:
    """Return who holds the desk of IT now; where nobody does, the desk itself."""
    court = task.case.court
    today = localtime(timezone=court.tz).date()
    people = User.objects.holding("operator_ti", court=court, on=today).order_by("full_name")
    return [str(person) for person in people] or ["Petugas TI"]
