"""The demonstration's surveys: two half years', closed, and this one's, still open.

Rows are written as they would have become. A court that has any survey is left as it is.
"""

from __future__ import annotations

import tomllib
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from django.conf import settings

from requests.satisfaction import papers, rules
from requests.satisfaction.elements import COLUMNS, usual_questions
from requests.satisfaction.models import SurveyRound, SurveySheet, SurveyTaker
from requests.satisfaction.spans import current_half, former_half
from sopti.people.models import Court, User

if TYPE_CHECKING:
    from datetime import date

    from sopti.core.periods import Period

FILE = settings.BASE_DIR / "fixtures" / "demo_survey.toml"
NINE = time(9)
OPEN_FOR, OPENED_AGO = timedelta(days=14), timedelta(days=5)
NOT_ANSWERING = 6  # of those asked in the former half year


def load(at: datetime) -> str:
    """Write three surveys for every demonstration court that has none."""
    told = tomllib.loads(FILE.read_text(encoding="utf-8"))
    before = SurveyRound.objects.count()
    courts = Court.objects.on_show().filter(survey_rounds=None)
    for place, court in enumerate(courts.order_by("key")):
        former = former_half(at.astimezone(court.tz).date())
        _closed(court, former_half(former.first), _from(told, place + 3), at=at)
        _closed(court, former, _from(told, place), at=at)
        _current(court, told, at=at)
    return f"{SurveyRound.objects.count() - before} survei kepuasan"


def _closed(court: Court, period: Period, told: dict[str, list[str]], *, at: datetime) -> None:
    """Write a survey of a period that is over, answered soon after it."""
    opened = _moment(court, period.last + timedelta(days=3))
    found = _round(court, period, opened, invited=len(told["sheets"]) + NOT_ANSWERING)
    _answers(found, told["sheets"], told["words"][:4])
    found.closed_at = min(opened + OPEN_FOR + timedelta(days=1), at)
    found.save()
    papers.issue_result(found, at=found.closed_at)


def _from(told: dict[str, list[str]], place: int) -> dict[str, list[str]]:
    """Leave out the first few answers, so that courts and periods differ a little."""
    return {name: rows[place:] for name, rows in told.items()}


def _current(court: Court, told: dict[str, list[str]], *, at: datetime) -> None:
    """Write an open survey that a few have answered, not those shown first."""
    today = at.astimezone(court.tz).date()
    asked = list(rules.asked_in(court, on=today).order_by("pk"))
    opened = min(_moment(court, today - OPENED_AGO), at)
    found = _round(court, current_half(today), opened, invited=len(asked))
    takers = [one for one in asked if not one.username.startswith(("pegawai.", "sekretaris."))][-2:]
    for person, sheet in zip(takers, told["sheets"], strict=False):
        SurveyTaker.objects.create(round=found, person=person)
        _answers(found, [sheet], [])


def _round(court: Court, period: Period, opened: datetime, *, invited: int) -> SurveyRound:
    today = opened.astimezone(court.tz).date()
    head = User.objects.holding("kasubag_ptip", court=court, on=today).order_by("pk").first()
    made: SurveyRound = SurveyRound.objects.create(
        court=court,
        first=period.first,
        last=period.last,
        questions=usual_questions(),
        opened_by=head,
        opened_at=opened,
        closes_on=today + OPEN_FOR,
        invited=invited,
    )
    return made


def _answers(found: SurveyRound, sheets: list[str], words: list[str]) -> None:
    """Write answers from rows such as "344433443", comments with the first of them."""
    SurveySheet.objects.bulk_create(
        SurveySheet(
            round=found,
            words=words[place] if place < len(words) else "",
            **dict(zip(COLUMNS, map(int, sheet), strict=True)),
        )
        for place, sheet in enumerate(sheets)
    )


def _moment(court: Court, day: date) -> datetime:
    return datetime.combine(day, NINE, court.tz)
