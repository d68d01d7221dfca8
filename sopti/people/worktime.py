"""Working time of one court: when people work, and how far two moments are apart in it.

Nothing here asks the database, except `calendar_of` and `calendars_of`, which read rows once.
Moments come in aware, in any zone, and go out in the court's own zone.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from sopti.core.errors import Refusal
from sopti.people.enums import HoursKind, Weekday
from sopti.people.models import Holiday, WorkingHours

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from zoneinfo import ZoneInfo

    from sopti.people.models import Court

Interval = tuple[datetime, datetime]

DAY = timedelta(days=1)
LONGEST_REST = 5 * 366  # days in a row without work, after which a calendar counts as broken
LAST_YEAR = 2199


class NoWorkingDay(Refusal):
    """The calendar has no working day where one was looked for."""


@dataclass(frozen=True)
class Hours:
    """The hours of one weekday while they are valid; Ramadan beats normal, newer beats older."""

    weekday: int
    opens: time
    closes: time
    break_from: time | None = None
    break_until: time | None = None
    valid_from: date = date.min
    valid_until: date | None = None
    is_ramadan: bool = False

    def covers(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)

    @cached_property
    def spans(self) -> tuple[tuple[time, time], ...]:
        """The hours without the break, as times of day."""
        if self.break_from is None or self.break_until is None:
            return ((self.opens, self.closes),)
        parts = ((self.opens, self.break_from), (self.break_until, self.closes))
        return tuple(part for part in parts if part[0] < part[1])

    @property
    def minutes(self) -> int:
        """How long one such day is, without its break."""
        return sum(_minute(end) - _minute(start) for start, end in self.spans)


def _minute(clock: time) -> int:
    return clock.hour * 60 + clock.minute


def _normal_week() -> tuple[Hours, ...]:
    noon, one = time(12), time(13)
    days = [
        Hours(day, time(8), time(16, 30), noon, one)
        for day in (Weekday.MONDAY, Weekday.TUESDAY, Weekday.WEDNESDAY, Weekday.THURSDAY)
    ]
    return (*days, Hours(Weekday.FRIDAY, time(7, 30), time(16, 30), time(11, 30), one))


# 37,5 hours a week without breaks, 90 minutes of rest on Friday (Perpres 21/2023).
NORMAL_WEEK = _normal_week()


@dataclass(frozen=True)
class WorkCalendar:
    """When one court works. Made once per request or job, then asked many times."""

    zone: ZoneInfo
    hours: tuple[Hours, ...] = NORMAL_WEEK
    closed: frozenset[date] = frozenset()
    _known: dict[date, tuple[Interval, ...]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def is_working_day(self, day: date) -> bool:
        return bool(self._intervals(day))

    def intervals(self, day: date) -> list[Interval]:
        """Return the stretches of work of one day, in order; none on a day off."""
        return list(self._intervals(day))

    def add(self, start: datetime, minutes: int) -> datetime:
        """Return the moment when that many working minutes have passed since `start`.

        Zero minutes lead to the first working moment at or after `start`. A whole day ends
        when the day closes, never when the next one opens.
        """
        if minutes < 0:
            raise ValueError("Working time is added, never taken away.")
        local, left = self._local(start), timedelta(minutes=minutes)
        for opens, closes in self._work_from(local):
            begin = max(opens, local)
            if left <= closes - begin:
                return begin + left
            left -= closes - begin
        raise AssertionError  # pragma: no cover (the loop returns or raises NoWorkingDay)

    def between(self, a: datetime, b: datetime) -> int:
        """Return the whole working minutes from `a` to `b`; none when `b` is not later."""
        start, end = self._local(a), self._local(b)
        worked, day = timedelta(), start.date()
        while day <= end.date():
            for opens, closes in self._intervals(day):
                worked += max(min(closes, end) - max(opens, start), timedelta())
            day += DAY
        return worked // timedelta(minutes=1)

    def end_of_nth_day(self, start: datetime, n: int) -> datetime:
        """Return the close of the n-th working day; day 1 is the day of `start`.

        When that is a day off or its hours are over, day 1 is the next working day.
        """
        if n < 1:
            raise ValueError("Days are counted from 1.")
        local = self._local(start)
        days = self._working_days_from(local.date())
        close = self._close(next(days))
        if close <= local:
            close = self._close(next(days))
        for _ in range(n - 1):
            close = self._close(next(days))
        return close

    def add_days(self, start: datetime, n: int) -> datetime:
        """Return the moment n whole working days after `start`, at the same time of day.

        The time is clipped into the hours of that day, and out of its break. Whoever starts
        outside a working day, or after its hours, has until the close of the n-th one.
        """
        local = self._local(start)
        today = self._intervals(local.date())
        if not today or today[-1][1] <= local:
            return self.end_of_nth_day(local, n) if n else self.add(local, 0)
        days = self._working_days_from(local.date())
        target = next(days)
        for _ in range(n):
            target = next(days)
        return self._clip(datetime.combine(target, local.time(), self.zone))

    def end_of_month_day(self, month: date, day: int) -> datetime:
        """Return the close of that day of the month, or of the working day before it.

        A month that is too short gives its last day.
        """
        last = monthrange(month.year, month.month)[1]
        wanted = month.replace(day=min(day, last))
        for back in range(LONGEST_REST):
            if self.is_working_day(wanted - back * DAY):
                return self._close(wanted - back * DAY)
        raise _no_day(wanted)

    # ------------------------------------------------------------------------------- inside

    def _local(self, moment: datetime) -> datetime:
        if moment.tzinfo is None:
            raise ValueError("Working time needs a moment with a time zone.")
        return moment.astimezone(self.zone)

    def _hours_on(self, day: date) -> Hours | None:
        rows = [row for row in self._by_weekday.get(day.weekday(), []) if row.covers(day)]
        return max(rows, key=lambda row: (row.is_ramadan, row.valid_from), default=None)

    @cached_property
    def _by_weekday(self) -> dict[int, list[Hours]]:
        found: dict[int, list[Hours]] = {}
        for row in self.hours:
            found.setdefault(int(row.weekday), []).append(row)
        return found

    def _intervals(self, day: date) -> tuple[Interval, ...]:
        known = self._known.get(day)
        if known is None:
            row = None if day in self.closed else self._hours_on(day)
            at = datetime.combine
            known = self._known[day] = tuple(
                (at(day, opens, self.zone), at(day, closes, self.zone))
                for opens, closes in (row.spans if row else ())
            )
        return known

    def _close(self, day: date) -> datetime:
        return self._intervals(day)[-1][1]

    def _clip(self, moment: datetime) -> datetime:
        stretches = self._intervals(moment.date())
        for opens, closes in stretches:
            if moment <= closes:
                return max(opens, moment)
        return stretches[-1][1]

    def _work_from(self, start: datetime) -> Iterator[Interval]:
        """Yield the stretches of work that end after `start`, in order."""
        for day in self._working_days_from(start.date()):
            for opens, closes in self._intervals(day):
                if closes > start:
                    yield opens, closes

    def _working_days_from(self, first: date) -> Iterator[date]:
        """Yield the working days from `first` on; refuse when none comes for five years."""
        day, rested = first, 0
        while rested <= LONGEST_REST and day.year <= LAST_YEAR:
            if self.is_working_day(day):
                rested = 0
                yield day
            else:
                rested += 1
            day += DAY
        raise _no_day(first)


def _no_day(wanted: date) -> NoWorkingDay:
    return NoWorkingDay(
        f"Kalender kerja pengadilan tidak memuat hari kerja di sekitar {wanted:%d-%m-%Y}. "
        "Minta pengelola pengadilan memeriksa jam kerja dan hari libur."
    )


# Every page asks for a calendar that changes a few times a year: kept by the court's calendar key,
# which came with the court and is another one after each change. 2 queries and 2 ms of a page.
_KNOWN: dict[tuple[int, str, str], WorkCalendar] = {}
_KNOWN_AT_MOST = 64


def calendar_of(court: Court) -> WorkCalendar:
    """Return the court's calendar; without rows of its own, the Perpres week.

    Two queries, once per process while nobody changes it. A court that was read before a change
    still has the calendar from before it.
    """
    key = (court.pk, court.calendar_key, court.zone)
    calendar = _KNOWN.get(key)
    if calendar is None:
        closed = court.holidays.filter(stays_open=False).values_list("day", flat=True)
        calendar = _calendar(court, court.working_hours.all(), closed)
        if len(_KNOWN) >= _KNOWN_AT_MOST:
            _KNOWN.clear()
        _KNOWN[key] = calendar
    return calendar


def calendars_of(courts: Sequence[Court], *, since: date, until: date) -> dict[int, WorkCalendar]:
    """Return the calendars of many courts by key, in two queries, right within those days."""
    hours: dict[int, list[WorkingHours]] = {court.pk: [] for court in courts}
    for row in WorkingHours.objects.filter(court__in=hours):
        hours[row.court_id].append(row)
    closed: dict[int, list[date]] = {court.pk: [] for court in courts}
    days = Holiday.objects.filter(court__in=closed, stays_open=False, day__range=(since, until))
    for court_id, day in days.values_list("court", "day"):
        closed[court_id].append(day)
    return {court.pk: _calendar(court, hours[court.pk], closed[court.pk]) for court in courts}


def _calendar(court: Court, hours: Iterable[WorkingHours], closed: Iterable[date]) -> WorkCalendar:
    rows = tuple(
        Hours(
            weekday=row.weekday,
            opens=row.opens,
            closes=row.closes,
            break_from=row.break_from,
            break_until=row.break_until,
            valid_from=row.valid_from,
            valid_until=row.valid_until,
            is_ramadan=row.kind == HoursKind.RAMADAN,
        )
        for row in hours
    )
    has_normal = any(not row.is_ramadan for row in rows)
    return WorkCalendar(court.tz, rows if has_normal else NORMAL_WEEK + rows, frozenset(closed))
