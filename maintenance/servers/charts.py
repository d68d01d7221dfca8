"""A year of a server as bars, one a week: the highest number of that week, against its limit."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from maintenance.servers.enums import MEASURED, Measure
from maintenance.servers.saying import amount
from sopti.core.words import SHORT_MONTHS
from sopti.monitors.charts import LEAST_BAR, Bar, Tick

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from maintenance.servers.models import Server, ServerDay

WEEKS = 53
HEIGHT, TOP, BOTTOM, LEFT = 180, 14, 26, 58
FULL = 100.0


@dataclass(frozen=True)
class Week:
    """The highest numbers of seven days; None where nothing was read."""

    begins: date
    numbers: dict[Measure, float | None]

    @property
    def said(self) -> list[tuple[str, str]]:
        return [(measure.label, amount(measure, self.numbers[measure])) for measure in MEASURED]


@dataclass(frozen=True)
class Chart:
    name: str
    width: int
    height: int
    left: int
    bars: list[Bar]
    ticks: list[Tick]
    lines: list[Tick]
    limit: Tick

    @property
    def label_at(self) -> int:
        return self.height - 6


@dataclass(frozen=True)
class Picture:
    """One measure: its head, what it says in a sentence, wide and for a phone."""

    measure: Measure
    said: str
    charts: list[Chart]


def weeks_of(days: Iterable[ServerDay], *, today: date) -> list[Week]:
    """Return the weeks of the last year in which anything was read, the oldest first."""
    first = today - timedelta(days=today.weekday(), weeks=WEEKS - 1)
    by_week: dict[date, list[ServerDay]] = {}
    for row in days:
        if row.day >= first:
            by_week.setdefault(row.day - timedelta(days=row.day.weekday()), []).append(row)
    return [Week(begins, _highest(rows)) for begins, rows in sorted(by_week.items())]


def _highest(rows: list[ServerDay]) -> dict[Measure, float | None]:
    return {
        measure: max(
            (value for row in rows if (value := getattr(row, measure.value)) is not None),
            default=None,
        )
        for measure in MEASURED
    }


def pictures(server: Server, weeks: list[Week], *, today: date) -> list[Picture]:
    """Draw each measure that was read at all."""
    return [
        _picture(server, measure, weeks, today=today)
        for measure in MEASURED
        if any(week.numbers[measure] is not None for week in weeks)
    ]


def _picture(server: Server, measure: Measure, weeks: list[Week], *, today: date) -> Picture:
    known = [value for week in weeks if (value := week.numbers[measure]) is not None]
    limit = server.limit(measure)
    over = sum(value >= limit for value in known)
    said = (
        f"Terakhir {amount(measure, known[-1])}, setahun antara {amount(measure, min(known))} dan "
        f"{amount(measure, max(known))}. Batas {amount(measure, limit)}"
        + (f", terlampaui dalam {over} minggu." if over else ", tidak terlampaui.")
    )
    charts = [
        _chart(measure, weeks, limit=limit, today=today, name=name, width=width)
        for name, width in (("wide", 900), ("narrow", 330))
    ]
    return Picture(measure, said, charts)


def _chart(
    measure: Measure, weeks: list[Week], *, limit: float, today: date, name: str, width: int
) -> Chart:
    first = today - timedelta(days=today.weekday(), weeks=WEEKS - 1)
    values = [week.numbers[measure] or 0 for week in weeks]
    is_part = measure in {Measure.DISK, Measure.MEMORY}
    most = FULL if is_part else _round_up(max([*values, limit]) * 1.1)
    step, room = (width - LEFT) / WEEKS, HEIGHT - TOP - BOTTOM
    bars = []
    for week in weeks:
        value = week.numbers[measure]
        if value is not None:
            tall = max(LEAST_BAR, round(max(value, 0) / most * room, 1))
            x = LEFT + (week.begins - first).days / 7 * step
            bars.append(Bar(round(x, 1), round(TOP + room - tall, 1), round(step - 1.5, 1), tall,
                            is_bad=value >= limit))  # fmt: skip
    lines = [
        Tick(round(TOP + room * (1 - part), 1), amount(measure, round(most * part, 1)))
        for part in (0, 0.5, 1)
    ]
    at_limit = Tick(round(TOP + room * (1 - limit / most), 1), f"batas {amount(measure, limit)}")
    months = 1 if width > 400 else 3  # noqa: PLR2004 (a phone has room for every third label)
    return Chart(name, width, HEIGHT, LEFT, bars, _ticks(first, step, months), lines, at_limit)


def _round_up(value: float) -> float:
    """Return the next even number, so that its half is whole as well."""
    return float(2 * math.ceil(value / 2))


def _ticks(first: date, step: float, every: int) -> list[Tick]:
    """Name the months where their first whole week stands."""
    weeks = [first + timedelta(weeks=place) for place in range(WEEKS)]
    return [
        Tick(round(LEFT + (place + 0.5) * step, 1), SHORT_MONTHS[day.month - 1])
        for place, day in enumerate(weeks)
        if day.day <= 7 and day.month % every == 0  # noqa: PLR2004 (the days of a week)
    ]
