"""Cover: what was seen and recorded; the photos come in, and the gear may go back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from sopti.workflow.deeds import Deed
from website_ops.coverage import actions
from website_ops.coverage.models import GearLoan
from website_ops.stories.deeds.parts import shown_photos, text

if TYPE_CHECKING:
    from datetime import datetime

    from sopti.people.models import User
    from sopti.workflow.models import Task


class CoverEvent(Deed):
    key = "cover-event"
    labels = {"liputan": "Hasil peliputan", "alat_kembali": "Alat yang sudah kembali"}
    template = "website_ops/stories/_add_photos.html"

    def fields(self, task: Task) -> dict[str, forms.Field]:
        hint = "Apa yang diliput dan siapa yang berbicara; foto ditambahkan di atas."
        asked = {"liputan": text(self.labels["liputan"], rows=3, most=3000, hint=hint)}
        out = [(loan.gear.name, loan.gear.name) for loan in _out(task)]
        if out:
            asked["alat_kembali"] = forms.MultipleChoiceField(
                label=self.labels["alat_kembali"],
                required=False,
                choices=out,
                widget=forms.CheckboxSelectMultiple,
            )
        return asked

    def effect(self, task: Task, values: dict[str, Any], *, by: User, at: datetime) -> None:
        back = set(values.get("alat_kembali") or [])
        for loan in _out(task):
            if loan.gear.name in back:
                actions.take_back(loan.pk, by=by, at=at)

    def shown(self, task: Task, *, now: datetime) -> dict[str, Any]:
        return shown_photos(task)


def _out(task: Task) -> list[GearLoan]:
    loans = GearLoan.objects.filter(event__case=task.case_id, returned_at=None)
    return list(loans.select_related("gear"))
