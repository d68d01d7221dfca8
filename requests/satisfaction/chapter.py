"""What the periodic report tells of satisfaction: the surveys closed, and marks after requests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from requests.satisfaction.findings import finding_of
from requests.satisfaction.models import SurveyRound
from requests.satisfaction.results import Outcome, outcome_of, short_marks
from requests.satisfaction.scoring import ENOUGH, WEIGHT_WORDS
from sopti.core.words import number
from sopti.workflow.chapters import Chapter, Column, Figure, Table

if TYPE_CHECKING:
    from requests.satisfaction.results import ShortMarks
    from sopti.core.periods import Period
    from sopti.people.models import Court

TITLE = "Kepuasan pegawai atas layanan TI"
COLUMNS = (
    Column(head="Unsur"),
    Column(head="Jumlah nilai", kind="number"),
    Column(head="NRR", kind="number"),
    Column(head=f"Tertimbang {WEIGHT_WORDS}", kind="number"),
)
NOT_OFFICIAL = (
    "Survei ini bersifat internal menurut sembilan unsur Permenpan-RB Nomor 14 Tahun 2017, "
    "bukan SKM resmi."
)


def tell(court: Court, period: Period) -> Chapter | None:
    """Tell the newest survey closed in the period, and the marks given after requests in it."""
    begins, ends = period.begins(court.tz), period.ends(court.tz)
    closed = SurveyRound.objects.closed().filter(
        court=court, closed_at__gte=begins, closed_at__lt=ends
    )
    newest = closed.select_related("court").order_by("-closed_at").first()
    short = short_marks(court, begins, ends)
    if newest is None and not short.count:
        return None
    outcome = outcome_of(newest) if newest else None
    chart = outcome.chart if outcome else None
    return Chapter(
        key="kepuasan",
        title=TITLE,
        sentences=(*(_of_survey(outcome) if outcome else ()), _of_requests(short)),
        tables=(_table(outcome),) if outcome and outcome.result else (),
        charts=(chart,) if chart else (),
        obstacles=_obstacles(outcome),
        figures=_figures(outcome),
    )


def _of_survey(outcome: Outcome) -> tuple[str, ...]:
    return (f"{outcome.round}: {outcome.answered_words}. {finding_of(outcome)}", NOT_OFFICIAL)


def _of_requests(short: ShortMarks) -> str:
    if not short.count:
        return "Tidak ada survei yang diisi sesudah permintaan selesai."
    said = f"Sesudah permintaan selesai, {number(short.count)} pemohon mengisi survei singkat"
    if not short.is_shown:
        return f"{said}; rata-ratanya dihitung mulai {ENOUGH} jawaban."
    means = ", ".join(f"{mark.question.lower()} {mark.mean}" for mark in short.marks)
    return f"{said} (nilai 1 sampai 4): {means}. Nilai ini tidak masuk indeks survei internal."


def _table(outcome: Outcome) -> Table:
    result = outcome.result
    assert result is not None  # noqa: S101 (asked by the caller)
    return Table(
        caption=f"Nilai rata-rata tiap unsur, {outcome.round.period_words}",
        columns=COLUMNS,
        rows=tuple(
            (score.element.title, number(score.total), score.nrr, score.weighted)
            for score in result.scores
        ),
        total=(
            f"Indeks: {result.sum_weighted} x 25 = {result.index_words}",
            "",
            "",
            "",
        ),
    )


def _obstacles(outcome: Outcome | None) -> tuple[str, ...]:
    """Name the lowest element where the whole is less than good."""
    if outcome is None or outcome.result is None or outcome.result.band in "AB":
        return ()
    lowest = outcome.result.lowest
    return (f"Kepuasan pegawai paling rendah pada {lowest.element.title} ({lowest.nrr} dari 4).",)


def _figures(outcome: Outcome | None) -> tuple[Figure, ...]:
    if outcome is None or outcome.result is None:
        return ()
    words = f"indeks kepuasan internal ({outcome.result.band_words})"
    return (Figure(big=outcome.result.index_words, words=words),)
