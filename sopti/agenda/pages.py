"""A month and a day of the court's calendar, as one person sees them."""

from __future__ import annotations

from calendar import Calendar
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from sopti.agenda.models import Feed
from sopti.core.words import month_name
from sopti.people.worktime import calendar_of
from sopti.ui.forms import FIRST_DAY, LAST_DAY
from sopti.workflow import diary
from sopti.workflow.diary import DONE, DUE, EVENT, PLANNED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sopti.people.models import Court, User
    from sopti.workflow.diary import Entry

MOST = 4  # of a day that a month shows; the page of the day shows all
WEEK = Calendar(firstweekday=0)
NOUNS = {DUE: "tenggat", PLANNED: "rencana", EVENT: "acara", DONE: "selesai"}
TONES = {DUE: "gold", PLANNED: "", EVENT: "green", DONE: ""}
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Line:
    """An entry as a day shows it."""

    entry: Entry
    noun: str
    tone: str
    is_late: bool


@dataclass
class Day:
    day: date
    is_today: bool
    is_other: bool  # of the month before or after
    is_off: bool  # nobody works
    holiday: str = ""
    lines: list[Line] = field(default_factory=list)

    @property
    def shown(self) -> list[Line]:
        """What a month shows: one line more is no shorter than to say that there is one more."""
        return self.lines if len(self.lines) <= MOST + 1 else self.lines[:MOST]

    @property
    def left(self) -> int:
        return len(self.lines) - len(self.shown)

    @property
    def is_empty(self) -> bool:
        return not self.lines and not self.holiday


def month_page(user: User, *, month: date, kind: str, mine: bool, today: date) -> dict[str, Any]:
    """Return the weeks of a month with what lies on each day."""
    assert user.court is not None  # noqa: S101 (the view refused whoever has none)
    weeks = WEEK.monthdatescalendar(month.year, month.month)
    first, last = weeks[0][0], weeks[-1][-1]
    found = [entry for entry in diary.entries(user, first, last) if _is_meant(entry, kind, mine)]
    days = _days(user.court, [day for week in weeks for day in week], month=month, today=today)
    for entry in found:
        for day in _days_of(entry, first, last):
            days[day].lines.append(_line(entry, today))
    in_month = [day for day in days.values() if not day.is_other]
    return {
        "month": month,
        "title": month_name(month),
        "weeks": [[days[day] for day in week] for week in weeks],
        "total": sum(1 for entry in found if not days[entry.day].is_other),
        "is_empty": all(not day.lines for day in in_month),
        "former": _href(month - DAY, kind, mine) if month > FIRST_DAY else "",
        "next": _href(last_of(month) + DAY, kind, mine) if last_of(month) < LAST_DAY else "",
        "this_month": _href(today, kind, mine) if month != today.replace(day=1) else "",
        "is_filtered": bool(kind) or mine,
    }


def day_page(user: User, *, day: date, today: date) -> dict[str, Any]:
    """Return everything of one day."""
    assert user.court is not None  # noqa: S101 (the same)
    [found] = _days(user.court, [day], month=day, today=today).values()
    found.lines = [_line(entry, today) for entry in diary.entries(user, day, day)]
    return {
        "day": found,
        "month_href": _href(day, "", mine=False),
        "former": day - DAY if day > FIRST_DAY else None,
        "next": day + DAY if day < LAST_DAY else None,
    }


def feed_page(user: User) -> dict[str, Any]:
    return {"feed": Feed.objects.visible_to(user).first()}


def last_of(month: date) -> date:
    """Return the last day of the month that begins on this day."""
    return (month + timedelta(days=31)).replace(day=1) - DAY


def _is_meant(entry: Entry, kind: str, mine: bool) -> bool:
    return (not kind or entry.kind == kind) and (not mine or entry.is_mine)


def _days(court: Court, days: list[date], *, month: date, today: date) -> dict[date, Day]:
    """Return the days as the court works on them, with the names of its holidays."""
    calendar = calendar_of(court)
    off = court.holidays.filter(day__range=(days[0], days[-1]), stays_open=False)
    names = dict(off.values_list("day", "name"))
    return {
        day: Day(
            day,
            is_today=day == today,
            is_other=(day.year, day.month) != (month.year, month.month),
            is_off=not calendar.is_working_day(day),
            holiday=names.get(day, ""),
        )
        for day in days
    }


def _days_of(entry: Entry, first: date, last: date) -> Iterable[date]:
    day, end = max(entry.day, first), min(entry.until or entry.day, last)
    while day <= end:
        yield day
        day += DAY


def _line(entry: Entry, today: date) -> Line:
    is_late = entry.kind == DUE and entry.day < today
    return Line(entry, NOUNS[entry.kind], "red" if is_late else TONES[entry.kind], is_late)


def _href(day: date, kind: str, mine: bool) -> str:
    told = {"bulan": f"{day:%Y-%m}", "jenis": kind, "saya": "1" if mine else ""}
    return f"?{urlencode({name: value for name, value in told.items() if value})}"
