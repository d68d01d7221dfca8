"""The formula of Permenpan-RB 14/2017: from the marks of all to one index and its band.

NRR of an element = sum of its marks / respondents; weighted by 1/9; index = sum x 25. Fractions
until the last moment: rounded parts do not add up.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from requests.satisfaction.elements import COLUMNS, Element, elements

if TYPE_CHECKING:
    from collections.abc import Mapping

ENOUGH = 5  # respondents; of fewer, a result would tell who said what
WEIGHT_WORDS = "1/9 (0,111)"
TIMES = 25
# The lowest index of each band: "65.00-76.60" and so on, looked up with two decimals.
BANDS = (
    (Decimal("88.31"), "A", "sangat baik"),
    (Decimal("76.61"), "B", "baik"),
    (Decimal("65.00"), "C", "kurang baik"),
    (Decimal("25.00"), "D", "tidak baik"),
)


@dataclass(frozen=True)
class Score:
    """One element: the sum of its marks, its NRR, and that weighted by 1/9."""

    element: Element
    total: int
    mean: Fraction

    @property
    def nrr(self) -> str:
        return _words(self.mean, 3)

    @property
    def weighted(self) -> str:
        return _words(self.mean / len(COLUMNS), 3)

    @property
    def shown(self) -> float:
        """The NRR as a chart draws it."""
        return float(_rounded(self.mean, 2))


@dataclass(frozen=True)
class Result:
    """What so many respondents think: nine scores and the index."""

    respondents: int
    scores: tuple[Score, ...]

    @property
    def mean(self) -> Fraction:
        """The sum of the weighted NRRs."""
        return sum((score.mean for score in self.scores), Fraction()) / len(self.scores)

    @property
    def sum_weighted(self) -> str:
        return _words(self.mean, 3)

    @property
    def index(self) -> Decimal:
        return _rounded(self.mean * TIMES, 2)

    @property
    def index_words(self) -> str:
        return _words(self.mean * TIMES, 2)

    @property
    def band(self) -> str:
        return band_of(self.index)[0]

    @property
    def band_words(self) -> str:
        return band_of(self.index)[1]

    @property
    def lowest(self) -> Score:
        return min(self.scores, key=lambda score: score.mean)

    @property
    def highest(self) -> Score:
        return max(self.scores, key=lambda score: score.mean)


def result_of(respondents: int, totals: Mapping[str, int | None]) -> Result | None:
    """Return the result of the sums by column ("u1"); None while there are too few respondents."""
    if respondents < ENOUGH:
        return None
    scores = (_score(one, totals[one.column] or 0, respondents) for one in elements())
    return Result(respondents, tuple(scores))


def band_of(index: Decimal) -> tuple[str, str]:
    """Return letter and words of the band in which an index with two decimals lies."""
    return next((letter, words) for least, letter, words in BANDS if index >= least)


def difference_words(now: Fraction, then: Fraction, digits: int = 3) -> str:
    """Return "naik 0,120", "turun 0,050" or "tetap", from what is printed of both."""
    changed = _rounded(now, digits) - _rounded(then, digits)
    if not changed:
        return "tetap"
    return f"{'naik' if changed > 0 else 'turun'} {_words(Fraction(abs(changed)), digits)}"


def mark_words(mean: Fraction) -> str:
    """Return a mean mark as it is printed: "3,25"."""
    return _words(mean, 2)


def _score(element: Element, total: int, respondents: int) -> Score:
    return Score(element, total, Fraction(total, respondents))


def _rounded(value: Fraction, digits: int) -> Decimal:
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)


def _words(value: Fraction, digits: int) -> str:
    return f"{_rounded(value, digits)}".replace(".", ",")
