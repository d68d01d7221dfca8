"""Register: is the request complete, and who took it in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from requests.deeds.handling import settle
from requests.enums import Completeness
from sopti.ui.forms import Choice, reveal
from sopti.workflow.actions import tell_requester
from sopti.workflow.deeds import Deed

if TYPE_CHECKING:
    from datetime import datetime

    from sopti.people.models import User
    from sopti.workflow.models import Task

LACKING = Completeness.LACKING.label
WHAT_IS_LACKING = "Tulis apa yang masih kurang. Pemohon membacanya dan dapat melengkapinya."


class Register(Deed):
    key = "register"
    labels = {
        "kelengkapan": "Kelengkapan permintaan",
        "kurang": "Yang masih kurang",
        "penerima": "Penerima",
    }
    takes_from_case = False  # the desk checks what was asked, and mends it

    def fields(self, task: Task) -> dict[str, forms.Field]:
        choices = [
            (Completeness.WHOLE.label, Choice("Lengkap", "dapat langsung diteruskan")),
            (LACKING, Choice("Kurang", "pemohon diberi tahu; langkah tetap jalan", reveals=True)),
        ]
        lacking = forms.CharField(
            label=self.labels["kurang"],
            required=False,
            max_length=1000,
            widget=forms.Textarea({"rows": 2}),
        )
        whole = forms.ChoiceField(
            label=self.labels["kelengkapan"], choices=choices, widget=forms.RadioSelect
        )
        whole.columns = 2  # type: ignore[attr-defined]  # read by ui/fields/_group
        return {"kelengkapan": whole, "kurang": reveal(lacking)}

    def clean(self, task: Task, values: dict[str, Any], *, outcome: str) -> dict[str, str]:
        lacks = values.get("kelengkapan") == LACKING and not values.get("kurang")
        return {"kurang": WHAT_IS_LACKING} if lacks else {}

    def derived(
        self, task: Task, values: dict[str, Any], *, by: User, at: datetime
    ) -> dict[str, Any]:
        return {"penerima": str(by)}

    def effect(self, task: Task, values: dict[str, Any], *, by: User, at: datetime) -> None:
        told = values.get("kelengkapan")
        settle(task.case, is_complete=told == Completeness.WHOLE.label if told else None)
        if told == LACKING and values.get("kurang"):
            tell_requester(
                task.case,
                subject=f"Perlu dilengkapi: {task.case.title}",
                body=values["kurang"],
                at=at,
                by=by,
            )
