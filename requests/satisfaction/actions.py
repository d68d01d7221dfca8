"""Every change of the internal survey: opened, answered, moved, closed, reminded of.

Who answered is not in the record: it would stand there in the order of the answers.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from requests.satisfaction import papers, rules
from requests.satisfaction.elements import COLUMNS
from requests.satisfaction.models import SurveyRound, SurveySheet, SurveyTaker
from sopti.core.errors import Refusal, refuse_if
from sopti.core.words import number, plain_date, sentence
from sopti.notifications.actions import notify
from sopti.people.actions import keep
from sopti.people.models import Court, User
from sopti.workflow.enums import EventKind
from sopti.workflow.record import record

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from sopti.core.periods import Period

REMINDED = timedelta(days=3)  # before the last day
TOLD_OF_RESULTS = ("kasubag_ptip", "sekretaris", "ketua")


@dataclass(frozen=True)
class Opinion:
    """Nine marks in the order of the elements, and perhaps a comment."""

    marks: tuple[int, ...]
    words: str = ""


@transaction.atomic
def open_round(
    period: Period, *, closes_on: date, questions: Sequence[str], by: User, at: datetime
) -> SurveyRound:
    """Ask everybody of the court who does not run the desk. One survey is open at a time."""
    if by.court_id is None:
        raise Refusal(rules.NO_COURT)
    court = Court.objects.select_for_update().get(pk=by.court_id)
    today = at.astimezone(court.tz).date()
    refuse_if(rules.why_not_open(by))
    refuse_if(rules.why_not_period(court.pk, period))
    refuse_if(rules.why_not_last_day(closes_on, today=today))
    refuse_if(rules.why_not_questions(questions))
    asked = list(rules.asked_in(court, on=today))
    opened = SurveyRound(court=court, first=period.first, last=period.last, opened_by=by,
                         opened_at=at, closes_on=closes_on, invited=len(asked),
                         questions=[one.strip() for one in questions])  # fmt: skip
    keep(opened, by=by)
    summary = f"{by} membuka {opened} sampai {plain_date(closes_on)}."
    record(EventKind.SURVEY_OPENED, court=court, by=by, at=at, summary=summary, survey=opened.pk)
    _ask(opened, asked, at=at)
    return opened


@transaction.atomic
def answer(round_id: int, opinion: Opinion, *, by: User, at: datetime) -> None:
    """Keep nine marks without a name, and apart from them that this person has answered."""
    found = _locked(round_id)
    refuse_if(rules.why_not_answer(by, found, today=_today(found, at)))
    SurveyTaker.objects.create(round=found, person=by)
    marks = dict(zip(COLUMNS, opinion.marks, strict=True))
    SurveySheet.objects.create(round=found, words=opinion.words.strip(), **marks)


@transaction.atomic
def move_last_day(round_id: int, *, closes_on: date, by: User, at: datetime) -> SurveyRound:
    """Give people more time, or less."""
    found = _locked(round_id)
    refuse_if(rules.why_not_change(by, found))
    refuse_if(rules.why_not_last_day(closes_on, today=_today(found, at)))
    found.closes_on = closes_on
    keep(found, by=by)
    summary = f"{by} mengubah hari terakhir {found} menjadi {plain_date(closes_on)}."
    record(EventKind.SURVEY_MOVED, court=found.court, by=by, at=at, summary=summary,
           survey=found.pk)  # fmt: skip
    return found


@transaction.atomic
def close_round(round_id: int, *, by: User, at: datetime) -> SurveyRound:
    """End it before its last day."""
    found = _locked(round_id)
    refuse_if(rules.why_not_change(by, found))
    return _close(found, by=by, at=at)


def tend(at: datetime) -> str:
    """Close what is over, and remind of what ends soon. Safe twice and in two workers."""
    rounds = SurveyRound.objects.open().select_related("court")
    said = [_tend(found.pk, at=at) for found in rounds if _what_to_do(found, at=at)]
    done = [word for word in said if word]
    return ", ".join(f"{done.count(word)} surveys {word}" for word in dict.fromkeys(done))


@transaction.atomic
def _tend(round_id: int, *, at: datetime) -> str:
    """Look again under the lock: another worker may have been here."""
    found = _locked(round_id)
    what = _what_to_do(found, at=at)
    if what == "closed":
        _close(found, by=None, at=at)
    elif what == "reminded of":
        _remind(found, at=at)
    return what


def _what_to_do(found: SurveyRound, *, at: datetime) -> str:
    if found.closed_at is not None:
        return ""
    today = _today(found, at)
    if found.closes_on < today:
        return "closed"
    soon = found.closes_on - REMINDED <= today
    opened_on = found.opened_at.astimezone(found.court.tz).date()
    return "reminded of" if soon and found.reminded_at is None and opened_on < today else ""


def _close(found: SurveyRound, *, by: User | None, at: datetime) -> SurveyRound:
    today = _today(found, at)
    answered = found.takers.count()
    found.invited = max(rules.asked_in(found.court, on=today).count(), answered)
    found.closed_at = at
    keep(found, by=by)
    _part_names_from_answers(found)
    papers.issue_result(found, at=at)
    _tell_of_result(found, answered, today=today, at=at)
    closed = f"{by} menutup {found}" if by else f"{found} ditutup pada waktunya"
    summary = sentence(f"{closed}: {number(answered)} dari {number(found.invited)} menjawab")
    record(EventKind.SURVEY_CLOSED, court=found.court, by=by, at=at, summary=summary,
           survey=found.pk, answered=answered, invited=found.invited)  # fmt: skip
    return found


def _part_names_from_answers(found: SurveyRound) -> None:
    """Forget who answered, and write the answers anew in the order of their random keys.

    Until now the two lay in the same order in the database's files.
    """
    found.takers.all().delete()
    sheets = list(found.sheets.order_by("key"))
    found.sheets.all().delete()
    SurveySheet.objects.bulk_create(sheets)


def _ask(found: SurveyRound, people: Sequence[User], *, at: datetime) -> None:
    notify(
        to=people,
        subject=f"Survei kepuasan layanan TI, {found.period_words}",
        body="Sembilan pertanyaan, kurang dari dua menit. Jawaban disimpan tanpa nama. "
        f"Dapat diisi sampai {plain_date(found.closes_on)}.",
        link=found.get_absolute_url(),
        at=at,
    )


def _remind(found: SurveyRound, *, at: datetime) -> None:
    people = rules.asked_in(found.court, on=_today(found, at))
    notify(
        to=people.exclude(pk__in=found.takers.values("person")),
        subject=f"Survei kepuasan layanan TI ditutup {plain_date(found.closes_on)}",
        body="Anda belum mengisi. Sembilan pertanyaan, kurang dari dua menit, tanpa nama.",
        link=found.get_absolute_url(),
        at=at,
    )
    found.reminded_at = at
    keep(found, by=None)


def _tell_of_result(found: SurveyRound, answered: int, *, today: date, at: datetime) -> None:
    holding = User.objects.holding
    heads = [one for role in TOLD_OF_RESULTS for one in holding(role, court=found.court, on=today)]
    notify(
        to=heads,
        subject=f"Hasil survei kepuasan layanan TI, {found.period_words}",
        body=f"{number(answered)} dari {number(found.invited)} pegawai menjawab.",
        link=found.get_absolute_url(),
        at=at,
    )


def _locked(round_id: int) -> SurveyRound:
    locked = SurveyRound.objects.select_for_update(of=("self",))
    return locked.select_related("court").get(pk=round_id)


def _today(found: SurveyRound, at: datetime) -> date:
    return at.astimezone(found.court.tz).date()
