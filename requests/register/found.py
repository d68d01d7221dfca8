"""Which requests a filter means, and in which order."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Lower

from requests.enums import Urgency
from requests.register.search import cases_with
from sopti.search.words import asked_words
from sopti.workflow.enums import CaseStatus
from sopti.workflow.models import Case, Question, Task

if TYPE_CHECKING:
    from collections.abc import Callable
    from zoneinfo import ZoneInfo

    from django.db.models.expressions import OrderBy

    from sopti.people.models import User
    from sopti.workflow.models import CaseQuerySet

NEWEST_FIRST = "-nomor"
URGENCIES = (Urgency.STOPPED, Urgency.HINDERED, Urgency.CAN_WAIT)
SAME_NAME = {"status": "status", "jenis": "service_request__category",
             "urgensi": "service_request__urgency", "unit": "requester__unit"}  # fmt: skip


def found_cases(user: User, chosen: dict[str, Any], *, now: datetime) -> CaseQuerySet:
    """Return the requests that the viewer may see and the filter means, in its order.

    `chosen` comes from RegisterFilter and is already checked.
    """
    cases = Case.objects.visible_to(user).filter(service_request__isnull=False)
    cases = cases.filter(
        **{field: chosen[name] for name, field in SAME_NAME.items() if chosen.get(name)}
    )
    if chosen.get("q"):
        words = asked_words(chosen["q"])
        cases = cases.filter(pk__in=cases_with(words)) if words else cases.none()
    if chosen.get("bulan") and user.court:
        cases = cases.filter(_in_month(chosen["bulan"], user.court.tz))
    if chosen.get("terlambat"):
        cases = cases.filter(is_late(user.court_id, now=now))
    return cases.order_by(*order_of(chosen))


def order_of(chosen: dict[str, Any]) -> list[OrderBy]:
    """Return what to order cases by: the column asked for, then the newest first."""
    asked = chosen.get("urut") or NEWEST_FIRST
    newest = [F("opened_at").desc(), F("pk").desc()]
    if asked.endswith("nomor"):
        return newest if asked == NEWEST_FIRST else [F("opened_at").asc(), F("pk").asc()]
    column = SORTS[asked.lstrip("-")]()
    is_down = asked.startswith("-")
    first = column.desc(nulls_last=True) if is_down else column.asc(nulls_last=True)
    return [first, *newest]


def _of_waiting(field: str) -> Subquery:
    waiting = Task.objects.waiting().filter(case=OuterRef("pk"))
    return Subquery(waiting.order_by(field).values(field)[:1])


def _urgency_rank() -> models.Case:
    ranks = (
        models.When(service_request__urgency=urgency, then=rank)
        for rank, urgency in enumerate(URGENCIES)
    )
    return models.Case(*ranks, output_field=models.SmallIntegerField())


# What may be sorted by; with "-" in front the other way round. Nothing else reaches order_by().
# Made anew for each query: Django writes the names of a query's tables into its expressions.
SORTS: dict[str, Callable[[], Any]] = {
    "nomor": lambda: F("opened_at"),
    "perihal": lambda: Lower("title"),
    "jenis": lambda: F("service_request__category"),
    "urgensi": _urgency_rank,
    "langkah": lambda: _of_waiting("step"),
    "batas": lambda: _of_waiting("due_at"),
}


def is_late(court: int | None, *, now: datetime) -> Q:
    """Mean the cases with a step past its limit, unless its clock stands still."""
    asked = Question.objects.filter(answered_at=None, task__case__court=court)
    late = Task.objects.waiting_in(court).filter(due_at__lt=now)
    late = late.exclude(pk__in=asked.values("task"))
    return Q(status=CaseStatus.RUNNING, pk__in=late.values("case"))


def _in_month(month: str, zone: ZoneInfo) -> Q:
    """Mean what was opened in that month ("2026-11") by the court's own clock."""
    year, number = map(int, month.split("-"))
    following = (year + 1, 1) if number == 12 else (year, number + 1)  # noqa: PLR2004
    return Q(
        opened_at__gte=datetime(year, number, 1, tzinfo=zone),
        opened_at__lt=datetime(*following, 1, tzinfo=zone),
    )
