"""Keeping the counts of months: made by the worker, so that pages need not count again.

A step is finished and a case opened or closed at the moment it happens, never before: what lies
before the midnight that has passed cannot change (test_keeping.py holds the engine to it). So a
month that is over is counted once. The running month is counted anew each day, up to midnight;
pages add what came since (reading.py). Should something write into the past all the same, such as
an import, the totals differ on the next day, and the month is counted anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Count, Exists, F, OuterRef, Subquery
from django.db.models.functions import TruncMonth

from sopti.core.periods import Period, months_in
from sopti.figures.asking import asked_cases, asked_steps
from sopti.figures.models import CaseMonth, KeptMonth, StepMonth
from sopti.figures.tallies import CASE_COUNTS, COUNTS
from sopti.people.models import Court
from sopti.workflow.enums import TaskStatus
from sopti.workflow.models import Case, Task

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from sopti.figures.tallies import CaseTallies, StepTallies

SETTLED = timedelta(minutes=10)  # no transaction lasts so long
MOST = 60  # months in one round of the worker


@dataclass(frozen=True)
class Totals:
    """How much of a month there is to count."""

    tasks: int = 0
    filed: int = 0
    closed: int = 0


def keep_months(at: datetime) -> str:
    """Count the months that are not kept yet or not any more; what is kept stays.

    Safe to run twice and in two workers: one of them counts a month, the other finds it kept.
    """
    made = 0
    for court in _courts_to_count(at):
        for month, totals in list(_missing(court, at))[: MOST - made]:
            made += keep_month(court, month, until=_until(court, month, at), totals=totals)
    return f"figures of {made} months counted" if made else ""


def _courts_to_count(at: datetime) -> Iterator[Court]:
    """Yield the courts that were not yet counted today. One query."""
    cases = Case.objects.filter(court=OuterRef("pk"))
    kept = KeptMonth.objects.filter(court=OuterRef("pk")).order_by(F("until").desc(nulls_last=True))
    for court in Court.objects.filter(Exists(cases)).annotate(
        counted=Subquery(kept.values("until")[:1])
    ):
        midnight = _midnight(court, at)
        until = court.counted  # type: ignore[attr-defined]  # annotated above
        is_counted = until is not None and until >= midnight
        if at >= midnight + SETTLED and not is_counted:
            yield court


def _midnight(court: Court, at: datetime) -> datetime:
    return datetime.combine(at.astimezone(court.tz).date(), time(), court.tz)


def _until(court: Court, month: Period, at: datetime) -> datetime:
    return min(month.ends(court.tz), _midnight(court, at))


def _missing(court: Court, at: datetime) -> Iterator[tuple[Period, Totals]]:
    """Yield the months whose counts do not reach far enough or do not hold all; oldest first."""
    now = _midnight(court, at)
    totals = _totals(court, now)
    kept = {row.month: row for row in KeptMonth.objects.filter(court=court)}
    today = now.date()
    first = min([*totals, *kept, today])
    for month in months_in(Period(first, today)):
        there, row = totals.get(month.first, Totals()), kept.get(month.first)
        if row is None or not _holds(row, _until(court, month, at), there):
            yield month, there


def _holds(row: KeptMonth, until: datetime, totals: Totals) -> bool:
    counted = Totals(row.tasks, row.filed, row.closed)
    return row.until is not None and row.until >= until and counted == totals


def _totals(court: Court, before: datetime) -> dict[date, Totals]:
    """Return by month how much there is to count. Three queries."""
    tasks = Task.objects.filter(case__court=court, status=TaskStatus.DONE)
    cases = Case.objects.filter(court=court)
    found = [
        {
            month.date(): many
            for month, many in rows.filter(**{f"{column}__lt": before})
            .order_by()
            .values_list(TruncMonth(column, tzinfo=court.tz))
            .annotate(many=Count("pk"))
        }
        for rows, column in ((tasks, "finished_at"), (cases, "opened_at"), (cases, "closed_at"))
    ]
    months = {month for counted in found for month in counted}
    return {month: Totals(*(counted.get(month, 0) for counted in found)) for month in months}


@transaction.atomic
def keep_month(court: Court, month: Period, *, until: datetime, totals: Totals) -> bool:
    """Count the month up to that moment, in place of what was kept; say whether it was needed."""
    KeptMonth.objects.get_or_create(court=court, month=month.first)
    kept = KeptMonth.objects.select_for_update().get(court=court, month=month.first)
    if _holds(kept, until, totals):
        return False
    span = [(month.begins(court.tz), until)]
    steps = asked_steps(court.pk, span)
    cases = asked_cases(court.pk, span, court.tz).get(month.first, {})
    for rows in (StepMonth.objects, CaseMonth.objects):
        rows.filter(court=court, month=month.first).delete()
    StepMonth.objects.bulk_create(_step_rows(court, month, steps), batch_size=500)
    CaseMonth.objects.bulk_create(_case_rows(court, month, cases), batch_size=500)
    kept.until = until
    kept.tasks = sum(tally.count for tally in steps.values())
    kept.filed = sum(tally.filed for tally in cases.values())
    kept.closed = sum(tally.closed for tally in cases.values())
    kept.save()
    return True


def _step_rows(court: Court, month: Period, tallies: StepTallies) -> list[StepMonth]:
    return [
        StepMonth(
            court=court,
            month=month.first,
            edition_id=key.edition,
            procedure_key=key.procedure,
            step=key.step,
            waiting=dict(tally.waiting),
            work=dict(tally.work),
            carried=dict(tally.carried),
            **{name: getattr(tally, name) for name in COUNTS},
        )
        for key, tally in tallies.items()
    ]


def _case_rows(court: Court, month: Period, tallies: CaseTallies) -> list[CaseMonth]:
    return [
        CaseMonth(
            court=court,
            month=month.first,
            document_id=key.document,
            procedure_key=key.procedure,
            **{name: getattr(tally, name) for name in CASE_COUNTS},
        )
        for key, tally in tallies.items()
    ]
