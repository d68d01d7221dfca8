"""The work log of a step and of a case, in words and in working minutes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from requests.beside import may_have
from requests.worklog.models import WorkSpell
from sopti.core import words
from sopti.people.enums import ONLY_A_CLERK
from sopti.people.worktime import calendar_of
from sopti.workflow.registry import Panel

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sopti.people.models import User
    from sopti.people.worktime import WorkCalendar
    from sopti.workflow.models import Case, Task


@dataclass(frozen=True)
class SpellRow:
    spell: WorkSpell
    minutes: int  # of working time; until now while it goes on


@dataclass(frozen=True)
class WorkLog:
    """The spells of a step or a case, oldest first, and what they come to."""

    rows: list[SpellRow]
    going_on: frozenset[int]  # who works on it now

    @property
    def minutes(self) -> int:
        return sum(row.minutes for row in self.rows)

    @property
    def said(self) -> str:
        """Return "2 jam 15 menit kerja, 3 kali"."""
        count = sum(not row.spell.is_note for row in self.rows)
        times = f", {count} kali" if count > 1 else ""
        return f"{words.duration(self.minutes)} kerja{times}"


def log_of(task: Task, *, now: datetime) -> WorkLog:
    spells = WorkSpell.objects.filter(task=task).select_related("by")
    return _log(list(spells), lambda: calendar_of(task.case.court), now=now)


def _log(spells: list[WorkSpell], calendar: Any, *, now: datetime) -> WorkLog:
    """Return the log; the calendar is asked for only when there is something to count."""
    rows = _rows(spells, calendar(), now=now) if spells else []
    going_on = frozenset(spell.by_id for spell in spells if spell.ended_at is None)
    return WorkLog(rows, going_on)


def _rows(spells: Iterable[WorkSpell], calendar: WorkCalendar, *, now: datetime) -> list[SpellRow]:
    return [
        SpellRow(spell, calendar.between(spell.began_at, spell.ended_at or now)) for spell in spells
    ]


def case_panels(case: Case, viewer: User, now: datetime) -> list[Panel]:
    """Show the desk how long was worked on the case. The requester reads the result instead."""
    if viewer.role_keys <= ONLY_A_CLERK or not may_have(case, "has_spells"):
        return []
    spells = list(WorkSpell.objects.of_case(case))
    if not spells:
        return []
    log = _log(spells, lambda: calendar_of(case.court), now=now)
    return [Panel("requests/worklog/_case.html", {"log": log})]
