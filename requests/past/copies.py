"""One case more: a pattern with another day, another requester, another subject and pace."""

from __future__ import annotations

import json
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from django.db import models
from django.db.models.base import ModelState

from requests.enums import Answer
from requests.models import Confirmation, SearchEntry, ServiceRequest, Survey
from requests.past.patterns import DETAIL, DONE, PLACE, TITLE, moments_of
from sopti.search.words import words_of
from sopti.workflow import clock
from sopti.workflow.models import Case, Event, Question, Task

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from random import Random

    from requests.past.patterns import Pattern
    from sopti.people.models import User
    from sopti.people.worktime import WorkCalendar

AnyModel = TypeVar("AnyModel", bound=models.Model)
SLEEPY = 0.04  # of all waits: somebody was away, and the step was late


@dataclass(frozen=True)
class Subject:
    title: str
    detail: str
    done: str
    place: str


@dataclass
class Copied:
    """The rows of one case; the events not yet chained, each with its data."""

    case: Case
    tasks: list[Task] = field(default_factory=list)
    beside: list[models.Model] = field(default_factory=list)
    events: list[tuple[Event, dict[str, Any]]] = field(default_factory=list)


def like(row: AnyModel, **changes: Any) -> AnyModel:
    """Return a new row with the same columns and related rows, but for the changes."""
    new = type(row).__new__(type(row))
    vars(new).update(vars(row))
    new._state = ModelState()  # noqa: SLF001 (as Model.__init__ does)
    new._state.fields_cache = row._state.fields_cache.copy()  # noqa: SLF001
    for name, value in changes.items():
        setattr(new, name, value)
    return new


class Copier:
    """Makes the copies of one court: what they have in common."""

    def __init__(
        self, calendar: WorkCalendar, keys: dict[type[models.Model], Iterator[int]], chance: Random
    ) -> None:
        self.calendar, self.keys, self.chance = calendar, keys, chance

    def copy(
        self, pattern: Pattern, *, opened: datetime, number: tuple[int, str],
        requester: User | None, subject: Subject,
    ) -> Copied:  # fmt: skip
        """Return the rows of a case like the pattern's, opened at that moment."""
        at = self._moments(pattern, opened)
        swap = _Swap(pattern, number[1], requester, subject, at)
        case = self._case(pattern, number, requester, swap, at)
        found = Copied(case)
        tasks = self._tasks(pattern, case, swap, at)
        found.tasks = list(tasks.values())
        found.beside = [self._beside(row, case, tasks, swap, at) for row in pattern.beside]
        self._measure(found, pattern)
        found.beside += _search_entry(found)
        found.events = list(_events(pattern, case, tasks, swap, at))
        return found

    def _moments(self, pattern: Pattern, opened: datetime) -> dict[datetime, datetime]:
        """Return when each moment of the pattern was in this case: each wait of its own length."""
        found, now = {pattern.moments[0]: opened}, opened
        for after, gap in zip(pattern.moments[1:], pattern.gaps, strict=True):
            pace = self.chance.lognormvariate(0, 0.6)
            if self.chance.random() < SLEEPY:
                pace *= 10
            now = self.calendar.add(now, max(round(gap * pace), 1 if gap else 0))
            found[after] = now
        return found

    def _case(
        self, pattern: Pattern, number: tuple[int, str], requester: User | None,
        swap: _Swap, at: dict[datetime, datetime],
    ) -> Case:  # fmt: skip
        was = pattern.case
        case = like(was, pk=next(self.keys[Case]), sequence=number[0], number=number[1])
        case.title, case.detail = swap(was.title)[:200], swap(was.detail)
        case.opened_at = at[was.opened_at]
        case.closed_at = at[was.closed_at] if was.closed_at else None
        case.year = case.opened_at.astimezone(self.calendar.zone).year
        case.closing_note = swap(was.closing_note)
        if requester is not None:
            case.requester = case.filed_by = requester
        return case

    def _tasks(
        self, pattern: Pattern, case: Case, swap: _Swap, at: dict[datetime, datetime]
    ) -> dict[int, Task]:
        found: dict[int, Task] = {}
        for was, values in zip(pattern.tasks, pattern.values, strict=True):
            task = _moved(like(was, pk=next(self.keys[Task]), case=case), at)
            task.result, task.note = swap(was.result), swap(was.note)
            task.values = json.loads(swap.in_json(values))
            task.due_at = clock.due_at(
                pattern.norms[was.step], case=case, opened=task.opened_at, calendar=self.calendar
            )
            found[was.pk] = task
        return found

    def _measure(self, found: Copied, pattern: Pattern) -> None:
        """Work out the times of each finished step, as the engine does when it is finished."""
        asked: dict[int, list[Question]] = {}
        for row in found.beside:
            if isinstance(row, Question):
                asked.setdefault(row.task_id, []).append(row)
        for task in found.tasks:
            if task.finished_at is None or task.started_at is None:
                continue
            spans = asked.get(task.pk, [])
            opened, started, finished = task.opened_at, task.started_at, task.finished_at
            before = clock.paused_minutes(spans, opened, started, self.calendar)
            task.paused_minutes = clock.paused_minutes(spans, started, finished, self.calendar)
            waited = self.calendar.between(opened, started)
            worked = self.calendar.between(started, finished)
            task.waiting_minutes = max(waited - before, 0)
            task.work_minutes = max(worked - task.paused_minutes, 0)
            task.within_norm = clock.is_within(
                pattern.norms[task.step], task, calendar=self.calendar
            )

    def _beside(
        self, was: models.Model, case: Case, tasks: dict[int, Task], swap: _Swap,
        at: dict[datetime, datetime],
    ) -> models.Model:  # fmt: skip
        row: Any = _moved(like(was, pk=next(self.keys[type(was)])), at)
        if isinstance(row, Question):
            row.task = tasks[row.task_id]
            row.answered_by = case.requester
        else:
            row.case = case
        if isinstance(row, Survey) or (
            isinstance(row, Confirmation) and row.state != Answer.SILENT
        ):
            row.by = case.requester
        for name, value in vars(was).items():
            if isinstance(value, str):
                setattr(row, name, swap(value))
        if getattr(row, "target_at", None):
            row.target_at = swap.near(row.target_at, self.calendar)
        found: models.Model = row
        return found


class _Swap:
    """Puts the words of this case where the pattern has marks, its own number, name and days."""

    def __init__(
        self, pattern: Pattern, number: str, requester: User | None, subject: Subject,
        at: dict[datetime, datetime],
    ) -> None:  # fmt: skip
        was = pattern.case
        self.at, self.moments = at, pattern.moments
        place = subject.place[:1].upper() + subject.place[1:]
        self.pairs = [(TITLE, subject.title), (DETAIL, subject.detail), (DONE, subject.done),
                      (PLACE, place), (was.number, number)]  # fmt: skip
        if requester is not None and was.requester is not None:
            self.pairs += [(was.requester.full_name, requester.full_name)]
            self.pairs += [(was.requester.unit, requester.unit)] if was.requester.unit else []
        zone = was.court.tz
        self.days = {
            before.astimezone(zone).date().isoformat(): after.astimezone(zone).date().isoformat()
            for before, after in reversed(at.items())
        }

    def __call__(self, text: str) -> str:
        for mark, words in self.pairs:
            if mark in text:
                text = text.replace(mark, words)
        return text

    def in_json(self, text: str) -> str:
        """Return JSON with its marks and days replaced. No word of ours needs an escape."""
        text = self(text)
        for before, after in self.days.items():
            text = text.replace(before, after)
        return text

    def near(self, moment: datetime, calendar: WorkCalendar) -> datetime:
        """Return a moment that lies as far from the one before it as in the pattern."""
        before = self.moments[max(bisect_left(self.moments, moment) - 1, 0)]
        return calendar.add(self.at[before], calendar.between(before, moment))


def _moved(row: AnyModel, at: dict[datetime, datetime]) -> AnyModel:
    for name, value in moments_of(row).items():
        setattr(row, name, at[value])
    return row


def _search_entry(found: Copied) -> list[models.Model]:
    asked = next((row for row in found.beside if isinstance(row, ServiceRequest)), None)
    if asked is None:
        return []
    case = found.case
    parts = (case.number, case.title, case.detail, str(case.requester or ""), asked.asset_or_place)
    return [SearchEntry(case=case, words=words_of("\n".join(parts)))]


def _events(
    pattern: Pattern, case: Case, tasks: dict[int, Task], swap: _Swap, at: dict[datetime, datetime]
) -> Iterator[tuple[Event, dict[str, Any]]]:
    was_asked_by = pattern.case.requester_id
    for was, told in zip(pattern.events, pattern.told, strict=True):
        event = like(was, pk=None, court=case.court, case=case, at=at[was.at])
        event.summary = swap(was.summary)[:300]
        event.task = tasks[was.task_id] if was.task_id else None
        if was.by_id == was_asked_by and case.requester is not None:
            event.by = case.requester
        data = json.loads(swap.in_json(told))
        if data.get("requester") and case.requester is not None:
            data["requester"] = case.requester.pk
        yield event, data
