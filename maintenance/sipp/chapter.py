"""What the report of a period tells of SIPP: whether it opened, who used it, what was wrong."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from django.db.models import Q

from maintenance.network.enums import Result
from maintenance.sipp.enums import Access
from maintenance.sipp.models import SippAccount, SippCheck, SippComplaint, SippReview
from sopti.backups.enums import Section
from sopti.backups.models import Backup
from sopti.core.words import number, plain_date
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
    so_many,
    some,
)

if TYPE_CHECKING:
    from sopti.core.periods import Period
    from sopti.people.models import Court

KEY = SECTION = "sipp"
ACTIVITIES = (
    Column(head="Kegiatan", wide=3),
    Column(head="Banyak", kind="number"),
    Column(head="Keterangan", wide=4),
    Column(head="Keadaan", kind="state"),
)
COMPLAINTS = (
    Column(head="Masuk"),
    Column(head="Keluhan", wide=4),
    Column(head="Terkena", wide=2),
    Column(head="Berkas", wide=2),
    Column(head="Penanganan", wide=3),
    Column(head="Keadaan", kind="state"),
)


def tell(court: Court, period: Period) -> Chapter | None:
    """Return the chapter; None where the SOP has no such table and nothing was noted."""
    section = realisation(court, SECTION, period)
    told = _Told(court, period)
    if section.is_empty and told.is_empty:
        return None
    complaints, more = told.complaints_table()
    return Chapter(
        key=KEY,
        title="SIPP",
        sentences=(*told.sentences(), *section.sentences, *more),
        plan=section.plan,
        tables=(told.activities(), *complaints, *section.tables),
        photos=section.photos,
        obstacles=(*told.obstacles(), *section.obstacles),
    )


class _Told:
    """What was noted of SIPP in a period; five queries."""

    def __init__(self, court: Court, period: Period) -> None:
        self.period, self.tz, self.until = period, court.tz, judged_at(court, period)
        begins = period.begins(self.tz)
        within = {"at__gte": begins, "at__lt": self.until}
        self.checks = list(SippCheck.objects.filter(court=court, **within).order_by("at", "pk"))
        self.reviews = list(
            SippReview.objects.filter(court=court, on__range=(period.first, period.last)).order_by(
                "on", "pk"
            )
        )
        self.accounts = list(
            SippAccount.objects.filter(court=court, review__on__lte=period.last).filter(
                Q(closed_at=None) | Q(closed_at__gte=begins)
            )
        )
        still = Q(solved_at=None) | Q(solved_at__gte=begins)
        self.complaints = list(
            SippComplaint.objects.filter(still, court=court, at__lt=self.until)
            .select_related("case__sipp_repair")
            .order_by("at", "pk")
        )
        made = Backup.objects.standing().filter(
            plan__court=court, plan__section=Section.SIPP, made_at__gte=begins,
            made_at__lt=self.until,
        )  # fmt: skip
        self.backups = list(made.order_by("made_at").values_list("made_at", "adk"))

    @property
    def is_empty(self) -> bool:
        kept = (self.checks, self.reviews, self.accounts, self.complaints, self.backups)
        return not any(kept)

    @property
    def new(self) -> list[SippComplaint]:
        begins = self.period.begins(self.tz)
        return [one for one in self.complaints if one.at >= begins]

    def is_solved(self, one: SippComplaint) -> bool:
        return one.solved_at is not None and one.solved_at < self.until

    # ---------------------------------------------------------------------------------- in words
    def sentences(self) -> tuple[str, ...]:
        return (self._checks_said(), self._complaints_said())

    def _checks_said(self) -> str:
        if not self.checks:
            return f"Akses SIPP tidak diperiksa pada {self.period.words}."
        good = sum(one.access == Access.GOOD for one in self.checks)
        said = "selalu dapat dibuka" if good == len(self.checks) else self._access_said()
        count = number(len(self.checks))
        return f"Akses SIPP diperiksa {count} kali pada {self.period.words}: {said}."

    def _access_said(self) -> str:
        count = Counter(one.access for one in self.checks)
        told = ((Access.GOOD, "baik"), (Access.SLOW, "lambat"), (Access.DOWN, "tidak dapat dibuka"))
        return ", ".join(f"{number(count[one])} kali {words}" for one, words in told if count[one])

    def _complaints_said(self) -> str:
        new = self.new
        if not new:
            return f"Tidak ada pengaduan SIPP pada {self.period.words}."
        solved = of_them(sum(map(self.is_solved, new)), len(new), "selesai")
        return f"{number(len(new))} pengaduan SIPP masuk{solved}."

    # ------------------------------------------------------------------------------------ tables
    def activities(self) -> Table:
        rows = (self._access(), self._users(), self._accounts(), self._saved(), self._heard())
        return Table(caption=f"Perawatan SIPP {self.period.words}", columns=ACTIVITIES, rows=rows)

    def _access(self) -> Row:
        online = max((one.online for one in self.checks if one.online is not None), default=None)
        seconds = [one.seconds for one in self.checks if one.seconds is not None]
        told = [
            f"puncak {number(online)} pengguna daring" if online is not None else "",
            f"rata-rata terbuka dalam {number(sum(seconds) / len(seconds))} detik"
            if seconds
            else "",
        ]
        bad = sum(one.access != Access.GOOD for one in self.checks)
        state = f"{BAD}{number(bad)} kali terganggu" if bad else f"{GOOD}baik"
        note = ", ".join(filter(None, told)) or NOTHING
        kept = state if self.checks else f"{OPEN}tidak diperiksa"
        return "Pemeriksaan akses dari LAN", cell(len(self.checks)), note, kept

    def _users(self) -> Row:
        if not self.reviews:
            return "Tinjauan pengguna", NOTHING, NOTHING, f"{OPEN}tidak ditinjau"
        last = self.reviews[-1]
        note = f"{number(last.active)} aktif, {number(last.idle)} tidak aktif"
        day = plain_date(last.on)
        return "Tinjauan pengguna", cell(len(self.reviews)), f"{note} ({day})", f"{GOOD}ditinjau"

    def _accounts(self) -> Row:
        closed = [one for one in self.accounts if one.closed_at and one.closed_at < self.until]
        left = len(self.accounts) - len(closed)
        state = f"{BAD}{number(left)} belum" if left else f"{GOOD}tidak ada sisa"
        note = so_many(len(closed), "ditutup")
        return "Akun yang harus ditutup", cell(len(self.accounts)), note, state

    def _saved(self) -> Row:
        if not self.backups:
            return "Backup SIPP", NOTHING, NOTHING, f"{OPEN}tidak ada"
        with_adk = sum(bool(adk) for _, adk in self.backups)
        last = plain_date(day_at(self.backups[-1][0], self.tz))
        note = f"terakhir {last}; {so_many(with_adk, 'dengan ADK')}"
        return "Backup SIPP", cell(len(self.backups)), note, f"{GOOD}ada"

    def _heard(self) -> Row:
        left = sum(not self.is_solved(one) for one in self.complaints)
        state = f"{BAD}{number(left)} belum selesai" if left else f"{GOOD}tidak ada sisa"
        old = len(self.complaints) - len(self.new)
        note = f"dan {number(old)} dari sebelumnya" if old else NOTHING
        return "Pengaduan pengguna", cell(len(self.new)), note, state

    def complaints_table(self) -> tuple[tuple[Table, ...], tuple[str, ...]]:
        rows, more = capped(list(map(self._complaint, self.complaints)), register="menu SIPP")
        table = Table(caption="Pengaduan SIPP", columns=COMPLAINTS, rows=rows)
        return ((table,) if rows else ()), more

    def _complaint(self, one: SippComplaint) -> Row:
        """Return the complaint without who made it: the report goes out of the house."""
        solved = short_at(one.solved_at, self.period, self.tz)
        state = f"{GOOD}selesai {solved}" if self.is_solved(one) else f"{BAD}belum"
        return (
            short_at(one.at, self.period, self.tz), short(one.what),
            lowered(one.get_reach_display()), one.case.number if one.case else NOTHING,
            self._handled(one), state,
        )  # fmt: skip

    def _handled(self, one: SippComplaint) -> str:
        repair = getattr(one.case, "sipp_repair", None) if one.case else None
        if repair is None or repair.at >= self.until:
            return NOTHING
        result = lowered(Result(repair.result).label)
        return f"{repair.get_road_display()}: {result}"

    # -------------------------------------------------------------------------------- what hinders
    def obstacles(self) -> tuple[str, ...]:
        return some((*self._unreached(), *self._unsolved()), rest="hal pada SIPP")

    def _unreached(self) -> list[str]:
        return [
            f"SIPP tidak dapat dibuka saat diperiksa {plain_date(day_at(one.at, self.tz))}."
            for one in self.checks
            if one.access == Access.DOWN
        ]

    def _unsolved(self) -> list[str]:
        return [
            f"Pengaduan SIPP {plain_date(day_at(one.at, self.tz))} belum selesai: "
            f"{short(one.what, 80).rstrip('.')}."
            for one in self.complaints
            if not self.is_solved(one)
        ]
