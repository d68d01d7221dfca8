"""The paper of the plan of a year: what was planned, and what was done of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from maintenance.assets.rules import RETIRERS
from maintenance.upkeep.coverage import Count, year_of
from maintenance.upkeep.months import lines_between
from sopti.core.errors import Refusal
from sopti.core.words import moment, month_name, nip, plain_date
from sopti.people.models import Appointment
from sopti.reports.parts import Fact, PaperFrame, Signature, letterhead_of, printed_words

if TYPE_CHECKING:
    from datetime import datetime

    from maintenance.upkeep.coverage import Year
    from maintenance.upkeep.models import PlanLine, YearPlan
    from sopti.people.models import Court, User


@dataclass(frozen=True)
class LinePaper:
    month: str
    days: str
    kind: str
    count: int
    who: str


@dataclass(frozen=True)
class PlanSheet:
    paper: PaperFrame
    facts: tuple[Fact, ...]
    months: tuple[Count, ...]
    total: Count
    lines: tuple[LinePaper, ...]
    missed: tuple[tuple[str, str, str], ...]  # device, room, months
    sign: Signature


def plan_sheet(user: User, year: int, *, at: datetime) -> PlanSheet:
    """Return the plan of the year of the person's court beside what was done of it."""
    court: Court = user.court  # type: ignore[assignment]  # the rule was asked before
    today = at.astimezone(court.tz).date()
    found = year_of(court, year, today=today)
    if found.plan is None:
        raise Refusal(f"Rencana pemeliharaan {year} belum disusun, jadi belum ada yang dicetak.")
    lines = lines_between(found.plan, date(year, 1, 1), date(year, 12, 31))
    return PlanSheet(
        paper=_frame(court, found, at),
        facts=tuple(_facts(found.plan, found, at)),
        months=tuple(found.months),
        total=found.total,
        lines=tuple(_line(one) for one in lines),
        missed=tuple(
            (str(one.asset), room.name, ", ".join(one.missed))
            for room in found.rooms
            for one in room.assets
            if one.missed
        ),
        sign=_head_of(court, at),
    )


def _frame(court: Court, found: Year, at: datetime) -> PaperFrame:
    heading = "Rencana dan Realisasi Pemeliharaan Perangkat TI"
    return PaperFrame(
        head=letterhead_of(court),
        issuer=court.name,
        heading=heading,
        under=(f"Tahun {found.year}",),
        slip=("Pemeliharaan TI", f"Tahun {found.year}"),
        footer=f"{heading}\nTahun {found.year}",
        printed=printed_words(at, court),
    )


def _facts(plan: YearPlan, found: Year, at: datetime) -> list[Fact]:
    tz, total = plan.court.tz, found.total
    done = f"{total.done} pemeriksaan, {total.bad} bermasalah, {total.gone} tidak ditemukan"
    told = [
        ("Keadaan rencana", plan.get_status_display()),
        ("Disusun", f"{plan.made_by}, {moment(plan.made_at, now=at, tz=tz)}"),
        ("Berkas", str(plan.case.number) if plan.case else ""),
        ("Terjadwal", f"{total.planned} pemeriksaan"),
        ("Terlaksana", f"{done}, {total.handed_on} diteruskan"),
        ("Terlewat", f"{total.missed} pemeriksaan"),
    ]
    if plan.decided_by and plan.decided_at:
        when = moment(plan.decided_at, now=at, tz=tz)
        told.insert(2, ("Diputuskan", f"{plan.decided_by}, {when}"))
    return [Fact(label, text) for label, text in told if text]


def _line(line: PlanLine) -> LinePaper:
    days = f"{line.starts_on.day} sampai {line.ends_on.day}"
    who = str(line.who) if line.who else "belum ditentukan"
    return LinePaper(month_name(line.month), days, line.kind.name, len(line.assets.all()), who)


def _head_of(court: Court, at: datetime) -> Signature:
    """Return the block of whoever heads the IT desk today, also acting; empty when nobody does."""
    held = Appointment.objects.in_force_at(at).filter(court=court, role__in=RETIRERS)
    found = held.select_related("user", "role").order_by("capacity", "pk").last()
    place = f"{court.town}, {plain_date(at.astimezone(court.tz).date())}"
    if found is None:
        return Signature(place, "Kasubag PTIP", "", "", "")
    letter = f"Surat perintah nomor {found.letter_number}" if found.capacity else ""
    return Signature(place, found.as_title, letter, str(found.user), nip(found.user.nip))
