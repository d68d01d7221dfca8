"""What the pages of the internal survey show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from requests.satisfaction import rules
from requests.satisfaction.elements import elements
from requests.satisfaction.findings import finding_of, score_rows, words_in
from requests.satisfaction.models import SurveyRound, SurveyTaker
from requests.satisfaction.results import answered_words, outcome_of, result_in
from requests.satisfaction.scoring import BANDS, ENOUGH, WEIGHT_WORDS
from sopti.workflow.registry import Panel

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.db.models import QuerySet

    from requests.satisfaction.scoring import Result
    from sopti.people.models import User

BAND_WORDS = tuple(
    (letter, words, f"{least} sampai {most}".replace(".", ","))
    for (least, letter, words), most in zip(BANDS, ("100", "88.30", "76.60", "64.99"), strict=True)
)


@dataclass(frozen=True)
class RoundRow:
    """One closed survey in the list."""

    round: SurveyRound
    answered: str
    result: Result | None


def rounds_page(user: User, *, today: date) -> dict[str, Any]:
    """Return the surveys of the court: the open one, and what the others came to."""
    rounds = SurveyRound.objects.visible_to(user).with_totals().select_related("court")
    found = list(rounds)
    running = next((one for one in found if one.closed_at is None), None)
    return {
        "running": running,
        "answered": _answered(running) if running else "",
        "why_not_answer": rules.why_not_answer(user, running, today=today) if running else "",
        "rows": [
            RoundRow(one, f"{_respondents(one)} dari {one.invited}", result_in(one))
            for one in found
            if one.closed_at is not None
        ],
        "why_not_open": rules.why_not_open(user),
        "is_keeper": rules.is_keeper(user),
        "enough": ENOUGH,
    }


def _answered(found: SurveyRound) -> str:
    return answered_words(_respondents(found), found.invited)


def _respondents(found: SurveyRound) -> int:
    respondents: int = getattr(found, "respondents", 0)
    return respondents


def round_page(found: SurveyRound, *, viewer: User, today: date) -> dict[str, Any]:
    """Return one survey: how many answered while it is open, what it came to once closed."""
    shown = {
        "round": found,
        "enough": ENOUGH,
        "questions": list(zip(elements(), found.questions, strict=True)),
        "why_not_change": rules.why_not_change(viewer, found),
        "reads_words": rules.reads_words(viewer),
    }
    if found.closed_at is None:
        return shown | {
            "answered": answered_words(found.takers.count(), found.invited),
            "why_not_answer": rules.why_not_answer(viewer, found, today=today),
        }
    return shown | _outcome(found, viewer)


def _outcome(found: SurveyRound, viewer: User) -> dict[str, Any]:
    outcome = outcome_of(found)
    words = outcome.result is not None and rules.reads_words(viewer)
    return {
        "outcome": outcome,
        "rows": score_rows(outcome),
        "finding": finding_of(outcome),
        "bands": BAND_WORDS,
        "weight": WEIGHT_WORDS,
        "words": words_in(found) if words else [],
    }


# --------------------------------------------------------------------------------------- Beranda
def unanswered(*, person: int, court: int | None, today: date, **_: Any) -> QuerySet[SurveyRound]:
    """Return what Beranda asks for: see sopti.workflow.registry.register_home_panels."""
    taken = SurveyTaker.objects.filter(person=person).values("round")
    rounds = SurveyRound.objects.open().filter(court=court, closes_on__gte=today)
    return rounds.exclude(pk__in=taken)


def home_panels(user: User, now: datetime) -> list[Panel]:
    """Return the survey that waits for this person's answers."""
    if user.court is None or not rules.is_asked(user):
        return []
    today = now.astimezone(user.court.tz).date()
    rounds = unanswered(person=user.pk, court=user.court_id, today=today)
    return [Panel("requests/satisfaction/_home.html", {"round": one}) for one in rounds[:1]]
