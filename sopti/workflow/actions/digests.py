"""Digests: one mail at eight and one at one with everything that waits, instead of many."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction
from django.db.models import F, Q

from sopti.notifications.actions import sort_outbox
from sopti.notifications.channels import Channels, deciding
from sopti.notifications.enums import Channel, Kind
from sopti.notifications.mails import address, one_line
from sopti.notifications.models import Digest, Message, NotificationSetting
from sopti.people.enums import Zone
from sopti.people.models import Appointment, Court, User
from sopti.people.worktime import calendars_of
from sopti.workflow.clock import due_of
from sopti.workflow.enums import CaseStatus
from sopti.workflow.models import Question, Task

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import QuerySet

HOURS = (8, 13)
NO_LATER_THAN = 17  # by then the day is over; the next morning tells it
COURTS_AT_ONCE = 50
LONGEST_PAST = timedelta(days=100)  # holidays before that do not count in "Terlambat …"
OLDEST_NEWS = timedelta(days=7)
LONGEST_AHEAD = timedelta(days=40)


@dataclass(frozen=True)
class Slot:
    """Eight o'clock, or one, of a day in a zone."""

    day: date
    hour: int
    moment: datetime


@dataclass
class Pile:
    """What a digest tells one person: tasks that wait, and other news."""

    person: User
    tasks: list[Task] = field(default_factory=list)
    news: list[Message] = field(default_factory=list)


def make_digests(*, at: datetime) -> int:
    """Write the digests of the slot that has begun in each zone; return how many.

    A digest is unique per person, day and slot, so two workers and a crash do no harm. It tells
    what waited when the slot began and still waits: where nothing did, there is none.
    """
    sort_outbox(at=at)
    made = 0
    for zone in Zone:
        slot = slot_at(at.astimezone(ZoneInfo(zone)))
        courts = _working(zone, slot.day) if slot else []
        for first in range(0, len(courts), COURTS_AT_ONCE):
            made += _make(courts[first : first + COURTS_AT_ONCE], slot, at=at) if slot else 0
    return made


def slot_at(local: datetime) -> Slot | None:
    """Return the slot that runs at this time of the day, if any."""
    begun = [hour for hour in HOURS if hour <= local.hour < NO_LATER_THAN]
    if not begun:
        return None
    day = local.date()
    return Slot(day, begun[-1], datetime.combine(day, time(begun[-1]), local.tzinfo))


def _working(zone: Zone, day: date) -> list[Court]:
    courts = list(Court.objects.filter(zone=zone).order_by("pk"))
    calendars = calendars_of(courts, since=day, until=day)
    return [court for court in courts if calendars[court.pk].is_working_day(day)]


def _make(courts: list[Court], slot: Slot, *, at: datetime) -> int:
    try:
        with transaction.atomic():
            piles = _piles(courts, slot, at=at)
            told = Telling(piles, courts, slot, at=at)
            Digest.objects.bulk_create(told.digest(pile) for pile in piles)
            _untold([pile.person.pk for pile in piles], slot).update(sent_at=at)
    except IntegrityError:
        return 0  # another worker made them in the same moment
    return len(piles)


def _piles(courts: list[Court], slot: Slot, *, at: datetime) -> list[Pile]:
    """Return for each person with something to tell what there is, in the same few queries."""
    people = list(_people(courts, slot, at=at))
    channels = Channels([person.pk for person in people], at=at)
    piles = {person.pk: Pile(person) for person in people}
    for person, task in _waiting(people, channels, slot, at=at):
        piles[person].tasks.append(task)
    news = _untold(list(piles), slot).exclude(kind=Kind.WAITING)
    for message in news.filter(read_at=None, settled_at=None).order_by("pk"):
        piles[message.to_id].news.append(message)
    return [pile for pile in piles.values() if pile.tasks or pile.news]


def _people(courts: list[Court], slot: Slot, *, at: datetime) -> QuerySet[User]:
    """Return who takes digests and has none of this slot yet: by their role, or by their wish."""
    by_role = deciding(at).filter(court__in=courts).values("user")
    by_wish = NotificationSetting.objects.filter(channel=Channel.DIGEST).values("user")
    here = User.objects.filter(court__in=courts, is_active=True).exclude(email="")
    have = Digest.objects.filter(day=slot.day, hour=slot.hour).values("to")
    takers: QuerySet[User] = here.filter(Q(pk__in=by_role) | Q(pk__in=by_wish))
    return takers.exclude(pk__in=have)


def _waiting(
    people: list[User], channels: Channels, slot: Slot, *, at: datetime
) -> Iterator[tuple[int, Task]]:
    """Yield (person, task) for what waits for those who take that as a digest."""
    takers = {
        person.pk: person.court_id
        for person in people
        if channels.of(person.pk, Kind.WAITING) == Channel.DIGEST
    }
    desks: dict[tuple[int, str], list[int]] = defaultdict(list)
    held = Appointment.objects.in_force_at(at).filter(user__in=takers, court=F("user__court"))
    for court, role, person in held.values_list("court", "role", "user").distinct():
        desks[court, role].append(person)
    tasks = Task.objects.waiting().filter(
        case__status=CaseStatus.RUNNING,
        case__court__in={court for court, _ in desks},
        role__in={role for _, role in desks},
        opened_at__lte=slot.moment,
    )
    for task in tasks.for_pages().order_by(F("due_at").asc(nulls_last=True), "pk"):
        for person in desks.get((task.case.court_id, task.role_id), []):
            if task.assigned_to_id in {None, person}:
                yield person, task


def _untold(people: list[int], slot: Slot) -> QuerySet[Message]:
    return Message.objects.filter(
        to__in=people,
        channel=Channel.DIGEST,
        sent_at=None,
        queued_at__range=(slot.moment - OLDEST_NEWS, slot.moment),
    )


# --------------------------------------------------------------------------------------- wording
class Telling:
    """Words for the piles of some courts, after three queries."""

    def __init__(self, piles: list[Pile], courts: list[Court], slot: Slot, *, at: datetime) -> None:
        self._slot, self._at = slot, at
        self._calendars = calendars_of(
            courts, since=slot.day - LONGEST_PAST, until=slot.day + LONGEST_AHEAD
        )
        tasks = {task.pk for pile in piles for task in pile.tasks}
        asked = Question.objects.filter(task__in=tasks, answered_at=None)
        self._asked = {question.task_id: question for question in asked}

    def digest(self, pile: Pile) -> Digest:
        parts = [self._task(number, task) for number, task in enumerate(pile.tasks, start=1)]
        if pile.news:
            news = "\n".join(f"- {one_line(message.subject)}" for message in pile.news)
            parts.append(f"Kabar lain:\n{news}")
        return Digest(
            to=pile.person,
            day=self._slot.day,
            hour=self._slot.hour,
            subject=self._headline(pile),
            body="\n\n".join([f"{self._headline(pile)}.", *parts]),
            queued_at=self._at,
        )

    def _task(self, number: int, task: Task) -> str:
        calendar = self._calendars[task.case.court_id]
        due = due_of(task, now=self._at, calendar=calendar, asked=self._asked.get(task.pk))
        lines = [
            f"{number}. {task.case.number} {one_line(task.case.title)}",
            f"   Langkah {task.step}: {one_line(task.sop_step.activity)}",
            f"   {due.words}, {due.limit}",
            f"   {address(task.get_absolute_url())}",
        ]
        return "\n".join(line for line in lines if line.strip())

    def _headline(self, pile: Pile) -> str:
        if not pile.tasks:
            return f"{len(pile.news)} kabar untuk Anda"
        late = sum(self._is_late(task) for task in pile.tasks)
        waiting = f"{len(pile.tasks)} pekerjaan menunggu Anda"
        return f"{waiting}, {late} terlambat" if late else waiting

    def _is_late(self, task: Task) -> bool:
        return bool(task.due_at and task.due_at < self._at and task.pk not in self._asked)
