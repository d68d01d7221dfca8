"""Opening a case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from sopti.core import words
from sopti.core.errors import refuse_if
from sopti.people.worktime import calendar_of
from sopti.workflow import register, rules, way
from sopti.workflow.actions._parts import open_tasks
from sopti.workflow.enums import EventKind
from sopti.workflow.models import Case
from sopti.workflow.record import record
from sopti.workflow.searched import keep_case

if TYPE_CHECKING:
    from datetime import datetime

    from sopti.people.models import User
    from sopti.sop.models import Edition


@transaction.atomic
def open_case(  # noqa: PLR0913 (what a case begins with)
    edition: Edition,
    procedure_key: str,
    *,
    flow_key: str = "",
    title: str,
    detail: str = "",
    requester: User | None,
    by: User | None,
    at: datetime,
    parent: Case | None = None,
    period: str = "",
) -> Case:
    """Give the case its register number, pin it to the edition, and open its first tasks.

    `by` is None when the calendar opens it (then it has a period) or
    the monitoring. The number is taken under a lock and given back
    when anything here fails, so the register has no gap.
    """
    procedure = edition.sop.procedure(procedure_key)
    flow = procedure.flow(flow_key)
    if by is not None:
        refuse_if(rules.why_not_open(by, edition, procedure, flow))
    court = edition.document.court
    year = at.astimezone(court.tz).year
    sequence = register.next_sequence(court, procedure.code, year)
    case = Case.objects.create(
        court=court,
        edition=edition,
        procedure_key=procedure_key,
        flow_key=flow_key,
        number=register.written(sequence, procedure.code, court, year),
        year=year,
        sequence=sequence,
        title=title,
        detail=detail,
        requester=requester,
        filed_by=by,
        parent=parent,
        period=period,
        opened_at=at,
    )
    open_tasks(case, way.stages(flow)[0], at=at, calendar=calendar_of(court), by=by, attempt=1)
    record(
        EventKind.OPENED,
        court=court,
        by=by,
        at=at,
        case=case,
        summary=_summary(case, requester=requester, by=by),
        title=title,
        detail=detail,
        procedure=procedure_key,
        flow=flow_key,
        edition=edition.fingerprint,
        requester=requester.pk if requester else None,
    )
    keep_case(case)
    return case


def _summary(case: Case, *, requester: User | None, by: User | None) -> str:
    if by is None:
        how = "menurut jadwal" if case.period else "oleh pemantauan SOPTI"
        return f"Berkas {case.number} dibuka {how}."
    if requester is not None and requester.pk != by.pk:
        return words.sentence(f"Berkas {case.number} dibuka {by} atas nama {requester}")
    return words.sentence(f"Berkas {case.number} dibuka {by}")
