"""What is asked of tasks and cases themselves, for moments that no kept month covers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q

from sopti.figures.tallies import (
    CaseKey,
    CaseTallies,
    CaseTally,
    Done,
    StepTallies,
    count_steps,
)
from sopti.workflow.enums import TaskStatus
from sopti.workflow.models import Case, Task

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime, tzinfo

    from django.db.models import QuerySet

    Span = tuple[datetime, datetime]  # from, and before

READ = (
    "case__edition_id", "case__procedure_key", "step", "role_id", "appointment__capacity",
    "waiting_minutes", "work_minutes", "within_norm", "outcome",
)  # fmt: skip


CASE = ("edition__document_id", "procedure_key")


def asked_steps(court: int, spans: Sequence[Span]) -> StepTallies:
    """Count the steps that were finished in these spans. One query, none without spans.

    A step that was finished after some moment belongs to a case that runs, or that ended later
    still: so the few cases are asked for first, and never all tasks of all courts.
    """
    found: StepTallies = {}
    if spans:
        rows = _finished(court, spans).values_list(*READ).order_by().iterator(chunk_size=5000)
        count_steps((Done(*row) for row in rows), found)
    return found


def _finished(court: int, spans: Sequence[Span]) -> QuerySet[Task]:
    first, last = spans[0][0], spans[-1][1]
    return Task.objects.filter(
        _any_of("finished_at", spans),
        Q(case__closed_at=None) | Q(case__closed_at__gte=first),
        status=TaskStatus.DONE,
        case__court=court,
        case__opened_at__lt=last,
    )


def asked_cases(court: int, spans: Sequence[Span], tz: tzinfo) -> dict[date, CaseTallies]:
    """Count by month the cases that were opened, and that ended, in these spans. Two queries."""
    found: dict[date, CaseTallies] = {}

    def tally(at: datetime | None, *key: Any) -> CaseTally:
        month = (at or spans[0][0]).astimezone(tz).date().replace(day=1)
        return found.setdefault(month, {}).setdefault(CaseKey(*key), CaseTally())

    here = Case.objects.filter(court=court).order_by()
    opened = here.filter(_any_of("opened_at", spans)) if spans else here.none()
    for at, *key in opened.values_list("opened_at", *CASE):
        tally(at, *key).filed += 1
    for at, status, judged, late, *key in _ended(here, spans) if spans else ():
        tally(at, *key).end(status, is_judged=judged, is_late=late)
    return found


def _ended(here: QuerySet[Case], spans: Sequence[Span]) -> QuerySet[Case, tuple[Any, ...]]:
    tasks = Task.objects.filter(case=OuterRef("pk"), status=TaskStatus.DONE)
    return here.filter(_any_of("closed_at", spans)).values_list(
        "closed_at",
        "status",
        Exists(tasks.filter(within_norm__isnull=False)),
        Exists(tasks.filter(within_norm=False)),
        *CASE,
    )


def open_at(court: int, at: datetime) -> int:
    """Return how many cases were open at that moment."""
    here = Case.objects.filter(court=court, opened_at__lt=at)
    return here.filter(Q(closed_at=None) | Q(closed_at__gte=at)).count()


def _any_of(column: str, spans: Sequence[Span]) -> Q:
    asked = Q()
    for first, last in spans:
        asked |= Q(**{f"{column}__gte": first, f"{column}__lt": last})
    return asked
