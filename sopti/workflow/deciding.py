"""The decision of a step on its page: one button for each answer, a reason where one is due."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import Model
from django.utils.text import Truncator

from sopti.core import words
from sopti.ui.forms import said_with, wanted
from sopti.workflow import deeds
from sopti.workflow.choices import head_of, outcomes
from sopti.workflow.enums import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from django.forms import BoundField

    from sopti.ui.forms import Choice
    from sopti.workflow.models import Task

REASON_FIELDS = {Outcome.RETURN.value: "reason", Outcome.REFUSE.value: "refusal"}
REASON_LABELS = {
    Outcome.RETURN.value: ("Alasan pengembalian", "Dibaca pelaksana langkah sebelumnya."),
    Outcome.REFUSE.value: ("Alasan penolakan", "Dibaca pemohon. Permintaan berakhir."),
}

SHORT = 80  # letters of what a filled field says
# the purposes of ready sentences
SENTENCES = {Outcome.RETURN.value: "kembalikan", Outcome.REFUSE.value: "tolak"}


@dataclass(frozen=True)
class Answer:
    """One answer that can be pressed: its value and words, and the field of its reason."""

    value: str
    label: Choice
    reason: BoundField | None = None
    is_open: bool = False  # it was pressed, and something is missing

    @property
    def is_no(self) -> bool:
        return self.value == Outcome.REFUSE


def decision_fields(task: Task) -> dict[str, forms.Field]:
    """Return the field of the decision, and that of the reason for each answer but yes."""
    answers = outcomes(task)
    found: dict[str, forms.Field] = {
        "outcome": forms.ChoiceField(
            label=f"Keputusan Anda sebagai {head_of(task)}",
            choices=answers,
            widget=forms.RadioSelect,
            error_messages={"required": "Pilih keputusan Anda."},
        )
    }
    for value, _ in answers:
        if value in REASON_FIELDS:
            reason = _reason(*REASON_LABELS[value])
            found[REASON_FIELDS[value]] = said_with(reason, SENTENCES[value])
    return found


def _reason(label: str, help_text: str) -> forms.Field:
    field = forms.CharField(
        label=label,
        help_text=help_text,
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
    )
    return wanted(field)


def answers_of(form: forms.Form) -> list[Answer]:
    """Return the buttons of a form that has the fields of a decision."""
    pressed = form["outcome"].value() if form.is_bound else ""
    return [
        Answer(
            value,
            label,
            form[name] if (name := REASON_FIELDS.get(value)) else None,
            is_open=value == pressed,
        )
        for value, label in form.fields["outcome"].choices  # type: ignore[attr-defined]
    ]


def reason_of(told: Mapping[str, Any]) -> str:
    """Return why it is not yes, in the words of who decides."""
    name = REASON_FIELDS.get(told.get("outcome", ""), "")
    return (told.get(name) or "").strip() if name else ""


def is_no(outcome: object) -> bool:
    """Tell whether it is an answer for which nothing but its reason has to be there."""
    return outcome in REASON_FIELDS


def must_be_filled(field: forms.Field) -> bool:
    """Tell whether somebody has to fill the field before they can say yes."""
    asked = field.required or getattr(field, "is_wanted", False)
    return bool(asked) and field.initial in deeds.NOTHING


def said_already(fields: Iterator[BoundField]) -> list[tuple[str, str]]:
    """Return what fields that are filled already say, in short: (label, a sentence)."""
    told = ((str(bound.label), _filled(bound)) for bound in fields)
    return [
        (label, words.sentence(Truncator(deeds.said(value)).chars(SHORT)))
        for label, value in told
        if value not in deeds.NOTHING and isinstance(value, str | list | int)
    ]


def _filled(bound: BoundField) -> Any:
    """Return what a field is filled with; a person by name, not by the number of their row."""
    initial = bound.initial
    return str(initial) if isinstance(initial, Model) else bound.value()
