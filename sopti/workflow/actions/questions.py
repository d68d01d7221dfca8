"""Asking the requester: while they are asked, the clock of the step stands still."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from sopti.core.errors import refuse_if
from sopti.notifications.actions import notify, settle
from sopti.notifications.enums import Kind
from sopti.people.worktime import calendar_of
from sopti.workflow import rules
from sopti.workflow.actions._parts import (
    about_of,
    lock_case,
    lock_task,
    tell_requester,
    topic_of,
)
from sopti.workflow.enums import EventKind
from sopti.workflow.models import Question
from sopti.workflow.record import record

if TYPE_CHECKING:
    from datetime import datetime

    from sopti.people.models import User
    from sopti.workflow.models import Task


@transaction.atomic
def ask(task_id: int, *, text: str, by: User, at: datetime) -> Question:
    """Stop the clock of the step until the requester answers."""
    task = lock_task(task_id)
    refuse_if(rules.why_not_ask(by, task, now=at))
    question = Question.objects.create(task=task, asked_by=by, asked_at=at, text=text.strip())
    case = task.case
    tell_requester(
        case,
        subject=f"Pertanyaan untuk Anda: {case.title}",
        body=question.text,
        at=at,
        by=by,
        question_of=task,
    )
    summary = f"{by} bertanya kepada pemohon pada langkah {task.step}."
    record(EventKind.ASKED, court=case.court, by=by, at=at, case=case, task=task,
           summary=summary, text=question.text)  # fmt: skip
    return question


@transaction.atomic
def answer(question_id: int, *, text: str, by: User, at: datetime) -> Question:
    """Answer, and let the clock run on: the limit moves by the working time that was lost."""
    case_id = Question.objects.values_list("task__case_id", flat=True).get(pk=question_id)
    case = lock_case(case_id)
    question = Question.objects.select_related("task__role", "asked_by").get(pk=question_id)
    task = question.task
    task.case = case
    refuse_if(rules.why_not_answer(by, question))
    question.answered_by, question.answered_at, question.answer = by, at, text.strip()
    question.save(update_fields=["answered_by", "answered_at", "answer"])
    _move_limit(task, question, at=at)
    settle(about_of(task), at=at, only=Kind.TALK)
    notify(
        to=[question.asked_by] if question.asked_by_id != by.pk else [],
        kind=Kind.TALK,
        topic=topic_of(case),
        about=about_of(task),
        subject=f"Dijawab pemohon: {case.title}",
        body=question.answer,
        link=task.get_absolute_url(),
        at=at,
    )
    summary = f"{by} menjawab pertanyaan pada langkah {task.step}."
    record(EventKind.ANSWERED, court=case.court, by=by, at=at, case=case, task=task,
           summary=summary, text=question.answer)  # fmt: skip
    return question


def _move_limit(task: Task, question: Question, *, at: datetime) -> None:
    if task.due_at is None:
        return
    calendar = calendar_of(task.case.court)
    lost = calendar.between(question.asked_at, at)
    if lost:
        task.due_at = calendar.add(task.due_at, lost)
        task.save(update_fields=["due_at"])
