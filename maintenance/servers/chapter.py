"""What the report of a period tells of the servers: how full they were, and what was done."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from django.db.models import Q

from maintenance.servers.enums import MEASURED, Measure
from maintenance.servers.models import Server, ServerAlert, ServerDay, ServerWork
from maintenance.servers.saying import amount
from sopti.core.periods import months_in
from sopti.core.words import listed, number, plain_date
from sopti.ui.charts import Chart, Series
from sopti.workflow.chapters import BAD, GOOD, OPEN, Chapter, Column, Table
from sopti.workflow.realisation import realisation
from sopti.workflow.telling import (
    NOTHING,
    TONES,
    Row,
    capped,
    cell,
    day_at,
    judged_at,
    lowered,
    month_head,
    short,
    short_at,
    short_day,
    some,
)

if TYPE_CHECKING:
    from sopti.core.periods import Period
    from sopti.people.models import Court

KEY = "server"
SERVERS = (
    Column(head="Server", wide=3),
    *(
        Column(head=head, kind="number")
        for head in ("Disk tertinggi", "Memori", "Beban", "Suhu", "Hari dibaca")
    ),
    Column(head="Dalam batas", kind="state"),
)
ALERTS = (
    Column(head="Mulai"),
    Column(head="Server", wide=3),
    Column(head="Yang melewati batas", wide=2),
    Column(head="Terbaca", kind="number"),
    Column(head="Batas", kind="number"),
    Column(head="Keadaan", kind="state"),
)
WORKS = (
    Column(head="Tanggal"),
    Column(head="Server", wide=2),
    Column(head="Pekerjaan", wide=2),
    Column(head="Yang dikerjakan", wide=5),
)
WORKS_COUNTED = (
    Column(head="Server", wide=3),
    Column(head="Pekerjaan", wide=3),
    Column(head="Banyak", kind="number"),
    Column(head="Terakhir"),
)


def tell(court: Court, period: Period) -> Chapter | None:
    """Return the chapter; None where the SOP has no such table and no server is kept."""
    section = realisation(court, "server", period)
    told = _Told(court, period)
    if section.is_empty and told.is_empty:
        return None
    works, more = told.works()
    return Chapter(
        key=KEY,
        title="Server",
        sentences=(*told.sentences(), *section.sentences, *more),
        plan=section.plan,
        tables=(told.servers_table(), *told.alerts_table(), *works, *section.tables),
        charts=() if period.is_month else told.charts(),
        photos=section.photos,
        obstacles=(*told.obstacles(), *section.obstacles),
    )


class _Told:
    """The servers of a court in a period; four queries."""

    def __init__(self, court: Court, period: Period) -> None:
        self.period, self.tz, self.until = period, court.tz, judged_at(court, period)
        self.days: dict[int, list[ServerDay]] = defaultdict(list)
        for day in ServerDay.objects.filter(
            server__court=court, day__range=(period.first, period.last), readings__gt=0
        ):
            self.days[day.server_id].append(day)
        found = Server.objects.filter(court=court)
        self.servers = [one for one in found if one.is_active or one.pk in self.days]
        still = Q(ended_at=None) | Q(ended_at__gte=period.begins(self.tz))
        self.alerts = list(
            ServerAlert.objects.filter(still, server__court=court, began_at__lt=self.until)
            .select_related("server")
            .order_by("began_at", "pk")
        )
        self.work = list(
            ServerWork.objects.filter(
                server__court=court, done_on__range=(period.first, period.last)
            )
            .select_related("server")
            .order_by("done_on", "pk")
        )

    @property
    def is_empty(self) -> bool:
        return not (self.servers or self.alerts or self.work)

    def highest(self, server: Server, measure: Measure) -> float | None:
        read = (getattr(day, measure.value) for day in self.days[server.pk])
        return max((value for value in read if value is not None), default=None)

    def over(self, server: Server) -> list[Measure]:
        """Return what was over the limit that holds now."""
        return [
            measure
            for measure in MEASURED
            if (value := self.highest(server, measure)) is not None
            and value >= server.limit(measure)
        ]

    def is_back(self, alert: ServerAlert) -> bool:
        return alert.ended_at is not None and alert.ended_at < self.until

    # ---------------------------------------------------------------------------------- in words
    def sentences(self) -> tuple[str, ...]:
        if not self.servers:
            return (f"Tidak ada server yang dicatat pada {self.period.words}.",)
        read = [one for one in self.servers if self.days[one.pk]]
        if not read:
            count = number(len(self.servers))
            return (f"{count} server dicatat; tidak ada yang dibaca pada {self.period.words}.",)
        high = [one.name for one in read if self.over(one)]
        said = f"melewati batas: {listed(high)}" if high else "semuanya dalam batas"
        head = f"{number(len(read))} dari {number(len(self.servers))} server dibaca"
        return (f"{head} pada {self.period.words}, {said}.", *self._unread())

    def _unread(self) -> tuple[str, ...]:
        """Name the servers of which nothing was read."""
        silent = [one.name for one in self.servers if not self.days[one.pk]]
        return (f"Tidak dibaca: {listed(silent)}.",) if silent else ()

    # ------------------------------------------------------------------------------------ tables
    def servers_table(self) -> Table:
        return Table(
            caption=f"Keadaan server {self.period.words} (angka tertinggi; batas dalam kurung)",
            columns=SERVERS,
            rows=tuple(map(self._server, self.servers)),
            empty=f"Tidak ada server yang dicatat pada {self.period.words}.",
        )

    def _server(self, server: Server) -> Row:
        read = [self._measured(server, measure) for measure in MEASURED]
        days = self.days[server.pk]
        over = ", ".join(lowered(measure.label) for measure in self.over(server))
        state = f"{BAD}{over}" if over else f"{GOOD}ya" if days else f"{OPEN}tidak dibaca"
        return (server.name, *read, cell(len(days)), state)

    def _measured(self, server: Server, measure: Measure) -> str:
        value = self.highest(server, measure)
        if value is None:
            return NOTHING
        return f"{amount(measure, value)} ({amount(measure, server.limit(measure))})"

    def alerts_table(self) -> tuple[Table, ...]:
        rows, _ = capped(list(map(self._alert, self.alerts)), register="halaman Server")
        caption = "Peringatan server"
        return (Table(caption=caption, columns=ALERTS, rows=rows),) if rows else ()

    def _alert(self, one: ServerAlert) -> Row:
        measure = Measure(one.measure)
        ended = short_at(one.ended_at, self.period, self.tz)
        return (
            short_at(one.began_at, self.period, self.tz), one.server.name, lowered(measure.label),
            amount(measure, one.value), amount(measure, one.limit),
            f"{GOOD}kembali {ended}" if self.is_back(one) else f"{BAD}masih",
        )  # fmt: skip

    def works(self) -> tuple[tuple[Table, ...], tuple[str, ...]]:
        """Return the works one by one; in a longer period, how often each sort was done."""
        if not self.period.is_month:
            return self._works_counted(), ()
        rows, more = capped(list(map(self._work, self.work)), register="halaman Server")
        table = Table(caption="Pekerjaan pada server", columns=WORKS, rows=rows)
        return ((table,) if rows else ()), more

    def _work(self, one: ServerWork) -> Row:
        kind = lowered(one.get_kind_display())
        return short_day(one.done_on, self.period), one.server.name, kind, short(one.summary, 200)

    def _works_counted(self) -> tuple[Table, ...]:
        found: dict[tuple[str, str], list[ServerWork]] = defaultdict(list)
        for one in self.work:
            found[one.server.name, lowered(one.get_kind_display())].append(one)
        rows = tuple(
            (*key, cell(len(works)), short_day(works[-1].done_on, self.period))
            for key, works in sorted(found.items())
        )
        table = Table(caption="Pekerjaan pada server", columns=WORKS_COUNTED, rows=rows)
        return (table,) if rows else ()

    def charts(self) -> tuple[Chart, ...]:
        """Draw the highest disk of each month, of the first servers that were read."""
        months = months_in(self.period)
        read = [one for one in self.servers if self.highest(one, Measure.DISK) is not None]
        if not read:
            return ()
        series = tuple(
            Series(label=server.name, values=self._disks(server, months), tone=tone)
            for server, tone in zip(read, TONES, strict=False)
        )
        title = f"Disk tertinggi tiap bulan, {self.period.words}"
        names = tuple(map(month_head, months))
        return (Chart(kind="lines", title=title, names=names, series=series, unit="%"),)

    def _disks(self, server: Server, months: list[Period]) -> tuple[float | None, ...]:
        found: dict[int, float] = {}
        for day in self.days[server.pk]:
            if day.disk is not None:
                found[day.day.month] = max(found.get(day.day.month, 0.0), float(day.disk))
        return tuple(found.get(month.first.month) for month in months)

    # -------------------------------------------------------------------------------- what hinders
    def obstacles(self) -> tuple[str, ...]:
        return some(map(self._obstacle, self.alerts), rest="peringatan server")

    def _obstacle(self, one: ServerAlert) -> str:
        measure = Measure(one.measure)
        day = plain_date(day_at(one.began_at, self.tz))
        state = "sudah kembali" if self.is_back(one) else "belum kembali"
        what = f"{lowered(measure.label)} {amount(measure, one.value)}"
        said = lowered(measure.label) if one.value is None else what
        return f"{one.server}: {said} sejak {day}, {state}."
