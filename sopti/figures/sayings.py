"""The finding of a period in sentences, and its charts: for the page and the report alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sopti.core.words import HOUR, SHORT_MONTHS, duration, number
from sopti.ui.charts import Chart, Series

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from sopti.core.periods import Period
    from sopti.figures.compliance import StepFigures
    from sopti.figures.tallies import CaseTally

MOST_BARS = 10
ENDINGS = " .,;:"  # of activities, as the SOPs write them
IN_HOURS_FROM = 3 * HOUR


def first_finding(cases: CaseTally, noun: str) -> str:
    """Return "36 dari 41 permintaan selesai dalam norma (88%).", or what there is instead."""
    if cases.judged:
        rest = cases.done - cases.judged
        beside = f" {number(rest)} lagi tidak dinilai, karena normanya tidak terukur." * bool(rest)
        return (
            f"{number(cases.within)} dari {number(cases.judged)} {noun} selesai dalam norma "
            f"({cases.share}%).{beside}"
        )
    if cases.done:
        return f"{number(cases.done)} {noun} selesai; norma SOP-nya tidak dapat dinilai."
    return f"Belum ada {noun} yang selesai."


def steps_finding(judged: int, within: int, *, words: str) -> str:
    """Return "480 dari 512 langkah selesai dalam norma pada Oktober 2026 (93%)."."""
    if not judged:
        return f"Belum ada langkah bernorma yang selesai pada {words}."
    share = within * 100 // judged
    many = f"{number(within)} dari {number(judged)}"
    return f"{many} langkah selesai dalam norma pada {words} ({share}%)."


def slowest(steps: Iterable[StepFigures]) -> StepFigures | None:
    """Return the step where half of all waited longest; None where nothing waited."""
    waited = [step for step in steps if step.waiting.median]
    return max(waited, key=lambda step: step.waiting.median or 0, default=None)


def second_finding(steps: Sequence[StepFigures], *, named: bool = False) -> str:
    """Say where work waited longest; `named` says of which procedure, too."""
    if not steps:
        return ""
    found = slowest(steps)
    if found is None:
        return "Tidak ada langkah yang lama menunggu."
    where = f"langkah {found.step}, {found.activity.rstrip(ENDINGS)}"
    where = f"{found.procedure_title}, {where}" if named else where
    waited = duration(found.waiting.median or 0)
    if found.count == 1:
        return f"Paling lama menunggu di {where}: {waited} kerja."
    return f"Paling lama menunggu di {where}: separuhnya {waited} kerja atau lebih."


def months_chart(series: dict[date, CaseTally], period: Period, noun: str) -> Chart:
    """Draw how many cases ended in each of the twelve months, within the norm or not."""
    months = sorted(series)
    shown = [series[month] for month in months]
    unjudged = tuple(one.done - one.judged for one in shown)
    parts = [
        Series(label="dalam norma", values=tuple(one.within for one in shown)),
        Series(label="lewat norma", values=tuple(one.late for one in shown), tone="late"),
    ]
    if any(unjudged):
        parts.insert(1, Series(label="tidak dinilai", values=unjudged, tone="soft"))
    return Chart(
        kind="columns",
        title=f"{noun.capitalize()} selesai tiap bulan, {_range(months)}",
        names=tuple(SHORT_MONTHS[month.month - 1] for month in months),
        series=tuple(parts) if any(one.done for one in shown) else (),
        strong=months.index(period.last.replace(day=1)) if period.is_month else None,
        head="Bulan",
    )


def _range(months: list[date]) -> str:
    first, last = (f"{SHORT_MONTHS[day.month - 1]} {day.year}" for day in (months[0], months[-1]))
    return f"{first} sampai {last}"


def waits_chart(steps: Sequence[StepFigures], words: str, *, named: bool = False) -> Chart:
    """Draw how long half of the work waited and took at each step; `named`: by letter, too."""
    longest = max(((s.waiting.median or 0) + (s.work.median or 0) for s in steps), default=0)
    per, unit = (HOUR, "jam") if longest >= IN_HOURS_FROM else (1, "menit")
    found = slowest(steps)
    return Chart(
        kind="bars",
        title=f"Di mana pekerjaan menunggu, {words}",
        names=tuple(_name(step, named=named) for step in steps),
        series=(
            Series(
                label="menunggu",
                values=tuple(_in(step.waiting.median, per) for step in steps),
                tone="soft",
            ),
            Series(label="dikerjakan", values=tuple(_in(step.work.median, per) for step in steps)),
        ),
        unit=f"median, {unit} kerja",
        decimals=1 if per == HOUR else 0,
        strong=list(steps).index(found) if found else None,
        head="Langkah",
    )


def _name(step: StepFigures, *, named: bool) -> str:
    if named:
        return f"Langkah {step.step}, {step.procedure_title}"  # the number stays when it is cut
    return f"{step.step} {step.activity.rstrip(ENDINGS)}"


def _in(minutes: int | None, per: int) -> float | None:
    return None if minutes is None else round(minutes / per, 2)


def slowest_steps(steps: Sequence[StepFigures], most: int = MOST_BARS) -> list[StepFigures]:
    """Return the steps that waited longest, the longest first."""
    waited = [step for step in steps if step.waiting.median and not step.is_former]
    return sorted(waited, key=lambda step: -(step.waiting.median or 0))[:most]
