"""Daftar pekerjaan hari ini: the work list on paper, to be carried from room to room."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils.timezone import localtime

from requests.enums import Category
from requests.register.query import short_label
from requests.worklist.pages import GROUPS, LATER, chosen_tasks, for_rows, tomorrow_of, work_rows
from requests.worklist.query import FREE, MINE
from sopti.core import words
from sopti.reports.parts import PaperFrame, letterhead_of, printed_words
from sopti.workflow import rules
from sopti.workflow.enums import TaskStatus

if TYPE_CHECKING:
    from datetime import datetime

    from requests.worklist.pages import WorkRow
    from sopti.people.models import Court, User

MOST_ROWS = 200  # eight hours are not enough for more, and a sheet that thick is not carried
HEADING = "Daftar pekerjaan hari ini"
GROUPS_OF_TODAY = GROUPS | {
    LATER: "Sedang dikerjakan"
}  # of what is due later, only that is printed


@dataclass(frozen=True)
class DayRow:
    """One step on the paper; what is written by hand has no words here."""

    number: int
    register: str
    due: str
    limit: str
    title: str
    place: str
    category: str
    requester: str
    unit: str
    phone: str
    step: str
    holder: str
    priority: str


@dataclass(frozen=True)
class DayList:
    paper: PaperFrame
    groups: tuple[tuple[str, tuple[DayRow, ...]], ...]
    hints: tuple[str, ...]
    day: str  # "2026-11-20", for the name of the file


def day_list(user: User, chosen: dict[str, Any], *, at: datetime) -> DayList:
    """Return what is late, due today or in somebody's hands, under the filter of the list."""
    assert user.court is not None  # noqa: S101 (the view refused whoever has none)
    found = chosen_tasks(user, chosen)
    today = Q(is_asked=False, due_at__lt=tomorrow_of(user.court, at))
    of_today = found.filter(today | Q(status=TaskStatus.STARTED))
    rows = work_rows(for_rows(of_today)[:MOST_ROWS], viewer=user, now=at)
    left_out = found.count() - len(rows)
    return DayList(
        paper=_paper(user, chosen, at=at),
        groups=_groups(rows),
        hints=_hints(left_out),
        day=localtime(at, user.court.tz).date().isoformat(),
    )


def _paper(user: User, chosen: dict[str, Any], *, at: datetime) -> PaperFrame:
    assert user.court is not None  # noqa: S101 (the view refused whoever has none)
    court: Court = user.court
    return PaperFrame(
        head=letterhead_of(court),
        issuer=court.name,
        heading=HEADING,
        under=(words.long_date(localtime(at, court.tz).date()), _whose(user, chosen)),
        slip=("Meja layanan TI", f"Dicetak untuk {user}"),
        footer=f"{HEADING} · {court.name}\nMeja layanan TI, daftar kerja; bukan formulir SOP",
        printed=printed_words(at, court),
    )


def _whose(user: User, chosen: dict[str, Any]) -> str:
    """Say whose work it is, and by which filters: "Pekerjaan Nur Aini; jenis Perangkat keras"."""
    whole = bool(rules.SUPERVISORS & user.role_keys)
    usual = "Seluruh meja layanan" if whole else f"Pekerjaan untuk peran {_roles(user)}"
    whose = {MINE: f"Pekerjaan {user}", FREE: "Yang belum diambil"}
    said = [whose.get(chosen.get("meja") or "", usual)]
    if chosen.get("jenis"):
        said.append(f"jenis {short_label(Category(chosen['jenis']).label)}")
    if chosen.get("ruang"):
        said.append(f"ruang {chosen['ruang']}")
    return "; ".join(said)


def _roles(user: User) -> str:
    held = [mine.as_title for mine in user.appointments_today if mine.role_id != "pegawai"]
    return words.listed(held)


def _groups(rows: list[WorkRow]) -> tuple[tuple[str, tuple[DayRow, ...]], ...]:
    numbered = [(row.group, _row(number, row)) for number, row in enumerate(rows, start=1)]
    return tuple(
        (GROUPS_OF_TODAY[group], tuple(row for _, row in found))
        for group, found in groupby(numbered, key=lambda pair: pair[0])
    )


def _row(number: int, row: WorkRow) -> DayRow:
    task, person = row.task, row.task.case.requester
    return DayRow(
        number=number,
        register=task.case.number,
        due=row.row.due.words,
        limit=row.row.due.limit,
        title=task.case.title,
        place=row.place,
        category=row.category,
        requester=str(person or ""),
        unit=person.unit if person else "",
        phone=person.phone if person else "",
        step=f"Langkah {task.step} dari {row.row.last}: {task.sop_step.activity}",
        holder=row.holder or f"{row.row.head}, belum diambil",
        priority=row.priority,
    )


def _hints(left_out: int) -> tuple[str, ...]:
    told = "Dicetak: yang terlambat, yang batasnya hari ini, dan yang sedang dikerjakan."
    if not left_out:
        return (told,)
    return (told, f"{words.number(left_out)} pekerjaan lain dalam daftar kerja tidak dicetak.")
