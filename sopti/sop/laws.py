"""Laws that SOPs still cite though others changed or replaced them (decision 14)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


@dataclass(frozen=True)
class Outdated:
    """A citation, what else in the block makes it good, and what a reader should know."""

    cites: re.Pattern[str]
    unless: re.Pattern[str]
    says: str


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(words, re.IGNORECASE)


_NEVER = _pattern(r"(?!)")
_LAWS = (
    Outdated(
        _pattern(r"11 tahun 2024\b.*informasi dan transaksi"),
        _NEVER,
        "“Nomor 11 Tahun 2024” keliru: perubahan kedua UU ITE adalah UU Nomor 1 Tahun 2024.",
    ),
    Outdated(
        _pattern(r"\b11 tahun 2008\b.*informasi dan transaksi"),
        _pattern(r"\b1 tahun 2024\b|11 tahun 2024\b"),
        "UU Nomor 11 Tahun 2008 telah diubah dengan UU Nomor 19 Tahun 2016 dan UU Nomor 1 Tahun"
        " 2024.",
    ),
    Outdated(
        _pattern(r"\b1-144/KMA"),
        _pattern(r"\b2-144/KMA"),
        "SK KMA 1-144/KMA/SK/I/2011 diikuti SK KMA 2-144/KMA/SK/VIII/2022.",
    ),
)


def outdated(citations: Iterable[str]) -> Iterator[str]:
    """Yield what a reader should know about the laws that the block cites."""
    block = "\n".join(" ".join(citation.split()) for citation in citations)
    for law in _LAWS:
        if law.cites.search(block) and not law.unless.search(block):
            yield law.says
