"""What the case page and Beranda show of a finished request."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q

from requests.closing import rules
from requests.enums import Answer
from sopti.core import words
from sopti.people.worktime import calendar_of
from sopti.workflow.enums import CaseStatus
from sopti.workflow.models import Case
from sopti.workflow.registry import MONTH, Ending, Panel
from sopti.workflow.rules import SUPERVISORS

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from requests.models import Confirmation, Survey
    from sopti.people.models import User


def closing_panels(case: Case, viewer: User, now: datetime) -> list[Panel]:
    """Return the step after the SOP, the question to the requester, and the survey."""
    if case.is_running:
        return [_step(case, answered=None, until=None)]
    if case.status != CaseStatus.DONE or not hasattr(case, "service_request"):
        return []
    answered: Confirmation | None = getattr(case, "confirmation", None)
    if answered is None:
        return _unanswered(case, viewer, now=now)
    return [
        _step(case, answered=answered, until=None),
        *_survey(case, answered, viewer),
    ]


def asks_for_answer(case: Case) -> Ending | None:
    """Return the words that ask the requester of a done request whether it is done well."""
    until = rules.answer_until(case, calendar_of(case.court))
    if until is None or not hasattr(case, "service_request"):
        return None
    limit = words.long_moment(until, case.court.tz)
    said = (
        f"{case.number} sudah selesai dikerjakan. Periksa hasilnya, lalu jawab: sudah beres, atau "
        f"belum. Jawab sampai {limit}. Tanpa jawaban, permintaan dianggap beres."
    )
    return Ending("Selesai, mohon diperiksa", said, "#hasil")


def _step(case: Case, *, answered: Confirmation | None, until: datetime | None) -> Panel:
    told = {
        "case": case,
        "answered": answered,
        "until": until,
        "days": rules.ANSWER_DAYS,
        "last": case.flow.steps[-1],
    }
    return Panel("requests/closing/_step.html", told, "steps")


def _unanswered(case: Case, viewer: User, *, now: datetime) -> list[Panel]:
    until = rules.answer_until(case, calendar_of(case.court))
    step = _step(case, answered=None, until=until)
    if not rules.is_asker(viewer, case) or until is None or now > until:
        return [step]
    return [step, Panel("requests/closing/_ask.html", {"case": case, "until": until}, "top")]


def _survey(case: Case, answered: Confirmation, viewer: User) -> list[Panel]:
    """Show the marks to who gave them and to the heads; offer the questions to who has not."""
    survey: Survey | None = getattr(answered.case, "survey", None)
    asks = rules.is_asker(viewer, case)
    if survey is None:
        offered = asks and answered.state != Answer.REOPENED
        return [Panel("requests/closing/_survey_offer.html", {"case": case})] if offered else []
    if not asks and not SUPERVISORS & viewer.role_keys:
        return []
    return [Panel("requests/closing/_survey.html", {"marks": marks_of(survey), "survey": survey})]


def marks_of(survey: Survey) -> list[tuple[str, str]]:
    """Return the marks as (question, mark in words)."""
    return [
        ("Waktu", survey.get_speed_display()),
        ("Hasil", survey.get_outcome_display()),
        ("Sikap petugas", survey.get_manner_display()),
    ]


def unconfirmed(*, person: int, court: int | None, month_ago: datetime, **_: Any) -> QuerySet[Case]:
    """Return what Beranda asks for: see sopti.workflow.registry.register_home_panels."""
    mine = Case.objects.filter(Q(requester=person) | Q(filed_by=person), court=court)
    return mine.filter(
        status=CaseStatus.DONE,
        service_request__isnull=False,
        confirmation=None,
        closed_at__gt=month_ago,
    )


def home_panels(user: User, now: datetime) -> list[Panel]:
    """Return the finished requests that wait for this person's word."""
    rows: list[dict[str, Any]] = []
    done = unconfirmed(person=user.pk, court=user.court_id, month_ago=now - MONTH)
    cases = list(done.select_related("court").order_by("closed_at")[:10])
    calendar = calendar_of(cases[0].court) if cases else None
    for case in cases:
        until = rules.answer_until(case, calendar) if calendar else None
        if until and now <= until:
            rows.append({"case": case, "until": until})
    return [Panel("requests/closing/_home.html", {"rows": rows}, "top")] if rows else []
