"""The stretches of which a survey asks: quarters, half years, a year."""

from __future__ import annotations

from datetime import date, timedelta

from sopti.core.periods import Period

ROMAN = ("I", "II", "III", "IV")
QUARTER, HALF, YEAR = 3, 6, 12
RECENT = timedelta(days=180)
KINDS = {QUARTER: "triwulan", HALF: "semester"}


def span(year: int, months: int, number: int) -> Period:
    """Return the `number`-th stretch of so many months of the year, counted from 1."""
    first = date(year, months * (number - 1) + 1, 1)
    after = months * number + 1
    end = date(year + 1, 1, 1) if after > YEAR else date(year, after, 1)
    return Period(first, end - timedelta(days=1))


def span_words(period: Period) -> str:
    """Return "semester II 2026", "triwulan I 2027" or "tahun 2026"; other stretches by days."""
    for months, kind in KINDS.items():
        number = (period.first.month - 1) // months + 1
        if period == span(period.first.year, months, number):
            return f"{kind} {ROMAN[number - 1]} {period.first.year}"
    return period.words


def span_key(period: Period) -> str:
    return f"{period.first.isoformat()}_{period.last.isoformat()}"


def recent_spans(today: date) -> list[Period]:
    """Return what a survey may be opened for: begun by today, ended at most half a year ago."""
    years = (today.year, today.year - 1)
    halves = [span(year, HALF, number) for year in years for number in (2, 1)]
    quarters = [span(year, QUARTER, number) for year in years for number in (4, 3, 2, 1)]
    wholes = [span(year, YEAR, 1) for year in years]
    oldest = today - RECENT
    return [
        one for one in (*halves, *quarters, *wholes) if oldest <= one.last and one.first <= today
    ]


def former_half(today: date) -> Period:
    """Return the half year before the one of today."""
    begins = current_half(today).first
    return current_half(begins - timedelta(days=1))


def current_half(today: date) -> Period:
    return span(today.year, HALF, (today.month - 1) // HALF + 1)
