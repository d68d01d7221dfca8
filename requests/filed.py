"""The requests that were filed in a period, as they stood at its end, and which were in time.

A request is in time when the step that ended it was. Where the SOP gives each step a time of its
own instead of a day of the case, every one of its steps counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import F, Min, Q

from requests.register.query import short_label
from requests.rules import SECTION
from sopti.people.worktime import calendar_of
from sopti.sop.enums import NormKind
from sopti.sop.models import Edition
from sopti.workflow.chapters import BAD, GOOD, OPEN
from sopti.workflow.enums import CaseStatus
from sopti.workflow.models import WAITING, Case, Question, Task
from sopti.workflow.telling import overrun

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from sopti.core.periods import Period
    from sopti.people.models import Court
    from sopti.people.worktime import WorkCalendar
    from sopti.sop.schema import Procedure

Late = dict[int, int]  # case -> working minutes beyond its limit
UNSET = "Belum ditentukan"
ENDED = {
    CaseStatus.REFUSED: "ditolak",
    CaseStatus.WITHDRAWN: "ditarik",
    CaseStatus.MERGED: "digabung",
}


@dataclass(frozen=True)
class Filed:
    """One request with its standing at the end of the period."""

    case: Case
    status: CaseStatus
    late: int | None  # working minutes beyond the limit; None: in time, so far
    begun_at: datetime | None

    @property
    def is_done(self) -> bool:
        return self.status == CaseStatus.DONE

    @property
    def is_in_time(self) -> bool:
        return self.is_done and self.late is None

    @property
    def is_overdue(self) -> bool:
        return self.status == CaseStatus.RUNNING and self.late is not None

    @property
    def state(self) -> str:
        """Return the cell that judges it; that it still runs is said by the day it has not."""
        if self.late is not None and (self.is_done or self.is_overdue):
            return f"{BAD}{overrun(self.late)}"
        if self.is_done:
            return f"{GOOD}ya"
        return f"{OPEN}{ENDED.get(self.status, 'berjalan')}"

    @property
    def who(self) -> str:
        """Return who asked, and of which unit: nothing else of a person."""
        asked = self.case.requester
        return ", ".join(filter(None, (str(asked), asked.unit))) if asked else ""

    @property
    def unit(self) -> str:
        return (self.case.requester.unit if self.case.requester else "") or "Tanpa unit"

    @property
    def category(self) -> str:
        """Return what the desk classified it as; until then, what the requester chose."""
        known = getattr(self.case, "handling", None)
        asked = self.case.service_request
        return short_label((known.category if known else "") or asked.get_category_display())

    @property
    def priority(self) -> str:
        """Return "Sedang" of "3 - Sedang"."""
        known = getattr(self.case, "handling", None)
        words = str(known.get_priority_display() or "") if known else ""
        return words.rpartition(" - ")[2] or UNSET


def filed_in(court: Court, period: Period, *, until: datetime, late: Late) -> list[Filed]:
    """Return the requests of a period in the order of their filing; one query.

    Cancelled ones are not told: they were filed by mistake.
    """
    tz = court.tz
    cases = (
        Case.objects.filter(court=court, service_request__isnull=False)
        .filter(opened_at__gte=period.begins(tz), opened_at__lt=period.ends(tz))
        .exclude(status=CaseStatus.CANCELLED)
        .select_related("requester", "service_request", "handling")
        .defer("detail")
        .annotate(begun_at=Min("tasks__started_at"))
        .order_by("opened_at", "pk")
    )
    return [
        Filed(
            case,
            standing(case.status, case.closed_at, until),
            late.get(case.pk),
            vars(case)["begun_at"],
        )
        for case in cases
    ]


def standing(status: str, closed_at: datetime | None, until: datetime) -> CaseStatus:
    """Return how a case stood at that moment: what ended later was still running."""
    is_over = closed_at is not None and closed_at < until
    return CaseStatus(status) if is_over else CaseStatus.RUNNING


@dataclass(frozen=True)
class Judge:
    """By which steps of a table a request is judged, and on which day of the case it must end."""

    steps: frozenset[int]
    day: int | None

    @classmethod
    def of(cls, procedure: Procedure) -> Judge:
        last = procedure.steps[-1]
        steps = {
            step.number
            for step in procedure.steps
            if step.norm.kind != NormKind.DAY_OF_CASE or step == last
        }
        return cls(frozenset(steps), last.norm.day if last.number in steps else None)

    def limit(self, task: Task, calendar: WorkCalendar) -> datetime | None:
        """Return the moment from which on the task makes its request late; None: it does not.

        A step before the last does where the request hangs there beyond the day of its end.
        """
        if task.step in self.steps or task.finished_at is not None:
            return task.due_at if task.step in self.steps else None
        return calendar.end_of_nth_day(task.case.opened_at, self.day) if self.day else None


def late_in(court: Court, period: Period, *, until: datetime) -> Late:
    """Return how late each late request of a period was, or is by now; two queries."""
    calendar, judges = calendar_of(court), _judges(court)
    late: Late = {}
    for task in _passed(court, period, until):
        judge = judges.get((task.case.edition_id, task.case.procedure_key))
        limit = judge.limit(task, calendar) if judge else None
        ended = min(task.finished_at or until, until)
        if limit is not None and limit < ended:
            minutes = calendar.between(limit, ended)
            late[task.case_id] = max(late.get(task.case_id, 0), minutes)
    return late


def _passed(court: Court, period: Period, until: datetime) -> QuerySet[Task]:
    """Return the steps whose limit was over; a clock that waits for the requester stands still."""
    tz = court.tz
    here = Task.objects.filter(
        case__court=court, case__service_request__isnull=False, is_current=True,
        case__opened_at__gte=period.begins(tz), case__opened_at__lt=period.ends(tz),
    )  # fmt: skip
    asked = Question.objects.filter(answered_at=None).values("task")
    still = Q(finished_at=None, status__in=WAITING) & ~Q(pk__in=asked)
    still |= Q(finished_at__gte=until)
    passed = here.filter(Q(finished_at__gt=F("due_at")) | (still & Q(due_at__lt=until)))
    return passed.select_related("case").only(
        "step", "due_at", "finished_at", "case__opened_at", "case__edition", "case__procedure_key"
    )


def _judges(court: Court) -> dict[tuple[int, str], Judge]:
    return {
        (edition.pk, procedure.key): Judge.of(procedure)
        for edition in Edition.objects.filter(document__court=court)
        for procedure in edition.sop.procedures
        if procedure.section == SECTION
    }
