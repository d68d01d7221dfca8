"""Keeping what a case is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from sopti.sop.enums import FieldKind
from sopti.workflow.deeds import form_of
from sopti.workflow.models import CaseSubject
from sopti.workflow.subjects import chosen_by, named_in

if TYPE_CHECKING:
    from sopti.people.models import User
    from sopti.workflow.models import Case, Task


@transaction.atomic
def name_subjects(case: Case, *, chosen: str = "", text: str = "", by: User) -> list[CaseSubject]:
    """Keep the things that a form chose or its words name, as far as the person may see them.

    A thing that the case names already is named once. Called inside a deed, which records.
    """
    found = {one.name: one for one in (*chosen_by(chosen, by), *named_in(text, by))}
    return [
        CaseSubject.objects.get_or_create(
            case=case, kind=one.kind, key=one.key, defaults={"label": one.label}
        )[0]
        for one in found.values()
    ]


def name_subjects_of_step(task: Task, *, by: User) -> None:
    """Keep the things that the step's form names in its fields for assets."""
    form = form_of(task)
    asked = [field.key for field in (form.fields if form else ()) if field.kind == FieldKind.ASSET]
    words = [str(task.values[key]) for key in asked if task.values.get(key)]
    for text in words:
        name_subjects(task.case, text=text, by=by)
