"""Fulfil: what was done, with what, how far it came, and to whom it was handed over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from requests.deeds.handling import key_of, settle
from requests.enums import WorkResult
from requests.replies.enums import Purpose
from sopti.ui.forms import Choice, in_columns, reveal, said_with, tucked
from sopti.workflow.deeds import Deed

if TYPE_CHECKING:
    from datetime import datetime

    from sopti.people.models import User
    from sopti.workflow.models import Task

RESULTS = [
    (WorkResult.DONE.label, Choice("Selesai", "dicoba bersama pemohon")),
    (WorkResult.PARTLY.label, Choice("Selesai sebagian", "masih ada sisa", reveals=True)),
    (WorkResult.NOT.label, Choice("Belum dapat diselesaikan", "tulis sebabnya", reveals=True)),
]
WHAT_IS_LEFT = "Tulis apa yang belum selesai dan sebabnya. Pemohon membacanya."


class Fulfil(Deed):
    key = "fulfil"
    labels = {
        "tindakan": "Pekerjaan yang dilakukan",
        "suku_cadang": "Suku cadang atau bahan",
        "hasil": "Hasil pekerjaan",
        "sisa": "Yang belum selesai",
        "diserahkan": "Diserahkan kepada",
    }

    def fields(self, task: Task) -> dict[str, forms.Field]:
        outcome = forms.ChoiceField(
            label=self.labels["hasil"], choices=RESULTS, widget=forms.RadioSelect
        )
        return {
            "tindakan": said_with(
                _text(self.labels["tindakan"], rows=4, required=True), Purpose.RESULT
            ),
            "suku_cadang": tucked(
                _text(self.labels["suku_cadang"], rows=2), "Tambah suku cadang atau bahan"
            ),
            "hasil": in_columns(outcome, 3),
            "sisa": reveal(_text(self.labels["sisa"], rows=2)),
            "diserahkan": forms.CharField(
                label=self.labels["diserahkan"],
                max_length=200,
                help_text="Nama pemohon, atau siapa yang menerimanya.",
            ),
        }

    def initial(self, task: Task) -> dict[str, Any]:
        return {"diserahkan": str(task.case.requester or "")}

    def clean(self, task: Task, values: dict[str, Any], *, outcome: str) -> dict[str, str]:
        told = values.get("hasil")
        is_short = told is not None and told != WorkResult.DONE.label and not values.get("sisa")
        return {"sisa": WHAT_IS_LEFT} if is_short else {}

    def effect(self, task: Task, values: dict[str, Any], *, by: User, at: datetime) -> None:
        settle(
            task.case,
            result=key_of(WorkResult, values.get("hasil")),
            handed_to=values.get("diserahkan", ""),
        )


def _text(label: str, *, rows: int, required: bool = False) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        max_length=5000,
        widget=forms.Textarea({"rows": rows}),
    )
