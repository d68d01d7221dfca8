"""What the figures tell in the periodic report: the steps, the slowest, and where work waited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sopti.core.words import HOUR, duration, number
from sopti.figures import sayings
from sopti.figures.advice import advice_on
from sopti.figures.compliance import case_figures, step_figures, summed
from sopti.ui.charts import Chart, Series
from sopti.workflow.chapters import MOST_ROWS, Chapter, Column, Figure, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sopti.core.periods import Period
    from sopti.figures.compliance import StepFigures
    from sopti.figures.tallies import CaseTally
    from sopti.people.models import Court

NOTHING = "–"  # noqa: RUF001 (as tables here show what is not there)
MOST_SLOW, MOST_BARS = 5, 8
HOW_COUNTED = (
    "Lama dihitung menurut jam kerja, dipisahkan antara menunggu (dibuka sampai dimulai) dan "
    "dikerjakan (dimulai sampai selesai); yang ditulis adalah nilai tengahnya."
)
STEPS = (
    Column(head="Langkah", wide=4),
    Column(head="Pelaksana", wide=2),
    Column(head="Kali", kind="number"),
    Column(head="Menunggu", kind="number"),
    Column(head="Dikerjakan", kind="number"),
    Column(head="Dalam norma", kind="number"),
    Column(head="Kembali/ tolak", kind="number"),
)
SLOW = (
    Column(head="Prosedur dan langkah", wide=4),
    Column(head="Pelaksana", wide=2),
    Column(head="Menunggu", kind="number"),
    Column(head="90% paling lama", kind="number"),
)


def tell(court: Court, period: Period) -> Chapter | None:
    """Return the chapter; None where no step was finished. Nine queries."""
    steps = step_figures(court, period)
    if not steps:
        return None
    cases = summed(case_figures(court, period).values())
    return Chapter(
        key="kepatuhan",
        title="Kepatuhan terhadap SOP",
        sentences=_sentences(steps, cases),
        tables=tuple(_tables(steps, period)),
        charts=_charts(steps, period),
        obstacles=tuple(_obstacles(steps)),
        figures=_title_figures(cases),
    )


def _sentences(steps: Sequence[StepFigures], cases: CaseTally) -> tuple[str, ...]:
    count = sum(step.count for step in steps)
    judged, within = (sum(getattr(step, name) for step in steps) for name in ("judged", "within"))
    done = f"{number(count)} langkah SOP diselesaikan"
    kept = (
        f"{done}; {number(within)} dari {number(judged)} yang bernorma selesai dalam norma "
        f"({within * 100 // judged}%)."
        if judged
        else f"{done}; normanya tidak dapat dinilai."
    )
    return (
        sayings.first_finding(cases, "berkas"),
        kept,
        sayings.second_finding(steps, named=True),
        HOW_COUNTED,
    )


def _title_figures(cases: CaseTally) -> tuple[Figure, ...]:
    if cases.share is None:
        return ()
    words = f"{number(cases.within)} dari {number(cases.judged)} berkas selesai dalam norma SOP"
    return (Figure(big=str(cases.share), unit="%", words=words),)


# ----------------------------------------------------------------------------------------- tables
def _tables(steps: Sequence[StepFigures], period: Period) -> list[Table]:
    """Return a table for each procedure, and one of the slowest steps. Rows are bounded."""
    by_procedure: dict[tuple[str, str], list[StepFigures]] = {}
    for step in steps[:MOST_ROWS]:
        by_procedure.setdefault((step.document, step.procedure_key), []).append(step)
    tables = [
        Table(
            caption=f"{own[0].procedure_title}: langkah yang selesai, {period.words}",
            columns=STEPS,
            rows=tuple(_step_row(step) for step in own),
        )
        for own in by_procedure.values()
    ]
    return [*tables, _slow_table(steps)]


def _step_row(step: StepFigures) -> tuple[str, ...]:
    former = f" (sampai edisi {step.edition})" if step.is_former else ""
    turned = f"{step.returned}/{step.refused}" if step.returned or step.refused else NOTHING
    kept = f"{number(step.within)} ({step.share}%)" if step.share is not None else NOTHING
    return (
        f"{step.step}. {step.activity}{former}",
        _carried(step),
        number(step.count),
        _lasting(step.waiting.median),
        _lasting(step.work.median),
        kept,
        turned,
    )


def _carried(step: StepFigures) -> str:
    """Return who carried the step; with numbers where it was not its own role alone."""
    if len(step.carried) == 1:
        return step.carried[0][0]
    return ", ".join(f"{head} {number(often)}" for head, often in step.carried)


def _lasting(minutes: int | None) -> str:
    return NOTHING if minutes is None else duration(minutes)


def _slow_table(steps: Sequence[StepFigures]) -> Table:
    return Table(
        caption="Langkah yang paling lama menunggu, nilai tengah dan 90 persen tercepat",
        columns=SLOW,
        rows=tuple(
            (
                f"{step.procedure_title}, langkah {step.step}: {step.activity}",
                _carried(step),
                _lasting(step.waiting.median),
                _lasting(step.waiting.p90),
            )
            for step in sayings.slowest_steps(steps, MOST_SLOW)
        ),
        empty="Tidak ada langkah yang lama menunggu.",
    )


# ----------------------------------------------------------------------------------------- charts
def _charts(steps: Sequence[StepFigures], period: Period) -> tuple[Chart, ...]:
    waited = sorted((s for s in steps if s.waiting.total), key=lambda s: -s.waiting.total)
    if not waited:
        return ()
    shown = waited[:MOST_BARS]
    return (
        Chart(
            kind="bars",
            title=f"Di mana pekerjaan menunggu, {period.words}: jumlah jam kerja di tiap langkah",
            names=tuple(f"Langkah {s.step}, {s.procedure_title}" for s in shown),
            series=(
                Series(
                    label="menunggu",
                    values=tuple(round(s.waiting.total / HOUR, 2) for s in shown),
                    tone="soft",
                ),
                Series(
                    label="dikerjakan",
                    values=tuple(round(s.work.total / HOUR, 2) for s in shown),
                ),
            ),
            unit="jam kerja",
            decimals=1,
            strong=0,
            head="Langkah",
        ),
    )


def _obstacles(steps: Sequence[StepFigures]) -> list[str]:
    """Return what the numbers say about norms, for the Kasubag to take over."""
    advised = ((step, advice_on(step)) for step in steps if not step.is_former)
    return [
        f"{step.procedure_title}, langkah {step.step}. {advice}"
        for step, advice in advised
        if advice
    ]
