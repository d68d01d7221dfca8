"""The conversation of a case: questions, answers and messages, in the order of time."""

from __future__ import annotations

from dataclasses import dataclass, field
from operator import attrgetter
from typing import TYPE_CHECKING

from sopti.core.kept import kept
from sopti.workflow.models import Attachment, Remark

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from django.db.models import QuerySet

    from sopti.people.models import User
    from sopti.workflow.models import Case, Question


@dataclass(frozen=True)
class Said:
    """One thing that somebody said; `question` when it waits for an answer, or waited."""

    at: datetime
    by: User | None  # None: SOPTI itself
    said_as: str
    text: str
    question: Question | None = None
    files: list[Attachment] = field(default_factory=list)


def talk_of(
    case: Case, questions: Iterable[Question], attachments: Iterable[Attachment]
) -> list[Said]:
    """Return what was said, oldest first; the files of a message stand with it."""
    said = [
        Said(remark.at, remark.by, remark.said_as, remark.text, files=_files(remark, attachments))
        for remark in _remarks(case=case.pk)
    ]
    for question in questions:
        said += _asked(question)
    return sorted(said, key=attrgetter("at"))


@kept
def _remarks(*, case: int) -> QuerySet[Remark]:
    return Remark.objects.filter(case=case).select_related("by").order_by()


def _files(remark: Remark, attachments: Iterable[Attachment]) -> list[Attachment]:
    return [one for one in attachments if one.remark_id == remark.pk]


def _asked(question: Question) -> list[Said]:
    step = f"langkah {question.task.step}"
    said = [Said(question.asked_at, question.asked_by, step, question.text, question)]
    if question.answer and question.answered_by and question.answered_at:
        said.append(Said(question.answered_at, question.answered_by, "pemohon", question.answer))
    return said
