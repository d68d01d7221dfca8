"""What the room adds to the page and the paper of a policy case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from requests.policy.decrees.models import Decree
from requests.policy.deeds.common import planned_year, programme_at
from requests.policy.models import Programme, Proposal
from requests.policy.pages import totals_of
from sopti.core.words import number, plain_date
from sopti.workflow.registry import Panel

if TYPE_CHECKING:
    from datetime import datetime

    from sopti.people.models import User
    from sopti.workflow.models import Case, Task
    from sopti.workflow.registry import Facts


def facts_of(case: Case) -> Facts:
    """Return the programme and the decree of the case, in words."""
    programme = Programme.objects.filter(cases__case=case).first()
    decree = Decree.objects.filter(case=case).first()
    facts = []
    if programme is not None:
        count = number(programme.items.count())
        state = programme.get_state_display().lower()
        facts.append(("Program kerja", f"tahun {programme.year}, {count} kegiatan, {state}"))
    if decree is not None and decree.dated_on is not None:
        facts.append(("Surat keputusan", f"{decree.number}, {plain_date(decree.dated_on)}"))
    return facts


def task_panels(task: Task, viewer: User, now: datetime) -> list[Panel]:
    """Return what a step works with: the programme, the proposals that wait, the decree."""
    case = task.case
    programme = programme_at(case)
    year = programme.year if programme else planned_year(case)
    today = now.astimezone(case.court.tz).date()
    asked = Proposal.objects.filter(window__court=case.court_id, window__year=year)
    told = {
        "programme": programme,
        "totals": totals_of(programme.items.all(), year=year, today=today) if programme else None,
        "decree": Decree.objects.filter(case=case).first(),
        "waiting": asked.filter(decided_at=None).count(),
        "year": year,
    }
    return [Panel("requests/policy/_step.html", told, "top")]


def case_panels(case: Case, viewer: User, now: datetime) -> list[Panel]:
    """Return the way to the programme and to the decree."""
    programme = Programme.objects.filter(cases__case=case).first()
    decree = Decree.objects.filter(case=case).first()
    told = {"programme": programme, "decree": decree}
    return [Panel("requests/policy/_of_case.html", told)] if programme or decree else []
