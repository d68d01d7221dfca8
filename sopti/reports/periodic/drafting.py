"""The worker's part: on the last working day of a month its report is drafted, once.

Who was out on that day finds the draft later all the same: a report is due from its day on until
the next one is.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import IntegrityError
from django.db.models import Min

from sopti.core.errors import Refusal
from sopti.core.periods import Period, month_before, month_of, year_of
from sopti.people.models import Court
from sopti.reports.periodic.actions import draft
from sopti.reports.periodic.days import due_on
from sopti.reports.periodic.enums import ReportKind
from sopti.reports.periodic.models import Report
from sopti.sop.enums import EditionStatus

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

log = logging.getLogger(__name__)
DECEMBER = 12


@dataclass(frozen=True)
class Due:
    """A report that has to be there by now."""

    court: Court
    kind: str
    period: Period


def draft_due(at: datetime) -> str:
    """Draft what is due and not there yet. Safe twice, and in two workers: the database decides."""
    made = sum(_draft(due, at=at) for due in missing(at))
    return f"{made} laporan disusun" if made else ""


def missing(at: datetime) -> list[Due]:
    """Return the due reports that nobody drafted, in two queries whatever the number of courts."""
    due = [one for court in _courts() for one in _of_court(court, at)]
    courts = {one.court.pk for one in due}
    known = set(
        Report.objects.filter(
            court__in=courts, starts_on__in={one.period.first for one in due}, corrects=None
        ).values_list("court", "kind", "starts_on")
    )
    return [one for one in due if (one.court.pk, one.kind, one.period.first) not in known]


def _courts() -> list[Court]:
    """Return the courts that have an SOP in force, with the moment of the first one."""
    working = Court.objects.filter(documents__editions__status=EditionStatus.IN_FORCE)
    return list(working.annotate(since=Min("documents__editions__in_force_at")).order_by("pk"))


def _of_court(court: Court, at: datetime) -> Iterator[Due]:
    today = at.astimezone(court.tz).date()
    since = court.since.astimezone(court.tz).date()  # type: ignore[attr-defined]  # annotated
    before = month_of(month_before(today))
    for month in (before, month_of(today)):
        closes = _closing_day(court, month)
        if closes is None or not since <= closes <= today:
            continue
        yield Due(court, ReportKind.MONTH, month)
        if month.last.month == DECEMBER:
            yield Due(court, ReportKind.YEAR, year_of(month.last.year))


def _closing_day(court: Court, month: Period) -> date | None:
    """Return when the month's report is due; None in a court whose calendar has no such day."""
    try:
        return due_on(court, month)
    except Refusal as reason:
        log.warning("no report of %s: %s", court.key, reason)
        return None


def _draft(due: Due, *, at: datetime) -> bool:
    try:
        draft(due.court, due.kind, due.period, by=None, at=at)
    except IntegrityError:  # another worker was quicker
        return False
    return True
