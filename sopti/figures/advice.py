"""What the numbers say about the norm of a step, as a note for the next edition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sopti.core.words import DAY_MINUTES, duration
from sopti.sop.enums import NormKind, NormUnit

if TYPE_CHECKING:
    from sopti.figures.compliance import StepFigures
    from sopti.sop.schema import Norm

LEAST = 10  # times a norm was judged, before its numbers say anything
HALF = 50  # per cent within the norm
EASY = 4  # so many times shorter than the norm are nine of ten
SHORTEST = 15  # minutes of a norm that can be called too long at all
_MINUTES = {NormUnit.MINUTES: 1, NormUnit.HOURS: 60, NormUnit.DAYS: DAY_MINUTES}


def advice_on(step: StepFigures) -> str:
    """Say that the norm looks too short or too long, with the numbers; "" where it does not."""
    if step.judged < LEAST or step.share is None:
        return ""
    minutes = norm_minutes(step.norm)
    kept = f"{step.within} dari {step.judged} kali selesai dalam norma ({step.share}%)"
    if minutes is not None and _is_longer(step.work.median, minutes):
        median = duration(step.work.median or 0)
        return (
            f"Norma {step.norm_words} tampak terlalu pendek: separuh pekerjaan memakan "
            f"{median} atau lebih, dan {kept}."
        )
    if step.share < HALF:
        return f"Norma {step.norm_words} tampak terlalu pendek: baru {kept}."
    return _too_long(step, minutes)


def _is_longer(median: int | None, minutes: int) -> bool:
    return median is not None and median > minutes


def _too_long(step: StepFigures, minutes: int | None) -> str:
    ninth = step.work.p90
    if minutes is None or ninth is None or minutes < SHORTEST or ninth * EASY > minutes:
        return ""
    return (
        f"Norma {step.norm_words} tampak terlalu panjang: sembilan dari sepuluh pekerjaan "
        f"selesai dalam {duration(ninth)}."
    )


def norm_minutes(norm: Norm) -> int | None:
    """Return the norm in minutes of working time; None where work is not measured against it.

    Of a range the longer end counts. Hours of the clock cannot be compared with working time.
    """
    if norm.kind not in {NormKind.DURATION, NormKind.RANGE} or norm.clock:
        return None
    unit = norm.unit or NormUnit.MINUTES
    if norm.kind == NormKind.RANGE and norm.max_amount:
        return round(norm.max_amount * _MINUTES[norm.max_unit or unit])
    return round((norm.amount or 0) * _MINUTES[unit])
