"""Writing the past of the demonstration's courts."""

from __future__ import annotations

import heapq
from bisect import bisect_right
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate, count
from random import Random
from typing import TYPE_CHECKING, Any

from django.db import transaction

from requests.models import (
    Confirmation,
    Handling,
    SearchEntry,
    ServiceRequest,
    Survey,
)
from requests.past.copies import Copier, Subject
from requests.past.patterns import patterns_of, read_words, requesters_of
from requests.past.writing import let_keys_go_on, new_keys, write
from sopti.core.errors import Refusal
from sopti.people.worktime import calendar_of
from sopti.workflow import register
from sopti.workflow.models import Case, Event, Question, RecordHead, RegisterCounter, Task
from sopti.workflow.record import chain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from django.db import models

    from requests.past.copies import Copied
    from requests.past.patterns import Pattern
    from sopti.people.models import Court, User

# In this order: what points to another table comes after it.
TABLES = (Case, Task, Question, ServiceRequest, Handling, Confirmation, Survey)
AT_ONCE = 500  # cases in one transaction
ENDS_BEFORE = timedelta(days=75)  # the demonstration's own cases are the present
EARLIEST = (2025, 1, 2)  # from here on the national holidays are known


def beginning(court: Court) -> datetime:
    """Return the first working moment of the past."""
    return datetime(*EARLIEST, 8, tzinfo=court.tz)


def make_past(
    court: Court, cases: int, *, at: datetime, seed: int, say: Callable[[int], None]
) -> int:
    """Write that many finished cases of a court that has none, and return how many tasks.

    The same seed at the same moment writes the same past. Batch by batch: a past that was broken
    off is whole up to there, yet only an empty court gets one.
    """
    if court.cases.exists():
        raise Refusal(f"{court} sudah punya berkas. Masa lalu hanya dibuat pada basis data baru.")
    patterns = patterns_of(court, at=at)
    writer = _Writer(court, patterns, Random(f"{seed}-{court.key}"))  # noqa: S311 (no secret)
    tasks, done = 0, 0
    for lot in _in_lots(writer.days(cases, until=at - ENDS_BEFORE)):
        tasks += writer.write_lot(lot)
        done += len(lot)
        say(done)
    writer.finish()
    return tasks


def _in_lots(moments: Iterator[datetime]) -> Iterator[list[datetime]]:
    lot: list[datetime] = []
    for moment in moments:
        lot.append(moment)
        if len(lot) == AT_ONCE:
            yield lot
            lot = []
    if lot:
        yield lot


@dataclass(order=True)
class _Pending:
    """An event that waits for those before it in the record of its court."""

    at: datetime
    order: int
    event: Event
    data: dict[str, Any]


class _Writer:
    """Writes the cases of one court in the order of their opening, and its record beside them."""

    def __init__(self, court: Court, patterns: list[Pattern], chance: Random) -> None:
        self.court, self.patterns, self.chance = court, patterns, chance
        self.weights = [pattern.weight for pattern in patterns]
        self.words = read_words()
        self.calendar = calendar_of(court)
        keys: dict[type[models.Model], Iterator[int]] = {table: new_keys(table) for table in TABLES}
        self.event_keys, self.order = new_keys(Event), count()
        self.copier = Copier(self.calendar, keys, chance)
        people = list(court.people.filter(is_active=True).order_by("username"))
        self.askers = [requesters_of(pattern, people) for pattern in patterns]
        self.head, _ = RecordHead.objects.get_or_create(court=court)
        self.counters: dict[tuple[str, int], RegisterCounter] = {}
        self.pending: list[_Pending] = []

    def days(self, cases: int, *, until: datetime) -> Iterator[datetime]:
        """Yield the moments of opening, in order: working moments, spread evenly with chance."""
        stretches = list(self._stretches(until))
        ends = list(accumulate(minutes for _, minutes in stretches))
        for place in sorted(self.chance.randrange(ends[-1]) for _ in range(cases)):
            index = bisect_right(ends, place)
            opens, minutes = stretches[index]
            yield opens + timedelta(minutes=place - ends[index] + minutes)

    def _stretches(self, until: datetime) -> Iterator[tuple[datetime, int]]:
        """Yield when the court's working stretches began, and how many minutes they have."""
        day = beginning(self.court).date()
        while day < until.date():
            for opens, closes in self.calendar.intervals(day):
                yield opens, (closes - opens) // timedelta(minutes=1)
            day += timedelta(days=1)

    def write_lot(self, moments: list[datetime]) -> int:
        """Write cases opened at these moments, and what was done before the last of them."""
        # Made before the transaction begins: the database ends one that lies idle.
        copies = [self._copied(moment) for moment in moments]
        return self._write(copies, moments[-1])

    @transaction.atomic
    def _write(self, copies: list[Copied], until: datetime) -> int:
        write([copied.case for copied in copies])
        tasks = [task for copied in copies for task in copied.tasks]
        write(tasks)
        beside = [row for copied in copies for row in copied.beside]
        for table in (*TABLES[2:], SearchEntry):
            write([row for row in beside if isinstance(row, table)])
        for copied in copies:
            for event, data in copied.events:
                heapq.heappush(self.pending, _Pending(event.at, next(self.order), event, data))
        self._write_events(until)
        return len(tasks)

    @transaction.atomic
    def finish(self) -> None:
        self._write_events(None)
        let_keys_go_on([*TABLES, Event, RegisterCounter])

    def _write_events(self, until: datetime | None) -> None:
        """Chain and write the events before that moment, or all: none before it is to come."""
        lot: list[Event] = []
        while self.pending and (until is None or self.pending[0].at < until):
            waiting = heapq.heappop(self.pending)
            waiting.event.pk = next(self.event_keys)
            chain(waiting.event, self.head, data=waiting.data)
            lot.append(waiting.event)
        write(lot)
        self.head.save()
        for counter in self.counters.values():
            counter.save()

    def _copied(self, moment: datetime) -> Copied:
        [index] = self.chance.choices(range(len(self.patterns)), self.weights)
        pattern = self.patterns[index]
        requester = None
        if pattern.case.requester_id is not None:
            requester = self._asker(index, pattern)
        number = self._number(pattern, moment)
        subject = self._subject(pattern)
        return self.copier.copy(
            pattern, opened=moment, number=number, requester=requester, subject=subject
        )

    def _asker(self, index: int, pattern: Pattern) -> User | None:
        askers = self.askers[index]
        return self.chance.choice(askers) if pattern.subject and askers else pattern.case.requester

    def _number(self, pattern: Pattern, moment: datetime) -> tuple[int, str]:
        year, code = moment.astimezone(self.calendar.zone).year, pattern.case.procedure.code
        counter = self.counters.get((code, year))
        if counter is None:
            counter = RegisterCounter(court=self.court, code=code, year=year)
            self.counters[code, year] = counter
        counter.last += 1
        return counter.last, register.written(counter.last, code, self.court, year)

    def _subject(self, pattern: Pattern) -> Subject:
        place = self.chance.choice(self.words["rooms"])
        if not pattern.subject:
            return Subject("", "", "", place)
        told = self.chance.choice(self.words["subjects"][pattern.subject])
        title, detail, done = (text.format(place=place) for text in told)
        return Subject(title, detail, done, place)
