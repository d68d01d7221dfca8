"""What the report of a period tells of the service requests."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from requests.enums import Answer, Priority
from requests.filed import UNSET, Filed, Late, filed_in, late_in, standing
from requests.models import Confirmation
from requests.rules import SECTION
from sopti.core.periods import Period, months_in
from sopti.core.words import listed, month_name, number
from sopti.sop.models import Edition
from sopti.ui.charts import Chart, Series
from sopti.workflow.chapters import Chapter, Column, Figure, Photo, Table
from sopti.workflow.enums import CaseStatus
from sopti.workflow.models import Attachment, Case
from sopti.workflow.realisation import MOST_PHOTOS, photo_of
from sopti.workflow.telling import (
    NOTHING,
    Row,
    by_month,
    capped,
    cell,
    judged_at,
    month_head,
    month_title,
    of_them,
    overrun,
    share,
    short,
    short_at,
    so_many,
    some,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sopti.people.models import Court

KEY = "service_request"
A_YEAR = 12
REGISTER = (
    Column(head="No. reg.", kind="number"),
    Column(head="Masuk"),
    Column(head="Pemohon, unit", wide=3),
    Column(head="Perihal", wide=4),
    Column(head="Prioritas"),
    Column(head="Mulai"),
    Column(head="Selesai"),
    Column(head="Tepat waktu", kind="state"),
)
MONTHLY = (
    Column(head="Bulan", wide=2),
    *(
        Column(head=head, kind="number")
        for head in (
            "Masuk",
            "Selesai",
            "Tepat waktu",
            "Lewat norma",
            "Ditolak, ditarik",
            "Berjalan",
        )
    ),
)
PRIORITIES = (*(one.label.rpartition(" - ")[2] for one in Priority), UNSET)


def tell(court: Court, period: Period) -> Chapter | None:
    """Return the chapter; None where the SOP has no table of requests and nobody ever asked.

    The queries are the same however many requests there are.
    """
    told = _Told(court, period)
    if not told.has_table and not told.all:
        return None
    main, more = told.main_table()
    return Chapter(
        key=KEY,
        title="Permintaan layanan",
        sentences=(*told.sentences(), *more),
        tables=(main, *told.by_unit()),
        charts=(*told.by_category(), *told.by_month()),
        photos=told.photos(),
        obstacles=told.obstacles(),
        figures=told.figures(),
    )


class _Told:
    """The requests of a period, and in short those of the year that ends with it."""

    def __init__(self, court: Court, period: Period) -> None:
        self.court, self.period, self.tz = court, period, court.tz
        self.until = judged_at(court, period)
        self.year = _year_until(period)
        self.late: Late = late_in(court, self.year, until=self.until)
        self.all = filed_in(court, period, until=self.until, late=self.late)
        self.ends = self._ends_of_the_year()
        self.has_table = any(
            procedure.section == SECTION
            for edition in Edition.objects.in_force().filter(document__court=court)
            for procedure in edition.sop.procedures
        )

    def _ends_of_the_year(self) -> list[tuple[int, datetime, CaseStatus]]:
        """Return (case, filed, standing) of all requests of the year that ends with the period."""
        found = Case.objects.filter(
            court=self.court, service_request__isnull=False,
            opened_at__gte=self.year.begins(self.tz), opened_at__lt=self.year.ends(self.tz),
        ).exclude(status=CaseStatus.CANCELLED)  # fmt: skip
        rows = found.order_by().values_list("pk", "opened_at", "status", "closed_at")
        return [
            (pk, opened_at, standing(status, closed_at, self.until))
            for pk, opened_at, status, closed_at in rows
        ]

    @property
    def done(self) -> list[Filed]:
        return [one for one in self.all if one.is_done]

    @property
    def in_time(self) -> list[Filed]:
        return [one for one in self.all if one.is_in_time]

    # ---------------------------------------------------------------------------------- in words
    def sentences(self) -> tuple[str, ...]:
        if not self.all:
            nothing = f"Tidak ada permintaan layanan yang masuk pada {self.period.words}."
            return (nothing, *self._carried_said())
        head = f"{number(len(self.all))} permintaan layanan masuk pada {self.period.words}"
        return (f"{head}{self._done_said()}", *self._others_said(), *self._carried_said())

    def figures(self) -> tuple[Figure, ...]:
        """Return how many were filed, and how many of the done ones were in time."""
        if not self.all:
            return ()
        done, good = len(self.done), len(self.in_time)
        words = f"permintaan layanan masuk, {number(done)} selesai"
        filed = Figure(big=number(len(self.all)), words=words)
        said = f"selesai tepat waktu ({share(good, done)})"
        judged = Figure(big=number(good), unit=f"dari {number(done)}", words=said)
        return (filed, judged) if done else (filed,)

    def _done_said(self) -> str:
        done, good = len(self.done), len(self.in_time)
        said = of_them(done, len(self.all), "selesai")
        if not done:
            return f"{said}."
        return f"{said}; {number(good)} dari {number(done)} tepat waktu ({share(good, done)})."

    def _others_said(self) -> tuple[str, ...]:
        count = Counter(one.status for one in self.all)
        told = [
            (count[CaseStatus.RUNNING], "masih berjalan"),
            (count[CaseStatus.REFUSED], "ditolak"),
            (count[CaseStatus.WITHDRAWN], "ditarik pemohonnya"),
            (count[CaseStatus.MERGED], "digabung dengan permintaan lain"),
            (self._reopened(), "dibuka kembali oleh pemohonnya"),
        ]
        said = [f"{number(many_)} permintaan {words}" for many_, words in told if many_]
        return (f"{listed(said)}.",) if said else ()

    def _reopened(self) -> int:
        return Confirmation.objects.filter(
            case__court=self.court, state=Answer.REOPENED,
            confirmed_at__gte=self.period.begins(self.tz), confirmed_at__lt=self.until,
        ).count()  # fmt: skip

    def _carried_said(self) -> tuple[str, ...]:
        """Say how many requests from before the period ended in it."""
        ended = Case.objects.filter(
            court=self.court, service_request__isnull=False, status=CaseStatus.DONE,
            opened_at__lt=self.period.begins(self.tz),
            closed_at__gte=self.period.begins(self.tz), closed_at__lt=self.until,
        ).count()  # fmt: skip
        if not ended:
            return ()
        what = "bulan" if self.period.is_month else "tahun"
        return (f"Selain itu selesai {number(ended)} permintaan dari {what} sebelumnya.",)

    # ------------------------------------------------------------------------------------ tables
    def main_table(self) -> tuple[Table, tuple[str, ...]]:
        """Return the requests one by one; in a longer period, their sums by month."""
        if not self.period.is_month:
            return self._monthly(), ()
        rows, more = capped([self._row(one) for one in self.all], register="Register permintaan")
        empty = f"Tidak ada permintaan layanan pada {self.period.words}."
        return Table(caption=self._caption(), columns=REGISTER, rows=rows, empty=empty), more

    def _caption(self) -> str:
        head = f"Permintaan layanan {self.period.words}"
        if not self.all:
            return head
        rest = self.all[0].case.number.partition("/")[2]
        return f"{head} (nomor register …/{rest})"

    def _row(self, one: Filed) -> Row:
        case, tz = one.case, self.tz
        closed = case.closed_at if one.status != CaseStatus.RUNNING else None
        return (
            case.number.partition("/")[0], short_at(case.opened_at, self.period, tz), one.who,
            short(case.title), one.priority.lower() if one.priority != UNSET else NOTHING,
            short_at(one.begun_at, self.period, tz), short_at(closed, self.period, tz), one.state,
        )  # fmt: skip

    def _monthly(self) -> Table:
        by_month = [
            (month, [one for one in self.all if month.has(one.case.opened_at, self.tz)])
            for month in months_in(self.period)
        ]
        return Table(
            caption=f"Permintaan layanan menurut bulan, {self.period.words}",
            columns=MONTHLY,
            rows=tuple((month_title(month), *_sums(found)) for month, found in by_month),
            total=("Jumlah", *_sums(self.all)),
        )

    def by_unit(self) -> tuple[Table, ...]:
        if not self.all:
            return ()
        shown = [one for one in PRIORITIES if any(row.priority == one for row in self.all)]
        columns = [Column(head="Unit", wide=4)]
        columns += [Column(head=head, kind="number") for head in (*shown, "Jumlah", "Lewat norma")]
        units: dict[str, list[Filed]] = {}
        for one in self.all:
            units.setdefault(one.unit, []).append(one)
        ordered = sorted(units.items(), key=lambda unit: (-len(unit[1]), unit[0]))
        rows = tuple((name, *_by_priority(found, shown)) for name, found in ordered)
        total = ("Jumlah", *_by_priority(self.all, shown))
        caption = "Permintaan menurut unit dan prioritas"
        return (Table(caption=caption, columns=tuple(columns), rows=rows, total=total),)

    # ------------------------------------------------------------------------------------ charts
    def by_category(self) -> tuple[Chart, ...]:
        """Draw what was done, in time and late, the largest category first."""
        counts = Counter(one.category for one in self.done)
        if not counts:
            return ()
        good = Counter(one.category for one in self.in_time)
        names = sorted(counts, key=lambda name: (-counts[name], name))
        return (
            Chart(
                kind="bars",
                title="Permintaan yang selesai menurut kategori",
                names=tuple(names),
                series=(
                    Series(label="Tepat waktu", values=tuple(float(good[name]) for name in names)),
                    Series(
                        label="Lewat norma",
                        values=tuple(float(counts[name] - good[name]) for name in names),
                        tone="late",
                    ),
                ),
                unit="permintaan",
            ),
        )

    def by_month(self) -> tuple[Chart, ...]:
        months = months_in(self.year)
        filed = [
            [(pk, status) for pk, at, status in self.ends if month.has(at, self.tz)]
            for month in months
        ]
        if not self.ends:
            return ()
        good = [
            sum(status == CaseStatus.DONE and pk not in self.late for pk, status in found)
            for found in filed
        ]
        return (
            Chart(
                kind="lines",
                title=f"Permintaan masuk dan selesai tepat waktu, {_span(self.year)}",
                names=tuple(map(month_head, months)),
                series=(
                    Series(label="Masuk", values=self._drawn(map(len, filed)),
                           tone="soft"),
                    Series(label="Selesai tepat waktu", values=self._drawn(good)),
                ),
                unit="permintaan",
            ),
        )  # fmt: skip

    def _drawn(self, counts: Iterable[int]) -> tuple[float | None, ...]:
        return by_month(months_in(self.year), counts, until=self.until, tz=self.tz)

    # -------------------------------------------------------------------------------- what hinders
    def obstacles(self) -> tuple[str, ...]:
        late = [one for one in self.all if one.late is not None and (one.is_done or one.is_overdue)]
        if self.period.is_month or not late:
            late.sort(key=lambda one: -(one.late or 0))
            return some(map(_obstacle, late), rest="permintaan")
        done = sum(one.is_done for one in late)
        left = so_many(len(late) - done, "masih berjalan")
        count = number(len(late))
        return (f"{count} permintaan melewati norma pada {self.period.words}, {left}.",)

    def photos(self) -> tuple[Photo, ...]:
        """Return pictures that officers added to their steps: what requesters sent stays inside."""
        found = Attachment.objects.filter(
            case__in=[one.case for one in self.done], task__isnull=False,
            content_type__startswith="image/", added_at__lt=self.until,
        ).select_related("case")  # fmt: skip
        return tuple(photo_of(one, self.tz) for one in found[:MOST_PHOTOS])


def _year_until(period: Period) -> Period:
    """Return the twelve months that end with the period."""
    last = period.last.replace(day=1)
    year, month = divmod(last.year * A_YEAR + last.month - A_YEAR, A_YEAR)
    return Period(last.replace(year=year, month=month + 1), period.last)


def _span(year: Period) -> str:
    return f"{month_name(year.first)} sampai {month_name(year.last)}"


def _sums(found: list[Filed]) -> Row:
    done = sum(one.is_done for one in found)
    good = sum(one.is_in_time for one in found)
    running = sum(one.status == CaseStatus.RUNNING for one in found)
    counts = (len(found), done, good, done - good, len(found) - done - running, running)
    return tuple(map(cell, counts))


def _by_priority(found: list[Filed], shown: list[str]) -> Row:
    counts = Counter(one.priority for one in found)
    late = sum(one.late is not None and (one.is_done or one.is_overdue) for one in found)
    return tuple(map(cell, (*(counts[one] for one in shown), len(found), late)))


def _obstacle(one: Filed) -> str:
    what = f"Permintaan {one.case.number} ({short(one.case.title, 70)})"
    late = f"{overrun(one.late)} dari norma" if one.late else "melewati norma"
    return f"{what} {'selesai' if one.is_done else 'masih berjalan'}, {late}."
