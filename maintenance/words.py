"""Fields that the steps of several rooms ask in the same way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from sopti.workflow.enums import TaskStatus

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sopti.workflow.models import Task


def text(
    label: str, hint: str = "", *, rows: int = 3, required: bool = False, most: int = 4000
) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=required,
        max_length=most,
        widget=forms.Textarea({"rows": rows}),
    )


def line(label: str, hint: str = "", *, required: bool = False) -> forms.CharField:
    return forms.CharField(label=label, help_text=hint, required=required, max_length=200)


def choice(label: str, choices: Iterable[Any], *, required: bool = True) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=list(choices), required=required, widget=forms.RadioSelect
    )


def ticks(label: str, names: Iterable[str], hint: str = "") -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        help_text=hint,
        choices=[(name, name) for name in names],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


def said_before(task: Task, key: str) -> Any:
    """Return what an earlier step of the case wrote under this key, the newest first."""
    done = task.case.tasks.filter(status=TaskStatus.DONE, is_current=True, step__lte=task.step)
    found = [one.values[key] for one in done.order_by("-pk") if one.values.get(key)]
    return found[0] if found else None
