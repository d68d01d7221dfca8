"""The period of a page: a month, a quarter or a year, written into the address."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sopti.core.periods import Period, month_after, month_before, month_of, months_in, year_of

if TYPE_CHECKING:
    from collections.abc import Iterator

ROMAN = ("I", "II", "III", "IV")
MONTHS_BACK, YEARS_BACK = 13, 3
QUARTER = 3
FIRST_DAYS = 7
WRITTEN = re.compile(r"(?P<year>2\d{3})(?:-(?P<month>0[1-9]|1[0-2])|-t(?P<quarter>[1-4]))?")


@dataclass(frozen=True)
class Span:
    """A period that a page can show, with its name in the address."""

    period: Period

    @property
    def key(self) -> str:
        first = self.period.first
        if self.period.is_month:
            return f"{first:%Y-%m}"
        return f"{first.year}" if self.period.is_year else f"{first.year}-t{self._quarter}"

    @property
    def words(self) -> str:
        """Return "Oktober 2026", "triwulan III 2026" or "tahun 2026"."""
        if self.period.is_month or self.period.is_year:
            return self.period.words
        return f"triwulan {ROMAN[self._quarter - 1]} {self.period.first.year}"

    @property
    def _quarter(self) -> int:
        return (self.period.first.month - 1) // QUARTER + 1

    @property
    def before(self) -> Span:
        """Return the same length of time before this one."""
        day = month_before(self.period.first)
        if self.period.is_month:
            return Span(month_of(day))
        return Span(year_of(day.year)) if self.period.is_year else quarter_of(day)


def quarter_of(day: date) -> Span:
    first = date(day.year, (day.month - 1) // QUARTER * QUARTER + 1, 1)
    last = month_of(date(day.year, first.month + QUARTER - 1, 1)).last
    return Span(Period(first, last))


def chosen(asked: str, *, today: date) -> Span:
    """Return the period that the address names; or the running month, in its first week the last.

    In that week little has happened yet, and the report of the last month is written.
    """
    named = _named(asked)
    if named is not None and named.period.first <= today:
        return named
    running = Span(month_of(today))
    return running.before if today.day <= FIRST_DAYS else running


def _named(asked: str) -> Span | None:
    found = WRITTEN.fullmatch(asked)
    if found is None:
        return None
    year = int(found["year"])
    if found["month"]:
        return Span(month_of(date(year, int(found["month"]), 1)))
    if found["quarter"]:
        return quarter_of(date(year, int(found["quarter"]) * QUARTER, 1))
    return Span(year_of(year))


def offered(here: Span, *, today: date) -> list[tuple[str, list[Span]]]:
    """Return what the chooser offers under its heads, newest first; what is shown is among it."""
    groups = [
        ("Bulan", list(_back(Span(month_of(today)), MONTHS_BACK))),
        ("Triwulan", list(_back(quarter_of(today), YEARS_BACK + 2))),
        ("Tahun", list(_back(Span(year_of(today.year)), YEARS_BACK))),
    ]
    if all(here not in spans for _, spans in groups):
        groups.insert(0, ("Yang dibuka", [here]))
    return groups


def _back(span: Span, many: int) -> Iterator[Span]:
    for _ in range(many):
        yield span
        span = span.before


def year_up_to(period: Period) -> Period:
    """Return the twelve months that end with the period's last."""
    first = date(period.last.year - 1, period.last.month, 1)
    return Period(month_after(first), period.last)


def months_of(period: Period) -> list[date]:
    """Return the first days of the months in the period."""
    return [month.first for month in months_in(period)]
