"""A link to a step that this person cannot do (any more): what became of it, and what waits now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.timezone import localdate

from sopti.core import words
from sopti.people.models import Appointment
from sopti.people.worktime import calendar_of
from sopti.workflow.choices import head_of
from sopti.workflow.enums import EventKind, Outcome, TaskStatus
from sopti.workflow.models import Task
from sopti.workflow.pages.rows import TaskRow, task_rows

if TYPE_CHECKING:
    from datetime import datetime

    from sopti.people.models import User

MOST_ROWS = 3
SENT_BACK = {EventKind.RETURNED, EventKind.TAKEN_BACK}


@dataclass(frozen=True)
class Stale:
    """Why the link leads to nothing to do: a sentence, what was said with it, what waits now."""

    sentence: str
    quote: str
    waits: list[TaskRow]


def stale_of(task: Task, *, why_not: str, viewer: User, now: datetime) -> Stale:
    """Return what somebody reads who opened a step that is not theirs to do."""
    sentence, quote = _what_became(task, why_not, now=now)
    lost = _lost_role(task, viewer)
    return Stale(f"{sentence} {lost}".strip(), quote, waiting_rows(viewer, now=now))


def _what_became(task: Task, why_not: str, *, now: datetime) -> tuple[str, str]:
    case = task.case
    if task.status == TaskStatus.DONE:
        return why_not, task.note if task.outcome in {Outcome.RETURN, Outcome.REFUSE} else ""
    if not case.is_running and case.closed_at:
        when = _moment(case.closed_at, task, now=now)
        return f"Berkas ini sudah {case.get_status_display().lower()} {when}.", case.closing_note
    if task.status == TaskStatus.DROPPED:
        sent_back = case.events.filter(kind__in=SENT_BACK, at__gte=task.opened_at)
        event = sent_back.select_related("by", "task").first()
        if event and event.task:
            verb = "ditarik kembali" if event.kind == EventKind.TAKEN_BACK else "dikembalikan"
            when = _moment(event.at, task, now=now)
            said = f"berkas {verb} dari langkah {event.task.step} oleh {event.by} {when}"
            quote = event.task.note if event.kind == EventKind.RETURNED else ""
            return f"Langkah {task.step} tidak lagi menunggu: {said}.", quote
    return why_not, ""


def _moment(at: datetime, task: Task, *, now: datetime) -> str:
    return words.moment(at, now=now, tz=task.case.court.tz).replace(", ", " pukul ")


def _lost_role(task: Task, viewer: User) -> str:
    """Say since when the person holds the role of the task no more, where that is why."""
    if task.role_id in viewer.role_keys or viewer.court_id != task.case.court_id:
        return ""
    today = localdate(timezone=task.case.court.tz)
    past = Appointment.objects.past(today).filter(user=viewer, court=viewer.court_id)
    held = past.filter(role=task.role_id).select_related("role").order_by("-ends_on").first()
    if held is None or held.ends_on is None:
        return ""
    return f"Penunjukan Anda sebagai {held.as_title} berakhir {words.plain_date(held.ends_on)}."


def lost_page(pk: int, *, viewer: User, now: datetime) -> dict[str, Any] | None:
    """Return what a person reads who may not see the case any more, but held the step's role.

    None for everybody else: they do not learn that there is such a step.
    """
    here = Task.objects.filter(pk=pk, case__court=viewer.court_id).for_pages()
    task = here.first() if viewer.court_id else None
    lost = _lost_role(task, viewer) if task else ""
    if task is None or not lost:
        return None
    sentence = f"Langkah ini dikerjakan {head_of(task)}. {lost}"
    return {"stale": Stale(sentence, "", waiting_rows(viewer, now=now))}


def waiting_rows(viewer: User, *, now: datetime) -> list[TaskRow]:
    """Return the most urgent of what this person may do now."""
    if viewer.court is None:
        return []
    waiting = Task.objects.waiting_for(viewer).for_pages().order_by("due_at", "pk")[:MOST_ROWS]
    return task_rows(waiting, now=now, calendar=calendar_of(viewer.court))
