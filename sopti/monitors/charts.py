"""Small drawings of readings: numbers only; the template draws them, the stylesheet paints."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, timedelta
from typing import TYPE_CHECKING

from sopti.core import words
from sopti.monitors.enums import Span
from sopti.monitors.keeping import began

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime, tzinfo

    from sopti.monitors.models import Tally

HOURS, DAYS = 24, 30
HOUR_WIDTH, SPARK_HEIGHT, SPARK_TOP = 5, 28, 2
LEAST_BAR = 2
NOTHING = "–"  # noqa: RUF001 (as tables here show what is not there)


@dataclass(frozen=True)
class Bar:
    x: float
    y: float
    width: float
    height: float
    is_bad: bool  # at least one look of this time was wrong


@dataclass(frozen=True)
class Spark:
    """The last 24 hours as small bars, one an hour, and what they say in words."""

    bars: list[Bar]
    said: str
    width: int = HOURS * HOUR_WIDTH
    height: int = SPARK_HEIGHT


def spark(hours: Iterable[Tally], *, now: datetime) -> Spark:
    """Draw how long the target took in each of the last 24 hours."""
    first = began(Span.HOUR, now, tz=UTC) - timedelta(hours=HOURS - 1)
    rows = {int((row.at - first).total_seconds() // 3600): row for row in hours}
    rows = {place: row for place, row in rows.items() if 0 <= place < HOURS}
    most = max((row.ms or 0 for row in rows.values()), default=0) or 1
    bars = [_spark_bar(place, row, most) for place, row in sorted(rows.items())]
    return Spark(bars, _said(rows.values()))


def _spark_bar(place: int, row: Tally, most: int) -> Bar:
    is_bad = row.oks < row.checks
    room = SPARK_HEIGHT - SPARK_TOP
    height = room if is_bad else max(LEAST_BAR, round((row.ms or 0) / most * room, 1))
    return Bar(place * HOUR_WIDTH, SPARK_HEIGHT - height, HOUR_WIDTH - 1, height, is_bad)


def _said(rows: Iterable[Tally]) -> str:
    found = list(rows)
    if not found:
        return "Belum ada pemeriksaan dalam 24 jam terakhir."
    bad = sum(row.oks < row.checks for row in found)
    means = [row.ms for row in found if row.ms is not None]
    mean = f"rata-rata {milliseconds(round(sum(means) / len(means)))}" if means else "tanpa jawaban"
    return f"24 jam terakhir: {mean}; jam dengan kegagalan: {bad}."


def milliseconds(ms: int | None) -> str:
    """Return "240 ms" or "1,4 detik"."""
    if ms is None:
        return NOTHING
    return f"{ms} ms" if ms < 1000 else f"{words.number(ms / 1000)} detik"  # noqa: PLR2004


# ---------------------------------------------------------------------------------- thirty days
@dataclass(frozen=True)
class Tick:
    place: float
    text: str


@dataclass(frozen=True)
class Chart:
    """Thirty days of mean times, with the days that had failures hatched."""

    name: str
    width: int
    height: int
    left: int
    bars: list[Bar]
    days: list[Tick]
    lines: list[Tick]

    @property
    def bottom(self) -> int:
        return self.height - 26

    @property
    def label_at(self) -> int:
        return self.height - 6


def month_chart(rows: Iterable[Tally], *, today: date, tz: tzinfo, name: str, width: int) -> Chart:
    """Draw the last thirty days of the court; a day without a look stays empty."""
    by_day = {row.at.astimezone(tz).date(): row for row in rows}
    most = _round_up(max((row.ms or 0 for row in by_day.values()), default=0))
    left, height = 64, 220
    step = (width - left) / DAYS
    days = [today - timedelta(days=DAYS - 1 - place) for place in range(DAYS)]
    room = height - 26 - 14
    bars = [
        _day_bar(by_day[day], x=left + place * step, width=step - 2, most=most, room=room)
        for place, day in enumerate(days)
        if day in by_day
    ]
    every = 5 if width > 400 else 10  # noqa: PLR2004 (a phone has room for half the labels)
    ticks = [
        Tick(
            round(left + (place + 0.5) * step, 1), f"{day.day} {words.SHORT_MONTHS[day.month - 1]}"
        )
        for place, day in enumerate(days)
        if place % every == every // 2
    ]
    lines = [Tick(14 + room * (1 - part), milliseconds(round(most * part))) for part in (0, 0.5, 1)]
    return Chart(name, width, height, left, bars, ticks, lines)


def _round_up(ms: int) -> int:
    """Return the next round number: one of 10, 20, 40, 60, 80, 100, 200 and so on."""
    scale: int = 10 ** max(1, len(str(ms)) - 1)
    return next(part for factor in (1, 2, 3, 4, 5, 6, 8, 10) if (part := factor * scale) >= ms)


def _day_bar(row: Tally, *, x: float, width: float, most: int, room: int) -> Bar:
    is_bad = row.oks < row.checks
    height = max(LEAST_BAR, round((row.ms or 0) / most * room, 1))
    if is_bad and not row.oks:
        height = room
    return Bar(round(x, 1), round(14 + room - height, 1), round(width, 1), height, is_bad)
