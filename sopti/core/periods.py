"""Months, years and other stretches of whole days, by a court's own clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from sopti.core.words import month_name, plain_date

if TYPE_CHECKING:
    from datetime import tzinfo


@dataclass(frozen=True, order=True)
class Period:
    """The days from `first` to `last`, both included."""

    first: date
    last: date

    def begins(self, tz: tzinfo) -> datetime:
        return datetime.combine(self.first, time(), tz)

    def ends(self, tz: tzinfo) -> datetime:
        """Return the first moment after the period."""
        return datetime.combine(self.last + timedelta(days=1), time(), tz)

    def has(self, at: datetime | None, tz: tzinfo) -> bool:
        return at is not None and self.first <= at.astimezone(tz).date() <= self.last

    @property
    def is_month(self) -> bool:
        return self == month_of(self.first)

    @property
    def is_year(self) -> bool:
        return self == year_of(self.first.year)

    @property
    def words(self) -> str:
        """Return "Oktober 2026", "tahun 2026" or "3 Oktober 2026 sampai 9 November 2026"."""
        if self.is_month:
            return month_name(self.first)
        if self.is_year:
            return f"tahun {self.first.year}"
        return f"{plain_date(self.first)} sampai {plain_date(self.last)}"


def month_of(day: date) -> Period:
    first = day.replace(day=1)
    return Period(first, month_after(first) - timedelta(days=1))


def quarter_of(day: date) -> Period:
    first = day.replace(month=day.month - (day.month - 1) % 3, day=1)
    return Period(first, month_of((first + timedelta(days=70)).replace(day=1)).last)


def year_of(year: int) -> Period:
    return Period(date(year, 1, 1), date(year, 12, 31))


def month_after(day: date) -> date:
    """Return the first day of the next month."""
    return (day.replace(day=1) + timedelta(days=31)).replace(day=1)


def month_before(day: date) -> date:
    """Return the first day of the month before."""
    return (day.replace(day=1) - timedelta(days=1)).replace(day=1)


def months_in(period: Period) -> list[Period]:
    """Return the whole months from that of the first day to that of the last, oldest first."""
    found, day = [], period.first.replace(day=1)
    while day <= period.last:
        found.append(month_of(day))
        day = month_after(day)
    return found
