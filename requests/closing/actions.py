"""Answering a finished request: it is done well, it is not, or nobody says anything."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from requests.closing import rules
from requests.enums import Answer
from requests.models import Confirmation, ServiceRequest, Survey
from requests.rules import service_table, why_no_table
from sopti.core import words
from sopti.core.errors import Refusal, refuse_if
from sopti.notifications.actions import notify
from sopti.people.worktime import calendar_of
from sopti.workflow.actions import lock_case, open_case
from sopti.workflow.enums import CaseStatus, EventKind, TaskStatus
from sopti.workflow.models import Case
from sopti.workflow.record import record

if TYPE_CHECKING:
    from datetime import datetime

    from sopti.people.models import User
    from sopti.people.worktime import WorkCalendar

AT_ONCE = 200  # silent answers in one round of the worker


@transaction.atomic
def confirm(case_id: int, *, by: User, at: datetime) -> Confirmation:
    """Say that the request is done well. Of two answers at once, the second reads the first."""
    case = lock_case(case_id)
    refuse_if(rules.why_not_confirm(by, case, now=at))
    said = Confirmation.objects.create(case=case, state=Answer.CONFIRMED, by=by, confirmed_at=at)
    summary = words.sentence(f"Hasil permintaan dikonfirmasi beres oleh {by}")
    record(EventKind.CONFIRMED, court=case.court, by=by, at=at, case=case, summary=summary)
    return said


@transaction.atomic
def reopen(case_id: int, *, reason: str, by: User, at: datetime) -> Case:
    """Open a new case with the same facts, linked to the old one, which stays as it was."""
    case = lock_case(case_id)
    refuse_if(rules.why_not_reopen(by, case, now=at))
    reason = reason.strip()
    Confirmation.objects.create(
        case=case, state=Answer.REOPENED, by=by, confirmed_at=at, note=reason
    )
    again = _open_again(case, reason=reason, by=by, at=at)
    _tell_who_did_it(case, again, reason=reason, by=by, at=at)
    summary = f"{by} membuka kembali permintaan ini sebagai {again.number}: {reason}"
    record(EventKind.REOPENED, court=case.court, by=by, at=at, case=case, summary=summary,
           reason=reason, again=again.number)  # fmt: skip
    return again


def _open_again(case: Case, *, reason: str, by: User, at: datetime) -> Case:
    """File the same request anew, by the table that is in force now."""
    table = service_table(by)
    if table is None:
        raise Refusal(why_no_table(by))
    again = open_case(
        table.edition,
        table.procedure.key,
        title=case.title,
        detail=f"Belum beres menurut pemohon: {reason}\n\n{case.detail}".strip(),
        requester=case.requester,
        by=by,
        at=at,
        parent=case,
    )
    asked = ServiceRequest.objects.get(case=case)
    ServiceRequest.objects.create(
        case=again,
        category=asked.category,
        urgency=asked.urgency,
        asset_or_place=asked.asset_or_place,
        answers=asked.answers,
    )
    return again


def _tell_who_did_it(case: Case, again: Case, *, reason: str, by: User, at: datetime) -> None:
    last = case.tasks.filter(status=TaskStatus.DONE, is_current=True).order_by("step").last()
    worker = last.finished_by if last else None
    notify(
        to=[worker] if worker and worker.pk != by.pk else [],
        subject=f"Dibuka kembali: {case.title}",
        body=f"{case.number} dibuka kembali sebagai {again.number}: {reason}",
        link=again.get_absolute_url(),
        at=at,
    )


# --------------------------------------------------------------------------------------- silence
def let_silence_pass(at: datetime) -> str:
    """Close what nobody answered in time, and say how many. Safe in two workers and twice."""
    waiting = Case.objects.filter(
        status=CaseStatus.DONE,
        service_request__isnull=False,
        confirmation=None,
        closed_at__lt=at - timedelta(days=rules.ANSWER_DAYS),
    ).select_related("court")
    calendars: dict[int, WorkCalendar] = {}
    done = 0
    for case in waiting.order_by("closed_at")[:AT_ONCE]:
        if case.court_id not in calendars:
            calendars[case.court_id] = calendar_of(case.court)
        done += _let_pass(case.pk, calendars[case.court_id], at=at)
    return f"{done} requests confirmed by silence" if done else ""


@transaction.atomic
def _let_pass(case_id: int, calendar: WorkCalendar, *, at: datetime) -> int:
    case = lock_case(case_id)
    if rules.why_not_let_pass(case, calendar, now=at):
        return 0
    Confirmation.objects.create(case=case, state=Answer.SILENT, confirmed_at=at)
    summary = f"Pemohon tidak menjawab dalam {rules.ANSWER_DAYS} hari kerja: dianggap beres."
    record(EventKind.CONFIRMED, court=case.court, by=None, at=at, case=case, summary=summary)
    return 1


# ---------------------------------------------------------------------------------------- survey
@dataclass(frozen=True)
class Opinion:
    """Three marks from 1 to 4, and a few words."""

    speed: int
    outcome: int
    manner: int
    words: str = ""


@transaction.atomic
def answer_survey(case_id: int, opinion: Opinion, *, by: User, at: datetime) -> Survey:
    """Keep what the requester thinks of it, once. The record says that, not what, they said."""
    case = lock_case(case_id)
    refuse_if(rules.why_not_survey(by, case))
    survey = Survey.objects.create(
        case=case,
        speed=opinion.speed,
        outcome=opinion.outcome,
        manner=opinion.manner,
        words=opinion.words.strip(),
        by=by,
        answered_at=at,
    )
    summary = "Pemohon mengisi survei kepuasan."
    record(EventKind.SURVEYED, court=case.court, by=by, at=at, case=case, summary=summary)
    return survey
