"""What the pages of service requests show beside the form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.timezone import localdate

from requests import rules
from sopti.core import words
from sopti.people.models import Appointment
from sopti.people.worktime import calendar_of
from sopti.sop.enums import NormKind
from sopti.sop.models import Edition
from sopti.workflow.rules import why_not_open

if TYPE_CHECKING:
    from datetime import datetime

    from requests.rules import Table
    from sopti.people.models import User
    from sopti.people.worktime import WorkCalendar
    from sopti.sop.schema import Procedure, Step

# Whoever looks after the machines: the IT desk of a court, by the SOPs' own roles.
DESK_ROLES = ("operator_ti", "admin_web")


@dataclass(frozen=True)
class Stop:
    """One step of the way ahead: who, what, and until when."""

    head: str
    activity: str
    limit: str


def new_request_page(table: Table, *, viewer: User, now: datetime) -> dict[str, Any]:
    """Return what stands beside the form: the way that the request will take, and the desk."""
    court = table.edition.document.court
    calendar = calendar_of(court)
    return {
        "document": table.edition.document,
        "procedure": table.procedure,
        "way": _way_ahead(table.procedure, calendar=calendar, now=now),
        "desk": _desk(viewer),
    }


def no_table_page(*, viewer: User) -> dict[str, Any]:
    """Return what a person reads whose court has no table for requests, and what to do instead."""
    return {
        "reason": rules.why_no_table(viewer),
        "desk": _desk(viewer),
        "ways": [
            {"document": edition.document, "procedure": procedure}
            for edition in Edition.objects.visible_to(viewer).in_force()
            for procedure in edition.sop.procedures
            if why_not_open(viewer, edition, procedure, procedure.flow("")) is None
        ],
    }


def _way_ahead(procedure: Procedure, *, calendar: WorkCalendar, now: datetime) -> list[Stop]:
    return [
        Stop(
            head=procedure.head(step.role),
            activity=step.activity,
            limit=_limit(step, calendar=calendar, now=now),
        )
        for step in procedure.steps
    ]


def _limit(step: Step, *, calendar: WorkCalendar, now: datetime) -> str:
    """Return until when the step is due if the request is sent now, as far as the SOP says it."""
    if step.norm.kind == NormKind.DAY_OF_CASE:
        end = calendar.end_of_nth_day(now, step.norm.day or 1)
        return f"paling lambat {words.moment(end, now=now, tz=calendar.zone)}"
    return f"norma {step.norm.text}" if step.norm.text else ""


def _desk(viewer: User) -> list[Appointment]:
    """Return who looks after the machines today, for calls that cannot wait."""
    today = localdate(timezone=viewer.court.tz if viewer.court else None)
    held = Appointment.objects.visible_to(viewer).in_force(today).for_pages()
    return list(held.filter(role__in=DESK_ROLES, user__is_active=True))
