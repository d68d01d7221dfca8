"""Prioritise: impact and urgency give the priority, and the priority the target."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from requests.deeds.handling import handling_of, settle
from requests.desk import matrix_of, sop_limit, targets_of
from requests.enums import Priority, Urgency
from sopti.core import words
from sopti.people.worktime import calendar_of
from sopti.ui.forms import in_columns
from sopti.workflow.deeds import Deed, form_options

if TYPE_CHECKING:
    from datetime import datetime

    from requests.desk import Matrix
    from requests.models import ServiceRequest
    from sopti.people.models import User
    from sopti.people.worktime import WorkCalendar
    from sopti.workflow.models import Case, Task


# The requester's words in the order of the matrix's columns.
RISING = (Urgency.CAN_WAIT, Urgency.HINDERED, Urgency.STOPPED)


class Prioritise(Deed):
    key = "prioritise"
    labels = {
        "dampak": "Dampak",
        "urgensi": "Urgensi",
        "prioritas": "Prioritas penanganan",
        "alasan": "Alasan",
        "target": "Target penyelesaian",
    }
    template = "requests/deeds/_matrix.html"

    def fields(self, task: Task) -> dict[str, forms.Field]:
        matrix = matrix_of(task.case.court)
        priority = forms.ChoiceField(
            label=self.labels["prioritas"],
            required=False,
            choices=[("", "Menurut matriks"), *((word, word) for word in _priorities(task))],
            help_text="Kosongkan untuk mengikuti matriks. Bila memilih lain, tulis alasannya.",
        )
        why = forms.CharField(
            label=self.labels["alasan"],
            required=False,
            max_length=2000,
            widget=forms.Textarea({"rows": 2}),
        )
        return {
            "dampak": in_columns(_one_of(self.labels["dampak"], matrix.impacts), 2),
            "urgensi": in_columns(_one_of(self.labels["urgensi"], matrix.urgencies), 3),
            "prioritas": priority,
            "alasan": why,
        }

    def initial(self, task: Task) -> dict[str, Any]:
        known = handling_of(task.case)
        return {"dampak": known.impact or None, "urgensi": known.urgency or _asked(task.case)}

    def clean(self, task: Task, values: dict[str, Any], *, outcome: str) -> dict[str, str]:
        by_matrix, chosen = _by_matrix(task, values), values.get("prioritas")
        if not chosen and not by_matrix:
            return {"prioritas": "Matriks tidak memuat pasangan ini. Pilih prioritasnya."}
        if chosen and by_matrix and chosen != by_matrix and not values.get("alasan"):
            return {"alasan": f"Menurut matriks {by_matrix}. Tulis mengapa prioritasnya lain."}
        return {}

    def derived(
        self, task: Task, values: dict[str, Any], *, by: User, at: datetime
    ) -> dict[str, Any]:
        chosen = values.get("prioritas") or _by_matrix(task, values)
        if not chosen:
            return {}
        case = task.case
        target = _target(task, chosen)
        words_of_target = words.long_moment(target, case.court.tz) if target else ""
        return {"prioritas": chosen, "target": words_of_target}

    def effect(self, task: Task, values: dict[str, Any], *, by: User, at: datetime) -> None:
        chosen = values.get("prioritas", "")
        settle(
            task.case,
            impact=values.get("dampak", ""),
            urgency=values.get("urgensi", ""),
            priority=_number(task, chosen),
            target_at=_target(task, chosen),
        )

    def shown(self, task: Task, *, now: datetime) -> dict[str, Any]:
        """Return the matrix, and what each priority means for this request."""
        case, matrix, options = task.case, matrix_of(task.case.court), _priorities(task)
        calendar, minutes = calendar_of(case.court), targets_of(case.court)
        return {
            "urgencies": matrix.urgencies,
            "rows": _rows(matrix, options),
            "targets": [
                (word, minutes[number], calendar.add(case.opened_at, minutes[number]))
                for number, word in enumerate(options, start=1)
                if number in minutes
            ],
            "limit": _limit(case, calendar, now=now),
        }


def _one_of(label: str, options: list[str]) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=[(word, word) for word in options], widget=forms.RadioSelect
    )


def _asked(case: Case) -> str | None:
    """Return the urgency that the requester saw, in the court's words when it has three, too."""
    names = matrix_of(case.court).urgencies
    asked: ServiceRequest | None = getattr(case, "service_request", None)
    if asked is None or len(names) != len(RISING):
        return None
    return names[RISING.index(Urgency(asked.urgency))]


def _priorities(task: Task) -> tuple[str, ...]:
    """Return the words for priorities 1 to 4: the form's, where it has four."""
    own, ours = form_options(task, "prioritas"), tuple(Priority.labels)
    return own if len(own) == len(ours) else ours


def _number(task: Task, word: str) -> int | None:
    options = _priorities(task)
    return options.index(word) + 1 if word in options else None


def _by_matrix(task: Task, values: dict[str, Any]) -> str:
    found = matrix_of(task.case.court).priority(values.get("dampak"), values.get("urgensi"))
    return _priorities(task)[found - 1] if found else ""


def _target(task: Task, word: str) -> datetime | None:
    """Return until when a request of this priority is to be met, counted from its opening."""
    number, court = _number(task, word), task.case.court
    minutes = targets_of(court).get(number) if number else None
    return calendar_of(court).add(task.case.opened_at, minutes) if minutes else None


def _rows(matrix: Matrix, options: tuple[str, ...]) -> list[tuple[str, list[str]]]:
    return [
        (
            impact,
            [
                options[number - 1] if (number := matrix.priority(impact, urgency)) else ""
                for urgency in matrix.urgencies
            ],
        )
        for impact in matrix.impacts
    ]


def _limit(case: Case, calendar: WorkCalendar, *, now: datetime) -> str:
    """Say until when the SOP itself wants the request met."""
    limit = sop_limit(case.procedure, case.flow, opened_at=case.opened_at, calendar=calendar)
    if limit.until is None:
        return limit.words
    return f"{words.moment(limit.until, now=now, tz=calendar.zone)} ({limit.words})"
