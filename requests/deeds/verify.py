"""Verify: the classification fits, or goes back. What was classified is not asked again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from requests.enums import Verdict
from sopti.workflow.deeds import Deed
from sopti.workflow.enums import Outcome, TaskStatus

if TYPE_CHECKING:
    from datetime import datetime

    from sopti.people.models import User
    from sopti.workflow.models import Task

OWN = frozenset({"kesesuaian", "catatan"})


class Verify(Deed):
    key = "verify"
    yes = "Sesuai, lanjutkan"
    labels = {"kesesuaian": "Hasil verifikasi", "catatan": "Catatan verifikasi"}
    replaces = frozenset({"result", "note"})

    def fields(self, task: Task) -> dict[str, forms.Field]:
        note = forms.CharField(
            label=self.labels["catatan"],
            required=False,
            max_length=2000,
            widget=forms.Textarea({"rows": 3}),
            help_text="Yang perlu diketahui sesudah ini. Alasan pengembalian ditulis di bawah.",
        )
        return {"catatan": note}

    def hidden(self, task: Task) -> frozenset[str]:
        return frozenset(_classified(task)) | {"kesesuaian"}

    def derived(
        self, task: Task, values: dict[str, Any], *, by: User, at: datetime
    ) -> dict[str, Any]:
        fits = task.outcome == Outcome.YES
        verdict = Verdict.FITS if fits else Verdict.DIFFERS
        return _classified(task) | ({"kesesuaian": verdict.label} if task.outcome else {})


def _classified(task: Task) -> dict[str, Any]:
    """Return what the newest step before wrote on the same form, so that its paper is whole."""
    form = task.sop_step.form
    done = task.case.tasks.filter(status=TaskStatus.DONE, is_current=True, step__lt=task.step)
    steps = task.case.procedure.step
    found = [one.values for one in done.order_by("pk") if form and steps(one.step).form == form]
    return {key: value for key, value in (found[-1] if found else {}).items() if key not in OWN}
