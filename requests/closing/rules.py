"""Until when a finished request may be answered, and by whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from requests import rules
from requests.enums import Answer
from requests.models import Confirmation, ServiceRequest, Survey
from sopti.core import words
from sopti.people.worktime import calendar_of
from sopti.workflow.enums import CaseStatus

if TYPE_CHECKING:
    from datetime import datetime

    from sopti.people.models import User
    from sopti.people.worktime import WorkCalendar
    from sopti.workflow.models import Case

ANSWER_DAYS = 3  # working days after the day on which the last step was done


def answer_until(case: Case, calendar: WorkCalendar) -> datetime | None:
    """Return the close of the third working day after the case was done."""
    closed = case.closed_at
    if closed is None:
        return None
    first = calendar.end_of_nth_day(closed, 1)
    same_day = first.date() == closed.astimezone(calendar.zone).date()
    return calendar.end_of_nth_day(closed, ANSWER_DAYS + same_day)


def is_asker(user: User, case: Case) -> bool:
    """Tell whether the person asked for it, or filed it for a colleague."""
    return user.pk in {case.requester_id, case.filed_by_id}


def why_not_confirm(user: User, case: Case, *, now: datetime) -> str | None:
    """Say why this person cannot say that the request is done well."""
    return _why_not_done(case) or _why_not_unanswered(case, now=now) or _why_not_asker(user, case)


def why_not_reopen(user: User, case: Case, *, now: datetime) -> str | None:
    """Say why this person cannot have the request done again."""
    return (
        why_not_confirm(user, case, now=now)
        or _why_too_late(case, now=now)
        or _why_no_new_case(user)
    )


def why_not_let_pass(case: Case, calendar: WorkCalendar, *, now: datetime) -> str | None:
    """Say why silence does not count as an answer yet."""
    until = answer_until(case, calendar)
    if until is None or now <= until:
        return "Pemohon masih dapat menjawab."
    return _why_not_done(case) or _why_not_unanswered(case, now=now)


def why_not_survey(user: User, case: Case) -> str | None:
    """Say why this person cannot say how content they are."""
    answered = Confirmation.objects.filter(case=case).first()
    if answered is None or answered.state == Answer.REOPENED:
        return "Survei diisi sesudah hasil permintaan dikonfirmasi."
    if Survey.objects.filter(case=case).exists():
        return "Survei untuk permintaan ini sudah diisi. Terima kasih."
    return _why_not_asker(user, case)


def _why_not_done(case: Case) -> str | None:
    if case.status != CaseStatus.DONE:
        return f"Berkas ini {case.get_status_display().lower()}; hasilnya belum dapat dinilai."
    if not ServiceRequest.objects.filter(case=case).exists():
        return "Hanya hasil permintaan layanan yang dikonfirmasi pemohon."
    return None


def _why_not_unanswered(case: Case, *, now: datetime) -> str | None:
    answered = Confirmation.objects.filter(case=case).select_related("by").first()
    if answered is None:
        return None
    when = words.moment(answered.confirmed_at, now=now, tz=case.court.tz)
    by = f" oleh {answered.by}" if answered.by else ""
    return f"Hasil permintaan ini {answered.get_state_display().lower()}{by} {when}."


def _why_not_asker(user: User, case: Case) -> str | None:
    return None if is_asker(user, case) else "Hasil permintaan dinilai oleh pemohonnya."


def _why_no_new_case(user: User) -> str | None:
    table = rules.service_table(user)
    if table is None:
        return rules.why_no_table(user)
    return rules.why_not_file(user, table, requester=user)


def _why_too_late(case: Case, *, now: datetime) -> str | None:
    calendar = calendar_of(case.court)
    until = answer_until(case, calendar)
    if until is None or now <= until:
        return None
    return (
        f"Batas membuka kembali sudah lewat {words.moment(until, now=now, tz=calendar.zone)}. "
        "Ajukan permintaan baru dan sebut nomor ini."
    )
