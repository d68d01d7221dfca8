"""What the report of a period tells of the network: its lines, what was wrong, who mended it."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from django.db.models import Q

from maintenance.network.enums import LineState, Result, Severity
from maintenance.network.models import Finding, Line, LineCheck, Repair
from sopti.core.words import listed, number, plain_date
from sopti.workflow.chapters import BAD, GOOD, OPEN, Chapter, Column, Table
from sopti.workflow.realisation import realisation
from sopti.workflow.telling import (
    NOTHING,
    Row,
    capped,
    cell,
    day_at,
    judged_at,
    lowered,
    of_them,
    short,
    short_at,
    some,
)

if TYPE_CHECKING:
    from sopti.core.periods import Period
    from sopti.people.models import Court

KEY = "network"
LINES = (
    Column(head="Jalur", wide=3),
    Column(head="Penyedia", wide=2),
    Column(head="Dijanjikan"),
    Column(head="Diukur", kind="number"),
    Column(head="Unduh rata-rata", kind="number"),
    Column(head="Terendah", kind="number"),
    Column(head="Keadaan", kind="state"),
)
FINDINGS = (
    Column(head="Ditemukan"),
    Column(head="Letak", wide=3),
    Column(head="Masalah", wide=4),
    Column(head="Berat"),
    Column(head="Penyelesaian", wide=3),
    Column(head="Keadaan", kind="state"),
)
REPAIRS = (
    Column(head="Selesai"),
    Column(head="Berkas", wide=2),
    Column(head="Jalan", wide=2),
    Column(head="Yang membantu", wide=2),
    Column(head="Tindakan", wide=4),
    Column(head="Hasil", kind="state"),
)
MARKS = {Result.WORKS: GOOD, Result.PARTLY: OPEN, Result.NOT: BAD}


def tell(court: Court, period: Period) -> Chapter | None:
    """Return the chapter; None where the SOP has no such table and no line is kept."""
    section = realisation(court, "network", period)
    told = _Told(court, period, has_cases=bool(section.others))
    if section.is_empty and told.is_empty:
        return None
    tables, more = told.tables()
    return Chapter(
        key=KEY,
        title="Jaringan dan internet",
        sentences=(*told.sentences(), *section.sentences, *more),
        plan=section.plan,
        tables=(*tables, *section.tables),
        photos=section.photos,
        obstacles=(*told.obstacles(), *section.obstacles),
    )


class _Told:
    """The network of a court in a period; four queries."""

    def __init__(self, court: Court, period: Period, *, has_cases: bool) -> None:
        self.has_cases = has_cases
        self.period, self.tz, self.until = period, court.tz, judged_at(court, period)
        begins = period.begins(self.tz)
        self.checks: dict[int, list[LineCheck]] = defaultdict(list)
        for check in LineCheck.objects.filter(
            line__court=court, at__gte=begins, at__lt=self.until
        ).order_by("at", "pk"):
            self.checks[check.line_id].append(check)
        lines = Line.objects.filter(court=court)
        self.lines = [one for one in lines if one.is_active or one.pk in self.checks]
        still = Q(solved_at=None) | Q(solved_at__gte=begins)
        self.findings = list(
            Finding.objects.filter(still, court=court, found_at__lt=self.until)
            .select_related("line", "asset")
            .order_by("found_at", "pk")
        )
        self.repairs = list(
            Repair.objects.filter(case__court=court, at__gte=begins, at__lt=self.until)
            .select_related("case")
            .order_by("at", "pk")
        )

    @property
    def was_mended(self) -> bool:
        """Tell whether cases dealt with troubles, whatever the list of findings says."""
        return bool(self.repairs) or self.has_cases

    @property
    def is_empty(self) -> bool:
        return not (self.lines or self.findings or self.repairs)

    def is_solved(self, one: Finding) -> bool:
        return one.solved_at is not None and one.solved_at < self.until

    # ---------------------------------------------------------------------------------- in words
    def sentences(self) -> tuple[str, ...]:
        return (self._findings_said(), self._lines_said())

    def _findings_said(self) -> str:
        begins = self.period.begins(self.tz)
        new = [one for one in self.findings if one.found_at >= begins]
        old = len(self.findings) - len(new)
        earlier = f"; {number(old)} temuan lain dari sebelumnya" if old else ""
        if not new:
            what = "temuan jaringan yang dicatat" if self.was_mended else "gangguan jaringan"
            return f"Tidak ada {what} pada {self.period.words}{earlier}."
        solved = of_them(sum(map(self.is_solved, new)), len(new), "selesai")
        head = f"{number(len(new))} gangguan jaringan ditemukan pada {self.period.words}"
        return f"{head}{solved}{earlier}."

    def _lines_said(self) -> str:
        if not self.lines:
            return "Belum ada jalur jaringan yang dicatat."
        count = sum(map(len, self.checks.values()))
        if not count:
            return f"{number(len(self.lines))} jalur dipakai; tidak ada yang diukur."
        bad = [one.name for one in self.lines if self._trouble(one)]
        said = f"pernah lambat atau putus: {listed(bad)}" if bad else "semuanya baik"
        return f"{number(len(self.lines))} jalur diukur {number(count)} kali, {said}."

    def _trouble(self, line: Line) -> str:
        """Return "2 lambat, 1 putus", or nothing."""
        count = Counter(check.state for check in self.checks[line.pk])
        told = ((LineState.SLOW, "lambat"), (LineState.DOWN, "putus"))
        return ", ".join(f"{number(count[one])} {words}" for one, words in told if count[one])

    # ------------------------------------------------------------------------------------ tables
    def tables(self) -> tuple[list[Table], tuple[str, ...]]:
        tables: list[Table] = []
        said: tuple[str, ...] = ()
        for caption, columns, rows in (
            ("Jalur dan kecepatannya", LINES, map(self._line, self.lines)),
            ("Temuan pada jaringan", FINDINGS, map(self._finding, self.findings)),
            ("Perbaikan jaringan", REPAIRS, map(self._repair, self.repairs)),
        ):
            kept, more = capped(list(rows), register="menu Jaringan")
            said += more
            if kept:
                tables.append(Table(caption=caption, columns=columns, rows=kept))
        return tables, said

    def _line(self, line: Line) -> Row:
        checks = self.checks[line.pk]
        down = [check.down for check in checks if check.down is not None]
        mean = _speed(sum(down) / len(down) if down else None)
        bad = self._trouble(line)
        state = f"{BAD}{bad}" if bad else f"{GOOD}baik" if checks else f"{OPEN}tidak diukur"
        return (
            f"{line.name} ({line.get_kind_display()})", line.provider or NOTHING,
            _speed(line.down), cell(len(checks)), mean, _speed(min(down, default=None)), state,
        )  # fmt: skip

    def _finding(self, one: Finding) -> Row:
        solved = short_at(one.solved_at, self.period, self.tz)
        state = f"{GOOD}selesai {solved}" if self.is_solved(one) else f"{BAD}belum"
        solution = short(one.solution) if self.is_solved(one) else ""
        return (
            short_at(one.found_at, self.period, self.tz), one.where, short(one.what),
            lowered(one.get_severity_display()), solution or NOTHING, state,
        )  # fmt: skip

    def _repair(self, one: Repair) -> Row:
        result = Result(one.result)
        return (
            short_at(one.at, self.period, self.tz), one.case.number,
            lowered(one.get_road_display()),
            one.helper or NOTHING, short(one.done), f"{MARKS[result]}{lowered(result.label)}",
        )  # fmt: skip

    # -------------------------------------------------------------------------------- what hinders
    def obstacles(self) -> tuple[str, ...]:
        left = [one for one in self.findings if not self.is_solved(one)]
        left.sort(key=lambda one: one.severity != Severity.HEAVY)
        return some(
            (
                f"{one.where}: {short(one.what).rstrip('.')}; ditemukan "
                f"{plain_date(day_at(one.found_at, self.tz))}, belum selesai."
                for one in left
            ),
            rest="temuan jaringan",
        )


def _speed(mbps: float | None) -> str:
    if mbps is None:
        return NOTHING
    return f"{number(mbps, 0 if mbps == int(mbps) else 1)} Mbps"
