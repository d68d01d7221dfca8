"""What the report of a period tells of security: what was seen, let in, mended and rehearsed."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from django.db.models import Q

from maintenance.security.applications.enums import Verdict
from maintenance.security.applications.models import Acceptance, Weakness
from maintenance.security.risks.enums import Level, RehearsalOutcome
from maintenance.security.risks.models import RecoveryPlan, Rehearsal, Risk
from maintenance.security.watch.models import Threat
from sopti.core.words import listed, number, plain_date
from sopti.workflow.chapters import BAD, GOOD, OPEN, Chapter, Column, Table
from sopti.workflow.realisation import realisation
from sopti.workflow.telling import (
    NOTHING,
    Row,
    capped,
    day_at,
    judged_at,
    lasting,
    lowered,
    of_them,
    short,
    short_at,
    short_day,
    so_many,
    some,
    started,
)

if TYPE_CHECKING:
    from sopti.core.periods import Period
    from sopti.people.models import Court

KEY = "security"
WITHHELD = "rincian ada pada daftar celah"
HIGH = (Level.EXTREME, Level.HIGH)
THREATS = (
    Column(head="Terlihat"),
    Column(head="Yang terlihat", wide=4),
    Column(head="Di mana", wide=2),
    Column(head="Tingkat"),
    Column(head="Tindakan", wide=4),
    Column(head="Keadaan", kind="state"),
)
ACCEPTED = (
    Column(head="Selesai"),
    Column(head="Aplikasi", wide=3),
    Column(head="Versi"),
    Column(head="Berkas", wide=2),
    Column(head="Putusan", kind="state"),
)
WEAKNESSES = (
    Column(head="Ditemukan"),
    Column(head="Aplikasi", wide=2),
    Column(head="Celah", wide=4),
    Column(head="Tingkat"),
    Column(head="Cara ditutup", wide=3),
    Column(head="Keadaan", kind="state"),
)
RISKS = (
    Column(head="Risiko", wide=4),
    Column(head="Tingkat"),
    Column(head="Perlakuan", wide=2),
    Column(head="Ditinjau"),
    Column(head="Peninjauan", kind="state"),
)
REHEARSALS = (
    Column(head="Tanggal"),
    Column(head="Layanan yang dipulihkan", wide=3),
    Column(head="Lama"),
    Column(head="Batas"),
    Column(head="Yang dipelajari", wide=4),
    Column(head="Hasil", kind="state"),
)
MARKS = {
    RehearsalOutcome.WORKED: GOOD, RehearsalOutcome.PARTLY: OPEN, RehearsalOutcome.FAILED: BAD,
}  # fmt: skip


def tell(court: Court, period: Period) -> Chapter | None:
    """Return the chapter; None where the SOP has no such table and nothing is kept."""
    section = realisation(court, "security", period)
    told = _Told(court, period)
    if section.is_empty and told.is_empty:
        return None
    tables, more = told.tables()
    return Chapter(
        key=KEY,
        title="Pengamanan",
        sentences=(*told.sentences(), *section.sentences, *more),
        plan=section.plan,
        tables=(*section.tables, *tables),
        photos=section.photos,
        obstacles=(*told.obstacles(), *section.obstacles),
    )


class _Told:
    """What the registers of security keep of a period; six queries."""

    def __init__(self, court: Court, period: Period) -> None:
        self.period, self.tz = period, court.tz
        self.until = judged_at(court, period)
        self.today = day_at(self.until, self.tz)
        days, begins = (period.first, period.last), period.begins(self.tz)
        self.threats = list(
            Threat.objects.filter(court=court, seen_at__gte=begins, seen_at__lt=self.until)
            .select_related("incident")
            .order_by("seen_at", "pk")
        )
        self.accepted = list(
            Acceptance.objects.filter(
                application__court=court, ended_at__gte=begins, ended_at__lt=self.until
            )
            .select_related("application", "case")
            .order_by("ended_at", "pk")
        )
        self.weaknesses = list(
            Weakness.objects.filter(application__court=court, found_on__lte=period.last)
            .filter(Q(fixed_on=None) | Q(fixed_on__gte=period.first))
            .select_related("application")
            .order_by("found_on", "pk")
        )
        self.risks = list(Risk.objects.filter(court=court, closed_on=None))
        self.rehearsals = list(
            Rehearsal.objects.filter(plan__court=court, held_on__range=days)
            .select_related("plan")
            .order_by("held_on", "pk")
        )
        self.unrehearsed = list(
            RecoveryPlan.objects.filter(court=court, is_active=True, due_on__lt=self.today)
        )

    @property
    def is_empty(self) -> bool:
        kept = (self.threats, self.accepted, self.weaknesses, self.risks, self.rehearsals)
        return not any((*kept, self.unrehearsed))

    # ---------------------------------------------------------------------------------- in words
    def sentences(self) -> tuple[str, ...]:
        told = (
            self._threats_said(), self._weaknesses_said(), self._risks_said(),
            self._rehearsals_said(),
        )  # fmt: skip
        return tuple(filter(None, told))

    def _threats_said(self) -> str:
        if not self.threats:
            return f"Tidak ada peringatan dini keamanan pada {self.period.words}."
        count = len(self.threats)
        closed = of_them(sum(map(self._is_closed, self.threats)), count, "ditutup")
        incidents = sum(one.incident_id is not None for one in self.threats)
        return (
            f"{number(count)} peringatan dini keamanan dicatat pada {self.period.words}{closed}; "
            f"{so_many(incidents, 'menjadi insiden')}."
        )

    def _is_closed(self, one: Threat) -> bool:
        return one.closed_at is not None and one.closed_at < self.until

    def _weaknesses_said(self) -> str:
        if not self.weaknesses:
            return ""
        first = self.period.first
        found = sum(one.found_on >= first for one in self.weaknesses)
        fixed = sum(self._is_fixed(one) for one in self.weaknesses)
        left = len(self.weaknesses) - fixed
        return (
            f"Celah aplikasi: {number(found)} baru ditemukan, {number(fixed)} ditutup, "
            f"{number(left)} masih terbuka."
        )

    def _is_fixed(self, one: Weakness) -> bool:
        return one.fixed_on is not None and one.fixed_on <= self.period.last

    def _risks_said(self) -> str:
        if not self.risks:
            return ""
        count = Counter(one.level for one in self.risks)
        told = [
            f"{number(count[level])} {level.label.lower()}"
            for level in (Level.EXTREME, Level.HIGH, Level.MIDDLE, Level.LOW)
            if count[level]
        ]
        return f"{number(len(self.risks))} risiko dikelola: {listed(told)}."

    def _rehearsals_said(self) -> str:
        if not self.rehearsals:
            return ""
        worked = sum(one.outcome == RehearsalOutcome.WORKED for one in self.rehearsals)
        return f"{number(worked)} dari {number(len(self.rehearsals))} latihan pemulihan berhasil."

    # ------------------------------------------------------------------------------------ tables
    def tables(self) -> tuple[list[Table], tuple[str, ...]]:
        """Return the tables that have rows, and what says where the rest of a long one is."""
        high = [one for one in self.risks if one.level in HIGH]
        found = (
            ("Peringatan dini", THREATS, map(self._threat, self.threats)),
            ("Penerimaan aplikasi", ACCEPTED, map(self._acceptance, self.accepted)),
            ("Celah aplikasi", WEAKNESSES, map(self._weakness, self.weaknesses)),
            ("Risiko tinggi dan ekstrem", RISKS, map(self._risk, high)),
            ("Latihan pemulihan", REHEARSALS, map(self._rehearsal, self.rehearsals)),
        )
        tables: list[Table] = []
        said: tuple[str, ...] = ()
        for caption, columns, rows in found:
            kept, more = capped(list(rows), register="menu Keamanan")
            said += more
            if kept:
                tables.append(Table(caption=caption, columns=columns, rows=kept))
        return tables, said

    def _threat(self, one: Threat) -> Row:
        closed = short_at(one.closed_at, self.period, self.tz)
        state = f"{GOOD}ditutup {closed}" if self._is_closed(one) else f"{OPEN}terbuka"
        return (
            short_at(one.seen_at, self.period, self.tz), short(one.what), one.where,
            lowered(one.get_severity_display()), short(one.action) or NOTHING, state,
        )  # fmt: skip

    def _acceptance(self, one: Acceptance) -> Row:
        mark = BAD if one.verdict == Verdict.NO else GOOD if one.verdict else OPEN
        said = lowered(one.get_verdict_display()) or "tidak dilanjutkan"
        return (
            short_at(one.ended_at, self.period, self.tz), one.application.name,
            one.version or NOTHING, one.case.number, f"{mark}{said}",
        )  # fmt: skip

    def _weakness(self, one: Weakness) -> Row:
        """Return a weakness; how an open one is used stays in the house."""
        fixed = short_day(one.fixed_on, self.period)
        state = f"{GOOD}ditutup {fixed}" if self._is_fixed(one) else f"{OPEN}terbuka"
        return (
            short_day(one.found_on, self.period), one.application.name,
            short(one.what) if self._is_fixed(one) else WITHHELD,
            lowered(one.get_severity_display()),
            (short(one.remedy) if self._is_fixed(one) else "") or NOTHING, state,
        )  # fmt: skip

    def _risk(self, one: Risk) -> Row:
        is_late = one.due_on < self.today
        state = (
            f"{BAD}lewat {number((self.today - one.due_on).days)} hari" if is_late else f"{GOOD}ya"
        )
        return (
            short(one.what), lowered(one.level.label), lowered(one.get_treatment_display()),
            short_day(one.reviewed_on, self.period), state,
        )  # fmt: skip

    def _rehearsal(self, one: Rehearsal) -> Row:
        outcome = RehearsalOutcome(one.outcome)
        return (
            short_day(one.held_on, self.period), one.plan.name, lasting(one.minutes),
            lasting(one.plan.within_minutes), short(one.lessons),
            f"{MARKS[outcome]}{lowered(outcome.label)}",
        )  # fmt: skip

    # -------------------------------------------------------------------------------- what hinders
    def obstacles(self) -> tuple[str, ...]:
        threats = [one for one in self.threats if not self._is_closed(one)]
        return (
            *some((f"Peringatan dini belum ditutup: {_named(one)}." for one in threats),
                  rest="peringatan dini"),
            *some((f"Celah {one.application} ({lowered(one.get_severity_display())}) masih terbuka "
 f"sejak {plain_date(one.found_on)}."
                   for one in self.weaknesses if not self._is_fixed(one)), rest="celah"),
            *some((f"Risiko belum ditinjau, batasnya {plain_date(one.due_on)}: {_named(one)}."
                   for one in self.risks if one.due_on < self.today), rest="risiko"),
            *some((f"Pemulihan {one} belum dilatih; batasnya {plain_date(one.due_on)}."
                   for one in self.unrehearsed), rest="rencana pemulihan"),
        )  # fmt: skip


def _named(one: Threat | Risk) -> str:
    return started(short(one.what)).rstrip(".")
