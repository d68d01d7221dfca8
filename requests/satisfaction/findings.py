"""A result in words and rows, alike on the page, on paper and in the periodic report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from requests.satisfaction.scoring import ENOUGH, TIMES, difference_words

if TYPE_CHECKING:
    from requests.satisfaction.models import SurveyRound
    from requests.satisfaction.results import Outcome
    from requests.satisfaction.scoring import Result, Score

NOTHING = "\N{EN DASH}"


@dataclass(frozen=True)
class ScoreRow:
    """One element of a result beside the same of the period before."""

    score: Score
    former: str
    change: str
    is_lowest: bool


def words_in(found: SurveyRound) -> list[str]:
    """Return the comments, in the random order of their keys."""
    said = found.sheets.exclude(words="").order_by("key")
    return list(said.values_list("words", flat=True))


def score_rows(outcome: Outcome) -> list[ScoreRow]:
    result, former = outcome.result, outcome.former
    if result is None:
        return []
    before = former.result.scores if former and former.result else ()
    then = {score.element.code: score for score in before}
    return [_row(score, then.get(score.element.code), result) for score in result.scores]


def _row(score: Score, before: Score | None, result: Result) -> ScoreRow:
    return ScoreRow(
        score=score,
        former=before.nrr if before else NOTHING,
        change=difference_words(score.mean, before.mean) if before else NOTHING,
        is_lowest=score == result.lowest,
    )


def finding_of(outcome: Outcome) -> str:
    """Return the result in two sentences."""
    result, former = outcome.result, outcome.former
    if result is None:
        return f"Tidak ada hasil: yang menjawab kurang dari {ENOUGH} orang."
    index = f"Indeks {result.index_words} dari 100: {result.band_words} ({result.band})"
    if former and former.result:
        moved = difference_words(result.mean * TIMES, former.result.mean * TIMES, 2)
        index += f", {moved} dari {former.round.period_words}"
    lowest = result.lowest
    return f"{index}. Paling rendah: {lowest.element.title}, {lowest.nrr} dari 4."
