"""Approve: who is to do it, until when, and for how much. Most approvals need none of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.timezone import localdate

from requests.deeds.consider import rupiah
from requests.deeds.handling import handling_of, settle
from sopti.core.errors import refuse_if
from sopti.people.models import User
from sopti.ui.forms import DayField, said_with, tucked
from sopti.workflow.deeds import Deed
from sopti.workflow.enums import Outcome

if TYPE_CHECKING:
    from datetime import datetime

    from sopti.workflow.models import Task


TOO_LATE = "Batas penyelesaian itu sudah lewat. Pilih hari ini atau sesudahnya."


class Approve(Deed):
    key = "approve"
    yes = "Setuju"
    labels = {
        "isi": "Isi persetujuan",
        "pelaksana": "Pelaksana yang ditunjuk",
        "batas": "Diselesaikan paling lambat",
        "biaya": "Biaya yang disetujui (rupiah)",
        "sebagai": "Diputuskan sebagai",
    }

    def fields(self, task: Task) -> dict[str, forms.Field]:
        text = forms.CharField(
            label=self.labels["isi"],
            required=False,
            max_length=5000,
            widget=forms.Textarea({"rows": 3}),
        )
        performer = forms.ModelChoiceField(
            label=self.labels["pelaksana"],
            required=False,
            queryset=User.objects.filter(court=task.case.court, is_active=True),
            empty_label="Pilih pegawai",
        )
        until = DayField(label=self.labels["batas"], required=False)
        return {
            "isi": tucked(said_with(text, "setuju"), "Tambah isi persetujuan"),
            "pelaksana": tucked(performer, "Tunjuk pelaksana"),
            "batas": tucked(until, "Tentukan batas penyelesaian"),
            "biaya": tucked(rupiah(self.labels["biaya"]), "Tentukan biaya yang disetujui"),
        }

    def initial(self, task: Task) -> dict[str, Any]:
        return {"biaya": handling_of(task.case).cost or None}

    def derived(
        self, task: Task, values: dict[str, Any], *, by: User, at: datetime
    ) -> dict[str, Any]:
        held = [mine for mine in by.appointments_today if mine.role_id == task.role_id]
        titles = sorted((mine.capacity, mine.as_title) for mine in held)
        return {"sebagai": titles[0][1]} if titles else {}

    def effect(self, task: Task, values: dict[str, Any], *, by: User, at: datetime) -> None:
        cost, is_yes = values.get("biaya"), task.outcome == Outcome.YES
        refuse_if(_why_too_late(values.get("batas"), task, at=at) if is_yes else None)
        settle(task.case, approved_cost=int(cost) if is_yes and cost is not None else None)


def _why_too_late(until: str | None, task: Task, *, at: datetime) -> str | None:
    today = localdate(at, timezone=task.case.court.tz).isoformat()
    return TOO_LATE if until and until < today else None
