"""The time a whole table takes, added up from its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sopti.sop.enums import NormKind
from sopti.sop.norms import Span, read_total, spans_of

if TYPE_CHECKING:
    from sopti.sop.schema import Procedure

_APART = {
    NormKind.DAY_OF_MONTH: "langkah setiap bulan",
    NormKind.RELATIVE: "langkah relatif",
    NormKind.EVENT: "langkah menurut waktu kegiatan",
}


def added_up(procedure: Procedure) -> tuple[Span, Span] | None:
    """Return the least and the most time of all durations and ranges; None where there are none."""
    spans = [found for step in procedure.steps if (found := spans_of(step.norm))]
    if not spans:
        return None
    return sum((low for low, _ in spans), Span()), sum((high for _, high in spans), Span())


def computed_total(procedure: Procedure) -> str:
    """Say the total in words: "9 jam 15 menit", "2 jam, ditambah 4 langkah relatif".

    "Hari ke n" is a limit, not a duration: it is never summed, the last one is named.
    """
    kinds = [step.norm.kind for step in procedure.steps]
    days = [
        step.norm.day or 0 for step in procedure.steps if step.norm.kind == NormKind.DAY_OF_CASE
    ]
    parts = [_words(added_up(procedure)), f"selesai hari ke-{max(days)}" if days else ""]
    apart = [f"{kinds.count(kind)} {words}" for kind, words in _APART.items() if kind in kinds]
    total = ", ".join(part for part in parts if part)
    if not apart:
        return total
    return f"{total}, ditambah {' dan '.join(apart)}" if total else " dan ".join(apart)


def _words(spans: tuple[Span, Span] | None) -> str:
    if spans is None:
        return ""
    low, high = spans
    return str(low) if low == high else f"{low} sampai {high}"


def differs_from_stated(procedure: Procedure) -> bool:
    """Return whether the table states a total that its own rows do not add up to."""
    stated, spans = read_total(procedure.stated_total), added_up(procedure)
    if not procedure.stated_total:
        return False
    return stated is None or spans is None or not spans[0] <= stated <= spans[1]
