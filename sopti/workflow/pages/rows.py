"""Rows that several pages show: a task with its deadline, a case with where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING

from sopti.core.kept import kept
from sopti.workflow.choices import head_of
from sopti.workflow.clock import Due, due_of, norm_words
from sopti.workflow.models import Question, Task

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import datetime

    from django.db.models import QuerySet

    from sopti.people.models import User
    from sopti.people.worktime import WorkCalendar
    from sopti.workflow.models import Case


NOTHING_DUE = Due("none", "Selesai", "")  # the lateness of years is never counted for nobody


@dataclass(frozen=True)
class TaskRow:
    task: Task
    due: Due
    head: str  # the role as the court prints it
    last: int  # the number of the last step of the way
    norm: str

    @property
    def asks_for(self) -> str:
        return "Putuskan" if self.task.sop_step.decision or self.task.route else "Kerjakan"


@dataclass(frozen=True)
class CaseRow:
    case: Case
    waiting: list[TaskRow]
    stands: str  # where it stands, in words
    says: str = ""  # the same for who asked: what it waits for, from whom, until when


def task_rows(
    tasks: Iterable[Task],
    *,
    now: datetime,
    calendar: WorkCalendar,
    questions: Iterable[Question] | None = None,
) -> list[TaskRow]:
    """Return rows for tasks. Their questions are asked for in one query unless they are given."""
    tasks = list(tasks)
    if questions is None:
        questions = _open_questions(tasks=[task.pk for task in tasks])
    asked = {question.task_id: question for question in questions if question.answered_at is None}
    return [
        TaskRow(
            task,
            due_of(task, now=now, calendar=calendar, asked=asked.get(task.pk))
            if task.is_waiting
            else NOTHING_DUE,
            head_of(task),
            task.case.flow.steps[-1],
            norm_words(task.sop_step.norm),
        )
        for task in tasks
    ]


def case_rows(
    cases: Iterable[Case],
    *,
    viewer: User,
    now: datetime,
    calendar: WorkCalendar,
    questions: Iterable[Question] | None = None,
) -> list[CaseRow]:
    """Return rows for cases, with what waits in them in two queries.

    Only one where what is asked in them is given.
    """
    by_key = {case.pk: case for case in cases}
    tasks = sorted(_waiting_in(cases=list(by_key)), key=attrgetter("step", "pk"))
    for task in tasks:
        task.case = by_key[task.case_id]
    found: dict[int, list[TaskRow]] = {key: [] for key in by_key}
    for row in task_rows(tasks, now=now, calendar=calendar, questions=questions):
        found[row.task.case_id].append(row)
    return [
        CaseRow(case, found[case.pk], _stands(case, found[case.pk], viewer), says(found[case.pk]))
        for case in by_key.values()
    ]


@kept
def _open_questions(*, tasks: Collection[int]) -> QuerySet[Question]:
    return Question.objects.filter(task__in=tasks, answered_at=None).order_by()


@kept
def _waiting_in(*, cases: Collection[int]) -> QuerySet[Task]:
    waiting = Task.objects.waiting().filter(case__in=cases)
    return waiting.select_related("role", "assigned_to").order_by()


def says(waiting: list[TaskRow]) -> str:
    """Return "Menunggu persetujuan Sekretaris, paling lambat Kamis 19 Nov, 14.00"."""
    if len(waiting) != 1 or waiting[0].due.tone == "paused":
        return ""
    row = waiting[0]
    whom = f"Menunggu {_deed(row.task)}{row.task.assigned_to or row.head}"
    limit = row.due.limit.removeprefix("batas ")
    if row.task.due_at is None:
        return whom
    return f"{whom}, {'batasnya' if row.due.tone == 'late' else 'paling lambat'} {limit}"


# What a step is, as a noun, by a word of its activity; the first that fits.
DEEDS = {
    "disposisi": "disposisi",
    "persetujuan": "persetujuan",
    "pertimbangan": "pertimbangan",
    "verifikasi": "verifikasi",
    "prioritas": "penentuan prioritas",
    "klasifikasi": "klasifikasi",
    "meneliti": "penelitian",
    "menerima": "penerimaan",
    "menangani": "penanganan",
}


def _deed(task: Task) -> str:
    activity = task.sop_step.activity.lower()
    noun = next((noun for word, noun in DEEDS.items() if word in activity), "")
    return f"{noun} " if noun else ""


def _stands(case: Case, waiting: list[TaskRow], viewer: User) -> str:
    if not waiting:
        return str(case.get_status_display())
    if any(row.due.tone == "paused" for row in waiting):
        asked = viewer.pk in {case.requester_id, case.filed_by_id}
        return "Menunggu jawaban Anda" if asked else "Menunggu jawaban pemohon"
    if len(waiting) > 1:
        return f"{len(waiting)} langkah berjalan bersama"
    row = waiting[0]
    return f"Langkah {row.task.step} dari {row.last}, menunggu {row.task.assigned_to or row.head}"
