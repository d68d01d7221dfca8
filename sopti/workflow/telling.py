"""The cells and sentences that the chapters of the rooms share: counts, days, what is left out."""

from __future__ import annotations

from textwrap import shorten
from typing import TYPE_CHECKING, Literal

from django.utils.timezone import now

from sopti.core.words import DAY_MINUTES, MONTHS, SHORT_MONTHS, duration, number, time_late
from sopti.workflow.chapters import MOST_ROWS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime, tzinfo

    from sopti.core.periods import Period
    from sopti.people.models import Court

NOTHING = "–"  # noqa: RUF001 (as tables here show what is not there)
A_DAY = 24 * 60
MOST_OBSTACLES = 8
LONGEST = 110  # letters of one cell that quotes what people wrote
Row = tuple[str, ...]
TONES: tuple[Literal["solid", "soft", "late"], ...] = ("solid", "soft", "late")  # of series


def judged_at(court: Court, period: Period) -> datetime:
    """Return the moment as of which a period is told: its end, or now while it still runs.

    What a draft of the running month tells is not late before its limit is over; and what was
    done after the month is not told of it, whenever it is told.
    """
    return min(now(), period.ends(court.tz))


def many(count: int, noun: str) -> str:
    """Return "18 permintaan" or "tidak ada permintaan"."""
    return f"{number(count)} {noun}" if count else f"tidak ada {noun}"


def by_month(
    months: Sequence[Period], counts: Iterable[int], *, until: datetime, tz: tzinfo
) -> tuple[float | None, ...]:
    """Return counts for a chart; None for months that have not begun, which are not nothing."""
    pairs = zip(months, counts, strict=True)
    return tuple(float(count) if month.begins(tz) < until else None for month, count in pairs)


def so_many(count: int, what: str) -> str:
    """Return "3 terlewat" or "tidak ada yang terlewat"."""
    return f"{number(count)} {what}" if count else f"tidak ada yang {what}"


def of_them(part: int, whole: int, what: str) -> str:
    """Return the end of a sentence: ", 3 di antaranya selesai", or " dan belum selesai"."""
    if whole == 1:
        return f" dan {'sudah' if part else 'belum'} {what}"
    if not part:
        return f", belum ada yang {what}"
    return f", semuanya {what}" if part == whole else f", {number(part)} di antaranya {what}"


def lowered(label: str) -> str:
    """Return a label within a sentence: "Melalui Umum dan Keuangan" keeps its names."""
    return label[:1].lower() + label[1:]


def started(text: str) -> str:
    """Return a sentence with its first letter in capitals."""
    return text[:1].upper() + text[1:]


def cell(count: int) -> str:
    """Return a number as tables show it."""
    return number(count) if count else NOTHING


def share(part: int, whole: int) -> str:
    """Return "88%", rounded down so that only all of it is 100%; nothing of nothing has none."""
    return f"{100 * part // whole}%" if whole else NOTHING


def day_at(at: datetime, tz: tzinfo) -> date:
    return at.astimezone(tz).date()


def short_day(day: date | None, period: Period) -> str:
    """Return "05-10", with the year when it is not that of the period; a dash for none."""
    if day is None:
        return NOTHING
    return f"{day:%d-%m}" if day.year == period.first.year else f"{day:%d-%m-%Y}"


def short_at(at: datetime | None, period: Period, tz: tzinfo) -> str:
    return short_day(day_at(at, tz) if at else None, period)


def days_between(first: date, last: date, period: Period) -> str:
    """Return "05-10", "05 s.d. 09-10" or "28-09 s.d. 02-10"."""
    ends = short_day(last, period)
    if first == last:
        return ends
    is_one_month = (first.year, first.month) == (last.year, last.month)
    begins = f"{first:%d}" if is_one_month else short_day(first, period)
    return f"{begins} s.d. {ends}"


def overrun(minutes: int) -> str:
    """Return "lewat 45 menit" or, from a day on, "lewat 2 hari", of working time."""
    if not minutes:
        return "lewat"  # by what was no working time
    return time_late(minutes, DAY_MINUTES, unit="").replace("Terlambat", "lewat", 1)


def lasting(minutes: int) -> str:
    """Return "55 menit" or "3 jam 10 menit", by the clock."""
    return duration(minutes, A_DAY)


def short(text: str, longest: int = LONGEST) -> str:
    """Return what people wrote in one line that fits a cell."""
    return shorten(text, longest, placeholder=" …")


def month_title(month: Period) -> str:
    """Return "Oktober", for the rows of a table."""
    return MONTHS[month.first.month - 1]


def month_head(month: Period) -> str:
    """Return "Okt", for the axis of a chart."""
    return SHORT_MONTHS[month.first.month - 1]


def capped(rows: Sequence[Row], *, register: str) -> tuple[tuple[Row, ...], tuple[str, ...]]:
    """Return as many rows as a table may have, and the sentence that says where the rest is."""
    if len(rows) <= MOST_ROWS:
        return tuple(rows), ()
    left = number(len(rows) - MOST_ROWS)
    said = f"Tabel memuat {MOST_ROWS} baris pertama; {left} baris lain ada pada {register}."
    return tuple(rows[:MOST_ROWS]), (said,)


def some(sentences: Iterable[str], *, rest: str) -> tuple[str, ...]:
    """Return the first obstacles; the last sentence says of how many more `rest` it is true."""
    found = list(sentences)
    left = len(found) - MOST_OBSTACLES
    if left <= 0:
        return tuple(found)
    return (*found[:MOST_OBSTACLES], f"Hal yang sama terjadi pada {number(left)} {rest} lain.")
