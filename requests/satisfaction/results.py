"""What a closed survey came to, the one before it, and the marks given after single requests."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from django.db.models import Count, Sum

from requests.models import Survey
from requests.satisfaction.elements import HIGHEST
from requests.satisfaction.models import SurveyRound, totals_of
from requests.satisfaction.scoring import ENOUGH, Result, mark_words, result_of
from sopti.ui.charts import Chart, Series

if TYPE_CHECKING:
    from datetime import datetime

    from sopti.people.models import Court

# The three questions after a request, and the elements whose matter they share.
SHORT = (
    ("speed", "Waktu penanganan", "U3 Waktu penyelesaian"),
    ("outcome", "Hasil", "U5 Produk spesifikasi jenis pelayanan"),
    ("manner", "Sikap petugas", "U7 Perilaku pelaksana"),
)


@dataclass(frozen=True)
class ShortMark:
    """One of the three questions: its mean, or "" while too few answered."""

    question: str
    element: str
    mean: str


@dataclass(frozen=True)
class ShortMarks:
    """What requesters said right after their requests."""

    count: int
    marks: tuple[ShortMark, ...]

    @property
    def is_shown(self) -> bool:
        return self.count >= ENOUGH


@dataclass(frozen=True)
class Outcome:
    """A closed survey in numbers; `result` is None where too few answered."""

    round: SurveyRound
    respondents: int
    result: Result | None
    former: Outcome | None
    short: ShortMarks

    @property
    def answered_words(self) -> str:
        return answered_words(self.respondents, self.round.invited)

    @property
    def chart(self) -> Chart | None:
        """Draw the nine NRRs, the lowest of them set bold."""
        return chart_of(self.result, self.round.period_words) if self.result else None


def answered_words(answered: int, invited: int) -> str:
    return f"{answered} dari {invited} pegawai menjawab"


def result_in(found: SurveyRound) -> Result | None:
    """Return the result of a survey that was read `with_totals()`."""
    respondents: int = getattr(found, "respondents", 0)
    return result_of(respondents, totals_of(found))


def outcome_of(found: SurveyRound) -> Outcome:
    """Return a closed survey in numbers. Three queries."""
    read = SurveyRound.objects.with_totals().select_related("court").get(pk=found.pk)
    return Outcome(
        round=read,
        respondents=getattr(read, "respondents", 0),
        result=result_in(read),
        former=_former(read),
        short=_short_of(read),
    )


def _former(found: SurveyRound) -> Outcome | None:
    """Return the newest survey of an earlier period that has a result."""
    earlier = SurveyRound.objects.closed().filter(court=found.court, last__lt=found.last)
    for one in earlier.with_totals().order_by("-last", "first")[:4]:
        if (result := result_in(one)) is not None:
            return Outcome(one, result.respondents, result, None, ShortMarks(0, ()))
    return None


def _short_of(found: SurveyRound) -> ShortMarks:
    tz = found.court.tz
    ends = found.period.ends(tz)
    until = min(ends, found.closed_at) if found.closed_at else ends  # later marks change no paper
    return short_marks(found.court, found.period.begins(tz), until)


def short_marks(court: Court, begins: datetime, ends: datetime) -> ShortMarks:
    """Return the three marks given from then until then, in one query."""
    given = Survey.objects.filter(
        case__court=court, answered_at__gte=begins, answered_at__lt=ends
    ).aggregate(count=Count("pk"), **{column: Sum(column) for column, _, _ in SHORT})
    count = given["count"]
    marks = (
        ShortMark(question, element, _mean(given[column], count))
        for column, question, element in SHORT
    )
    return ShortMarks(count, tuple(marks))


def _mean(total: int | None, count: int) -> str:
    return mark_words(Fraction(total or 0, count)) if count >= ENOUGH else ""


def chart_of(result: Result, words: str) -> Chart:
    scores = result.scores
    return Chart(
        kind="bars",
        title=f"Nilai rata-rata tiap unsur, {words} (1 sampai {HIGHEST})",
        names=tuple(score.element.title for score in scores),
        series=(Series(label="NRR", values=tuple(score.shown for score in scores)),),
        decimals=2,
        head="Unsur",
        strong=scores.index(result.lowest),
    )
