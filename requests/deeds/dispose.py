"""Dispose: to whom the request goes on, how urgently, and what they are asked to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.timezone import localdate

from requests.deeds.handling import key_of, settle
from requests.dispositions.lines import add_line
from requests.enums import Nature
from sopti.people.models import User
from sopti.ui.forms import in_columns, said_with, wanted
from sopti.workflow import way
from sopti.workflow.deeds import Deed, form_options
from sopti.workflow.enums import Outcome

if TYPE_CHECKING:
    from datetime import datetime

    from sopti.sop.schema import Procedure
    from sopti.workflow.models import Task

PLEASE = (
    "Tanggapan dan saran",
    "Proses lebih lanjut",
    "Koordinasi/konfirmasikan",
    "Diteliti dan dilaporkan",
    "Diarsipkan",
)
TO_WHOM = "Pilih kepada siapa permintaan ini diteruskan."
HOW_SOON = "Pilih sifat disposisi."


class Dispose(Deed):
    key = "dispose"
    yes = "Teruskan"
    labels = {
        "sifat": "Sifat",
        "diteruskan": "Diteruskan kepada",
        "harap": "Dengan hormat harap",
        "catatan": "Catatan disposisi",
    }
    replaces = frozenset({"result", "note"})

    def fields(self, task: Task) -> dict[str, forms.Field]:
        nature = forms.ChoiceField(
            label=self.labels["sifat"],
            required=False,
            choices=_same(form_options(task, "sifat") or tuple(Nature.labels)),
            widget=forms.RadioSelect,
        )
        note = forms.CharField(
            label=self.labels["catatan"],
            required=False,
            max_length=2000,
            widget=forms.Textarea({"rows": 3}),
        )
        return {
            "sifat": in_columns(wanted(nature), 2),
            "diteruskan": wanted(_ticks(self.labels["diteruskan"], _receivers(task))),
            "harap": _ticks(self.labels["harap"], words_of_please(task)),
            "catatan": said_with(note, "setuju"),
        }

    def initial(self, task: Task) -> dict[str, Any]:
        """Return what the last disposition said, when it was taken back; else the next step's."""
        if task.values:
            return {key: task.values[key] for key in self.labels if key in task.values}
        following = way.stage_after(task.case.flow, task.sop_step) or ()
        procedure = task.case.procedure
        roles = {procedure.step(number).role for number in following}
        named = [word for word in _receivers(task) if _role_of(word, procedure) in roles]
        return {"sifat": Nature.ORDINARY.label, "diteruskan": named}

    def clean(self, task: Task, values: dict[str, Any], *, outcome: str) -> dict[str, str]:
        if outcome != Outcome.YES:
            return {}
        asked = {"sifat": HOW_SOON, "diteruskan": TO_WHOM}
        return {key: sentence for key, sentence in asked.items() if not values.get(key)}

    def effect(self, task: Task, values: dict[str, Any], *, by: User, at: datetime) -> None:
        if task.outcome != Outcome.YES:
            return
        settle(task.case, nature=key_of(Nature, values.get("sifat"), task=task, field="sifat"))
        case, today = task.case, localdate(at, timezone=task.case.court.tz)
        told = {by.pk} | _performers(task, today)
        roles = {_role_of(word, case.procedure) for word in values.get("diteruskan", [])} - {""}
        for role in sorted(roles):
            for person in User.objects.holding(role, court=case.court, on=today):
                if person.pk in told:
                    continue
                told.add(person.pk)
                add_line(
                    task, by=by, to=person, role=role, at=at, is_of_step=True,
                    please=list(values.get("harap", [])), note=values.get("catatan", ""),
                    capacity=task.capacity, capacity_letter=task.capacity_letter,
                )  # fmt: skip


def words_of_please(task: Task) -> tuple[str, ...]:
    """Return what may be asked for on this disposition, in the words of the court's form."""
    return form_options(task, "harap") or PLEASE


def _same(options: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(option, option) for option in options]


def _ticks(label: str, options: tuple[str, ...]) -> forms.Field:
    field = forms.MultipleChoiceField(
        label=label,
        required=False,
        choices=_same(options),
        widget=forms.CheckboxSelectMultiple,
    )
    return in_columns(field, 2)


def _receivers(task: Task) -> tuple[str, ...]:
    """Return the receivers that the form prints, else the other columns of the table."""
    lanes = task.case.procedure.lanes
    others = tuple(" ".join(lane.head.split()) for lane in lanes if lane.role != task.role_id)
    return form_options(task, "diteruskan") or others


def _role_of(word: str, procedure: Procedure) -> str:
    """Return the role whose column has this heading, however its words are spaced."""
    plain = "".join(word.casefold().split())
    found = (
        lane.role for lane in procedure.lanes if "".join(lane.head.casefold().split()) == plain
    )
    return next(found, "")


def _performers(task: Task, today: Any) -> set[int]:
    """Return who is told anyway, because the next step is theirs."""
    case = task.case
    following = way.stage_after(case.flow, task.sop_step) or ()
    return {
        person.pk
        for number in following
        for person in User.objects.holding(
            case.procedure.step(number).role, court=case.court, on=today
        )
    }
