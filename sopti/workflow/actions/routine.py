"""Cases that the calendar opens."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.db import IntegrityError, transaction

from sopti.core import words
from sopti.sop.models import Edition
from sopti.workflow.actions.opening import open_case
from sopti.workflow.models import Case

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from sopti.sop.schema import Flow, Procedure


def open_routine_cases(*, at: datetime) -> int:
    """Open what the SOPs in force want opened in this period, once, and say how many.

    Safe in two workers and after a crash: the period is unique, and the loser of a race rolls back
    its number with its case.
    """
    wanted = list(_wanted(at))
    periods = {key.period for key, _ in wanted}
    opened = set(Case.objects.filter(period__in=periods).values_list(*Key._fields))
    return sum(_open(edition, key, at=at) for key, edition in wanted if key not in opened)


class Key(NamedTuple):
    """What makes a routine case the only one of its period; the fields of the constraint."""

    court: int
    procedure_key: str
    flow_key: str
    period: str


def _wanted(at: datetime) -> Iterator[tuple[Key, Edition]]:
    editions = Edition.objects.in_force().select_related("document__court").defer("body")
    for edition in editions:
        court = edition.document.court
        today = at.astimezone(court.tz).date()
        for procedure, flow in _routine(edition):
            yield Key(court.pk, procedure.key, flow.key, period_of(flow, today)), edition


def _routine(edition: Edition) -> Iterator[tuple[Procedure, Flow]]:
    for procedure in edition.sop.procedures:
        for flow in procedure.flows:
            if flow.every:
                yield procedure, flow


def period_of(flow: Flow, day: date) -> str:
    """Return the name of the period that the day lies in: 2026, 2026-11, 2026-W47, 2026-11-20."""
    if flow.every == "week":
        year, week, _ = day.isocalendar()
        return f"{year}-W{week:02}"
    shapes = {"year": f"{day:%Y}", "month": f"{day:%Y-%m}", "day": f"{day:%Y-%m-%d}"}
    return shapes[flow.every]


def _open(edition: Edition, key: Key, *, at: datetime) -> int:
    procedure = edition.sop.procedure(key.procedure_key)
    flow = procedure.flow(key.flow_key)
    today = at.astimezone(edition.document.court.tz).date()
    try:
        with transaction.atomic():
            open_case(
                edition,
                procedure.key,
                flow_key=flow.key,
                title=_title(procedure, flow, period=key.period, day=today),
                requester=None,
                by=None,
                at=at,
                period=key.period,
            )
    except IntegrityError:
        return 0  # another worker opened it in the same moment
    return 1


def _title(procedure: Procedure, flow: Flow, *, period: str, day: date) -> str:
    when = {
        "month": f"bulan {words.MONTHS[day.month - 1]} {day.year}",
        "year": f"tahun {day.year}",
        "day": words.long_date(day),
        "week": f"minggu {period}",
    }[flow.every]
    return f"{flow.title}: {words.calm(procedure.title)}, {when}"[:200]
