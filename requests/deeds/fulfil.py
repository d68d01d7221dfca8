"""Fulfil: what was done, with what, how far it came, and to whom it was handed over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from requests.deeds.handling import key_of, settle
from requests.enums import WorkResult
from requests.replies.enums import Purpose
from requests.worklog.actions import begin_with_step, end_with_step
from requests.worklog.models import WorkSpell
from requests.worklog.pages import log_of
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
        "jam_kerja": "Jam kerja tercatat",
        "suku_cadang": "Suku cadang atau bahan",
        "hasil": "Hasil pekerjaan",
        "sisa": "Yang belum selesai",
        "diserahkan": "Diserahkan kepada",
    }
    template = "requests/worklog/_step.html"

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
        notes = WorkSpell.objects.filter(task=task).exclude(note="").values_list("note", flat=True)
        return {"diserahkan": str(task.case.requester or ""), "tindakan": "\n".join(notes)}

    def begun(self, task: Task, *, by: User, at: datetime) -> None:
        begin_with_step(task, by=by, at=at)

    def passed_on(self, task: Task, *, at: datetime) -> None:
        end_with_step(task, at=at)

    def shown(self, task: Task, *, now: datetime) -> dict[str, Any]:
        return {"task": task, "log": log_of(task, now=now)}

    def clean(self, task: Task, values: dict[str, Any], *, outcome: str) -> dict[str, str]:
        told = values.get("hasil")
        is_short = told is not None and told != WorkResult.DONE.label and not values.get("sisa")
        return {"sisa": WHAT_IS_LEFT} if is_short else {}

    def derived(
        self, task: Task, values: dict[str, Any], *, by: User, at: datetime
    ) -> dict[str, Any]:
        log = log_of(task, now=at)
        return {"jam_kerja": log.said} if log.minutes else {}

    def effect(self, task: Task, values: dict[str, Any], *, by: User, at: datetime) -> None:
        end_with_step(task, at=at)
        settle(
            task.case,
            result=key_of(WorkResult, values.get("hasil"), task=task, field="hasil"),
            handed_to=values.get("diserahkan", ""),
        )


def _text(label: str, *, rows: int, required: bool = False) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        max_length=5000,
        widget=forms.Textarea({"rows": rows}),
    )
