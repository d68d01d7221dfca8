"""What a reader of an SOP should know: doubts written in its files, and doubts computed from it.

A doubt refuses nothing. It stands beside the text, never in its place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sopti.sop.enums import Confidence
from sopti.sop.laws import outdated
from sopti.sop.totals import computed_total, differs_from_stated
from sopti.sop.ways import flows_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sopti.sop.schema import Body, Doubt, Procedure, Step

CONFIDENCE_WORDS = {
    Confidence.HIGH: "keyakinan tinggi",
    Confidence.MEDIUM: "keyakinan sedang",
    Confidence.LOW: "keyakinan rendah",
    Confidence.COURT: "ditetapkan pengadilan",
}
INFERRED = (Confidence.MEDIUM, Confidence.LOW)
_SMALL_WORDS = frozenset(["dan", "atau", "yang", "di", "ke", "dari", "hasil", "ti", "dalam"])
_WORD = re.compile(r"[a-z0-9]+")
_NUMERIC_DATE = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-]\d{4}")
_LAST_MONTH = 12


@dataclass(frozen=True)
class Found:
    """One doubt, and the place it is about: a step, a procedure, or the whole document."""

    kind: str
    text: str
    procedure: str = ""  # its key
    step: int | None = None
    written: bool = False  # in the SOP's own files, not computed

    @property
    def place(self) -> tuple[str, str, int | None]:
        return self.kind, self.procedure, self.step


def doubts_of(body: Body) -> list[Found]:
    """Return all doubts, each thing said once: what the files say about a place goes first."""
    written = [_as_found(doubt) for doubt in body.doubts]
    for procedure in body.procedures:
        written += [_as_found(doubt, procedure) for doubt in procedure.doubts]
    said = {found.place for found in written if found.kind != "role"}
    return written + [found for found in computed_doubts(body) if found.place not in said]


def doubts_in(body: Body, procedure: Procedure) -> list[Found]:
    """Return the doubts about one procedure."""
    return [found for found in doubts_of(body) if found.procedure == procedure.key]


def computed_doubts(body: Body) -> list[Found]:
    """Return what the text itself gives away, without a word from its transcriber."""
    found = list(_identity_doubts(body))
    for procedure in body.procedures:
        found += _table_doubts(procedure)
        found += _chain_doubts(procedure)
        found += _performer_doubts(procedure)
    return found


def _as_found(doubt: Doubt, procedure: Procedure | None = None) -> Found:
    key = procedure.key if procedure else ""
    return Found(doubt.kind, doubt.text, key, doubt.step, written=True)


# --------------------------------------------------------------------------- the whole document
def _identity_doubts(body: Body) -> Iterator[Found]:
    for words in outdated(body.legal_basis):
        yield Found("law", words)
    if _either_order(body.created, body.revised, body.effective):
        words = (
            f"“{body.created}” dan “{body.effective}” dapat dibaca hari atau bulan lebih dahulu."
        )
        yield Found("date", words)
    proposals = [form.code for form in body.forms if form.title_is_proposal]
    if proposals:
        words = f"Naskah hanya memuat kode {', '.join(proposals)}; judulnya usulan."
        yield Found("title", words)


def _either_order(*dates: str) -> bool:
    """Return whether no date of the block shows if days or months are written first."""
    pairs = [(int(m[1]), int(m[2])) for date in dates if (m := _NUMERIC_DATE.fullmatch(date))]
    shown = any(max(pair) > _LAST_MONTH for pair in pairs)
    return not shown and any(day != month for day, month in pairs)


# ---------------------------------------------------------------------------------- one table
def _table_doubts(procedure: Procedure) -> Iterator[Found]:
    if differs_from_stated(procedure):
        total = computed_total(procedure) or "tidak dapat dihitung"
        words = f"Naskah menyebut “{procedure.stated_total}”; jumlah barisnya {total}."
        yield Found("sum", words, procedure.key)
    numbers = [step.number for step in procedure.steps]
    skipped = sorted(set(range(1, max(numbers))) - set(numbers))
    if skipped:
        words = f"Nomor {_list(skipped)} dilewati pada naskah."
        yield Found("number", words, procedure.key)


def _performer_doubts(procedure: Procedure) -> Iterator[Found]:
    for step in procedure.steps:
        if step.confidence in INFERRED:
            head = procedure.head(step.role) or step.role
            words = f"Disimpulkan: {head}, {CONFIDENCE_WORDS[step.confidence]}. {step.why}".strip()
            yield Found("role", words, procedure.key, step.number)


# ------------------------------------------------------------------------- the chain of papers
def _chain_doubts(procedure: Procedure) -> Iterator[Found]:
    """Yield outputs nobody uses and inputs nobody produces, in the order of the paper.

    The first step of a way takes its papers from outside, the last gives its own to the outside.
    """
    firsts = {flow.steps[0] for flow in flows_of(procedure)}
    lasts = {flow.steps[-1] for flow in flows_of(procedure)}
    for index, step in enumerate(procedure.steps):
        before, after = procedure.steps[:index], procedure.steps[index + 1 :]
        if step.number not in lasts and not _meets(step.output, [s.requires for s in after]):
            words = f"“{_flat(step.output)}” tidak dipakai langkah mana pun sesudahnya."
            yield Found("output", words, procedure.key, step.number)
        if step.number not in firsts and not _meets(step.requires, _given(before)):
            words = f"“{_flat(step.requires)}” tidak dihasilkan langkah mana pun sebelumnya."
            yield Found("input", words, procedure.key, step.number)


def _given(steps: Iterable[Step]) -> list[str]:
    """Return what the steps have produced; what they were given is still at hand."""
    return [text for step in steps for text in (step.output, step.requires)]


def _meets(text: str, others: Iterable[str]) -> bool:
    """Return whether one of the others names the same paper, perhaps shortened or lengthened.

    An empty cell asks for nothing and gives nothing.
    """
    words = _words(text)
    return not words or any(
        words <= other or other <= words for text in others if (other := _words(text))
    )


def _words(text: str) -> frozenset[str]:
    words = frozenset(_WORD.findall(text.lower()))
    return words - _SMALL_WORDS or words


def _flat(text: str) -> str:
    return " ".join(text.split())


def _list(numbers: list[int]) -> str:
    return ", ".join(str(number) for number in numbers)
