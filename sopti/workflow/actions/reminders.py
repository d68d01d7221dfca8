"""Reminding of limits: the holder before and after, the superior a working day later; once each."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Q

from sopti.core import words
from sopti.notifications.enums import Kind, Stage
from sopti.notifications.models import Message, Reminder
from sopti.notifications.superiors import HEAD
from sopti.people.models import Court
from sopti.people.worktime import NoWorkingDay, calendars_of
from sopti.workflow.actions._parts import about_of, topic_of
from sopti.workflow.choices import head_of
from sopti.workflow.clock import due_of
from sopti.workflow.desks import Desks
from sopti.workflow.enums import CaseStatus
from sopti.workflow.models import Question, Task

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from django.db.models import QuerySet

    from sopti.people.models import User
    from sopti.people.worktime import WorkCalendar

LAST_HOURS = 4 * 60  # working minutes before the limit, in which it is "soon"
AHEAD = timedelta(days=40)  # the longest rest of a court that a calendar must know of
SHORTEST_DAY = timedelta(hours=12)  # no working day later is nearer than that
BATCH = 500

Calendars = dict[int, "WorkCalendar"]
SUBJECTS = {Stage.BEFORE: "Batasnya dekat", Stage.AFTER: "Terlambat"}


def remind(*, at: datetime) -> int:
    """Write the reminders that are due now, and say how many tasks were reminded of.

    Safe in two workers and after a crash: a reminder is unique per task and stage, and is
    written together with its messages. The number of queries does not grow with the courts.
    """
    return (
        _remind(Stage.BEFORE, _soon(at), at=at, ripe=_is_half_over)
        + _remind(Stage.AFTER, Q(due_at__lt=at), at=at)
        + _remind(
            Stage.SUPERIOR,
            Q(due_at__lt=at - SHORTEST_DAY) & ~Q(role=HEAD),
            at=at,
            ripe=_is_a_working_day_late,
        )
    )


def _soon(at: datetime) -> Q:
    """Match what is due within the next four working hours of its court, while it is at work."""
    courts = list(Court.objects.all())
    calendars = calendars_of(courts, since=at.date(), until=(at + AHEAD).date())
    reach: dict[datetime, list[int]] = {}
    for court_id, calendar in calendars.items():
        if any(opens <= at < closes for opens, closes in calendar.intervals(_day(calendar, at))):
            reach.setdefault(_four_hours_on(calendar, at), []).append(court_id)
    near = (Q(case__court__in=ids, due_at__lte=until) for until, ids in reach.items())
    return Q(due_at__gte=at) & reduce(or_, near, Q(pk__in=[]))


def _day(calendar: WorkCalendar, at: datetime) -> date:
    return at.astimezone(calendar.zone).date()


def _four_hours_on(calendar: WorkCalendar, at: datetime) -> datetime:
    try:
        return calendar.add(at, LAST_HOURS)
    except NoWorkingDay:  # its administrator has to mend the calendar
        return at


def _is_half_over(task: Task, calendar: WorkCalendar, at: datetime) -> bool:
    """Tell whether half of the task's own time has passed.

    Most limits lie little more than four hours off from the start: a reminder a few minutes
    after "Menunggu Anda" would only teach people to read neither.
    """
    if task.due_at is None:
        return False
    return calendar.between(task.opened_at, at) >= calendar.between(at, task.due_at)


def _is_a_working_day_late(task: Task, calendar: WorkCalendar, at: datetime) -> bool:
    try:
        return task.due_at is not None and calendar.add_days(task.due_at, 1) <= at
    except NoWorkingDay:
        return False


def _always(task: Task, calendar: WorkCalendar, at: datetime) -> bool:
    return True


def _remind(
    stage: Stage,
    when: Q,
    *,
    at: datetime,
    ripe: Callable[[Task, WorkCalendar, datetime], bool] = _always,
) -> int:
    try:
        with transaction.atomic():
            found = list(_unreminded(stage).filter(when).order_by("due_at", "pk")[:BATCH])
            calendars = _calendars(found, at)
            tasks = [task for task in found if ripe(task, calendars[task.case.court_id], at)]
            Reminder.objects.bulk_create(
                Reminder(task=task.pk, stage=stage, at=at) for task in tasks
            )
            Message.objects.bulk_create(_messages(stage, tasks, calendars, at))
    except IntegrityError:
        return 0  # another worker reminded in the same moment
    return len(tasks)


def _unreminded(stage: Stage) -> QuerySet[Task]:
    """Return waiting tasks with a limit whose clock runs. They are held until we are done."""
    asked = Question.objects.filter(task=OuterRef("pk"), answered_at=None)
    done = Reminder.objects.filter(task=OuterRef("pk"), stage=stage)
    waiting = Task.objects.waiting().filter(
        ~Exists(asked), ~Exists(done), case__status=CaseStatus.RUNNING, due_at__isnull=False
    )
    return waiting.for_pages().select_for_update(of=("self",), skip_locked=True)


def _calendars(tasks: list[Task], at: datetime) -> Calendars:
    courts = {task.case.court_id: task.case.court for task in tasks}
    days: list[date] = [task.due_at.date() for task in tasks if task.due_at] + [at.date()]
    since, until = min(days) - timedelta(days=1), max(days) + AHEAD
    return calendars_of(list(courts.values()), since=since, until=until)


def _messages(
    stage: Stage, tasks: list[Task], calendars: Calendars, at: datetime
) -> Iterator[Message]:
    desks = Desks(tasks, at=at)
    for task in tasks:
        due = due_of(task, now=at, calendar=calendars[task.case.court_id], asked=None)
        told = _told(stage, task, desks.holders(task))
        people = desks.superiors(task) if stage == Stage.SUPERIOR else desks.holders(task)
        for person in people:
            yield Message(
                to=person,
                topic=topic_of(task.case),
                about=about_of(task),
                body=f"{task.case.number}, langkah {task.step}: {task.sop_step.activity}\n"
                f"{due.words}, {due.limit}.{told['more']}",
                link=task.get_absolute_url(),
                queued_at=at,
                kind=told["kind"],
                subject=f"{told['subject']}: {task.case.title}"[:200],
            )


def _told(stage: Stage, task: Task, holders: list[User]) -> dict[str, str]:
    if stage != Stage.SUPERIOR:
        return {"kind": Kind.REMINDER, "subject": SUBJECTS[stage], "more": ""}
    names = ", ".join(str(person) for person in holders) or "belum ada yang ditunjuk"
    head = head_of(task)
    subject = f"Terlambat pada {head}"
    return {
        "kind": Kind.LATE_BELOW,
        "subject": subject,
        "more": f"\n{words.sentence(f'Pelaksana: {names}')}",
    }
