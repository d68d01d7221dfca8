"""What the report of a period tells of availability: how much of it each target was there.

Availability is reckoned in working hours: the hours of the days on which the target was looked
at, less those in which it was away. So it is told the same of last month and of last year, when
the single looks are long thinned out.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from sopti.core.periods import months_in
from sopti.core.words import clock, number, plain_date
from sopti.monitors.enums import Kind, Section, Span
from sopti.monitors.models import Monitor, Outage, Tally
from sopti.people.worktime import calendar_of
from sopti.ui.charts import Chart, Series
from sopti.workflow.chapters import BAD, GOOD, Chapter, Column, Figure, Table
from sopti.workflow.telling import (
    NOTHING,
    Row,
    by_month,
    capped,
    cell,
    day_at,
    judged_at,
    lasting,
    month_head,
    month_title,
    short,
    short_day,
    some,
    started,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from sopti.core.periods import Period
    from sopti.people.models import Court
    from sopti.people.worktime import Interval, WorkCalendar

KEY = "availability"
THERE = (Kind.HTTP, Kind.TCP, Kind.PING)  # what is there or away; the others grow old
LEAST_OBSTACLE = 30  # minutes of the clock, from which on an outage is an obstacle
MONITORS = (
    Column(head="Yang dipantau", wide=3),
    Column(head="Bidang", wide=2),
    Column(head="Tersedia", kind="number"),
    Column(head="Hari diperiksa", kind="number"),
    Column(head="Gangguan", kind="number"),
    Column(head="Terlama", wide=2),
)
OUTAGES = (
    Column(head="Mulai", wide=2),
    Column(head="Yang terganggu", wide=3),
    Column(head="Lama", wide=2),
    Column(head="Yang terlihat", wide=4),
    Column(head="Berkas", wide=3),
    Column(head="Keadaan", kind="state"),
)
MONTHLY = (
    Column(head="Bulan"),
    Column(head="Gangguan", kind="number"),
    Column(head="Lama seluruhnya", wide=2),
    Column(head="Terlama", wide=2),
)


def tell(court: Court, period: Period) -> Chapter | None:
    """Return the chapter; None where nothing is or was watched. Three queries."""
    told = _Told(court, period)
    if not told.shown:
        return None
    outages, more = told.outage_tables()
    return Chapter(
        key=KEY,
        title="Ketersediaan dan gangguan",
        sentences=(*told.sentences(), *more),
        tables=(told.monitor_table(), *outages),
        charts=() if period.is_month else told.charts(),
        obstacles=told.obstacles(),
        figures=told.figures(),
    )


@dataclass(frozen=True)
class _Times:
    """How long a target should have been there, and how long it was away, in working minutes."""

    wanted: int
    away: int
    days: int

    @property
    def part(self) -> float:
        """Return which part of the time it was there."""
        return (self.wanted - self.away) / self.wanted if self.wanted else 0

    @property
    def share(self) -> str:
        """Return "99,6%", rounded down: only what was never away is 100,0%."""
        if not self.wanted:
            return NOTHING
        return f"{number((1000 * (self.wanted - self.away) // self.wanted) / 10)}%"


class _Told:
    """The monitors of a court in a period, as of its end."""

    def __init__(self, court: Court, period: Period) -> None:
        self.court, self.period, self.tz = court, period, court.tz
        self.begins, self.until = period.begins(court.tz), judged_at(court, period)
        self.calendar: WorkCalendar = calendar_of(court)
        self.days = self._days()
        self.outages = self._outages()
        with_outages = {one.monitor_id for one in self.outages}
        self.shown = [
            one
            for one in Monitor.objects.filter(court=court).order_by("section", "name", "pk")
            if one.pk in self.days or one.pk in with_outages
        ]
        self.told_of = [one for one in self.outages if one.began_at >= self.begins]

    def _days(self) -> dict[int, set[date]]:
        """Return the days of the court on which each monitor looked."""
        found: dict[int, set[date]] = defaultdict(set)
        rows = Tally.objects.filter(
            monitor__court=self.court, span=Span.DAY, checks__gt=0,
            at__gte=self.begins, at__lt=self.until,
        )  # fmt: skip
        for monitor, at in rows.order_by().values_list("monitor", "at"):
            found[monitor].add(day_at(at, self.tz))
        return found

    def _outages(self) -> list[Outage]:
        """Return what was away in the period, also what began before it."""
        still = Q(ended_at=None) | Q(ended_at__gt=self.begins)
        found = Outage.objects.filter(still, monitor__court=self.court, began_at__lt=self.until)
        return list(
            found.select_related("monitor", "case", "behind__monitor").order_by("began_at", "pk")
        )

    # ------------------------------------------------------------------------------ the targets
    def of(self, monitor: Monitor) -> list[Outage]:
        return [one for one in self.outages if one.monitor_id == monitor.pk]

    def times(self, monitor: Monitor) -> _Times:
        days = self.days.get(monitor.pk, set())
        spans = [span for day in days for span in self.calendar.intervals(day)]
        wanted = sum(_minutes((begins, min(ends, self.until))) for begins, ends in spans)
        away = sum(self._away(one, spans) for one in self.of(monitor))
        return _Times(wanted, min(away, wanted), len(days))

    def _away(self, outage: Outage, spans: Iterable[Interval]) -> int:
        ends = self.ended(outage)
        return sum(
            _minutes((max(first, outage.began_at), min(last, ends))) for first, last in spans
        )

    def ended(self, outage: Outage) -> datetime:
        return min(outage.ended_at or self.until, self.until)

    def lasted(self, outage: Outage) -> int:
        """Return its minutes by the clock, within the period."""
        return _minutes((max(outage.began_at, self.begins), self.ended(outage)))

    def monitor_table(self) -> Table:
        return Table(
            caption=f"Ketersediaan pada jam kerja, {self.period.words}",
            columns=MONITORS,
            rows=tuple(self._monitor_row(one) for one in self.shown if one.kind in THERE),
            empty=f"Tidak ada sambungan atau layanan yang dipantau pada {self.period.words}.",
        )

    def _monitor_row(self, monitor: Monitor) -> Row:
        outages, times = self.of(monitor), self.times(monitor)
        longest = max(map(self.lasted, outages), default=0)
        return (
            monitor.name, monitor.get_section_display(), times.share, cell(times.days),
            cell(len(outages)), lasting(longest) if outages else NOTHING,
        )  # fmt: skip

    # ------------------------------------------------------------------------------ the outages
    def outage_tables(self) -> tuple[tuple[Table, ...], tuple[str, ...]]:
        """Return the outages one by one; in a longer period, their sums by month."""
        if not self.told_of:
            return (), ()
        if not self.period.is_month:
            return (self._by_month(),), ()
        rows = [self._outage_row(one) for one in self.told_of]
        kept, more = capped(rows, register="halaman Pemantauan")
        return (Table(caption="Gangguan yang terpantau", columns=OUTAGES, rows=kept),), more

    def _outage_row(self, one: Outage) -> Row:
        began = day_at(one.began_at, self.tz)
        is_back = one.ended_at is not None and one.ended_at < self.until
        seen = f"ikut terganggu: {one.behind.monitor}" if one.behind else one.seen
        return (
            f"{short_day(began, self.period)} {clock(one.began_at, self.tz)}", one.monitor.name,
            lasting(self.lasted(one)), short(seen).rstrip("."),
            one.case.number if one.case else NOTHING, self._state(one, is_back=is_back),
        )  # fmt: skip

    def _state(self, one: Outage, *, is_back: bool) -> str:
        if not is_back:
            return f"{BAD}masih"
        return f"{GOOD}{'dijeda' if one.was_paused else 'pulih'}"

    def _by_month(self) -> Table:
        rows = []
        for month in months_in(self.period):
            lasted = [self.lasted(one) for one in self.told_of if month.has(one.began_at, self.tz)]
            times = map(lasting, (sum(lasted), max(lasted))) if lasted else (NOTHING, NOTHING)
            rows.append((month_title(month), cell(len(lasted)), *times))
        return Table(caption="Gangguan menurut bulan", columns=MONTHLY, rows=tuple(rows))

    def charts(self) -> tuple[Chart, ...]:
        months = months_in(self.period)
        counts = [sum(month.has(one.began_at, self.tz) for one in self.told_of) for month in months]
        if not any(counts):
            return ()
        values = by_month(months, counts, until=self.until, tz=self.tz)
        return (
            Chart(
                kind="columns",
                title=f"Gangguan yang terpantau, {self.period.words}",
                names=tuple(map(month_head, months)),
                series=(Series(label="Gangguan", values=values),),
                unit="gangguan",
            ),
        )

    # ---------------------------------------------------------------------------------- in words
    def sentences(self) -> tuple[str, ...]:
        watched = sum(one.kind in THERE for one in self.shown)
        head = f"{_count_said(len(self.told_of))} terpantau pada {self.period.words}"
        count = f"{number(watched)} sambungan dan layanan dipantau"
        how = (
            "Ketersediaan dihitung pada jam kerja pengadilan, dari hari-hari yang diperiksa; "
            "lama gangguan dihitung menurut jam dinding."
        )
        return (f"{started(head)}; {count}.", *self._worst(), how)

    def _worst(self) -> tuple[str, ...]:
        """Name the target that was away most of its working hours, if any was."""
        found = [(self.times(one), one) for one in self.shown if one.kind in THERE]
        away = [one for one in found if one[0].away]
        if not away:
            return ()
        times, worst = min(away, key=lambda one: one[0].part)
        return (f"Paling rendah ketersediaannya {worst.name}: {times.share}.",)

    def figures(self) -> tuple[Figure, ...]:
        """Return the availability of SIPP, on which the court's work hangs; else of the lowest."""
        found = [(self.times(one), one) for one in self.shown if one.kind in THERE]
        wanted = [one for one in found if one[0].wanted]
        sipp = [one for one in wanted if one[1].section == Section.SIPP]
        if not wanted:
            return ()
        times, shown = min(sipp or wanted, key=lambda one: one[0].part)
        words = f"{shown.name} tersedia pada jam kerja"
        return (Figure(big=times.share.rstrip("%"), unit="%", words=words),)

    def obstacles(self) -> tuple[str, ...]:
        """Return what was away for long; what only rode on a line's outage is not told twice."""
        long = [
            one
            for one in self.told_of
            if one.behind_id is None and self.lasted(one) >= LEAST_OBSTACLE
        ]
        long.sort(key=self.lasted, reverse=True)
        return some(map(self._obstacle, long), rest="gangguan")

    def _obstacle(self, one: Outage) -> str:
        day = plain_date(day_at(one.began_at, self.tz))
        number_ = f" ({one.case.number})" if one.case else ""
        return f"{one.monitor} terganggu {lasting(self.lasted(one))} pada {day}{number_}."


def _count_said(count: int) -> str:
    return f"{number(count)} gangguan" if count else "tidak ada gangguan yang"


def _minutes(span: Interval) -> int:
    return max(int((span[1] - span[0]).total_seconds() // 60), 0)
