"""What a proof tells, and the table it is told in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@dataclass(frozen=True)
class Outcome:
    """One line of the table: `times` counts what was tried, `lost` what did not come out right."""

    tried: str
    times: int
    lost: int
    remark: str = ""


@dataclass(frozen=True)
class Proof:
    """A proof under a name to ask for it by; `run` yields its lines as they come out."""

    name: str
    title: str
    run: Callable[[], Iterator[Outcome]]


HEAD = "| Proof | Tried | Times | Lost | Remark |\n|---|---|---:|---:|---|"
HEAD_OF_PAGE = "| Proof | Tried | Times | Lost | Remark | Seen |\n|---|---|---:|---:|---|---|"


def row(proof: Proof, outcome: Outcome) -> str:
    times, lost = f"{outcome.times:,}", f"{outcome.lost:,}"
    return f"| {proof.name} | {outcome.tried} | {times} | {lost} | {outcome.remark} |"
