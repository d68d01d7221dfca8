"""The piece of a text that a search found, with the words that were found marked."""

from __future__ import annotations

from dataclasses import dataclass

from sopti.search.words import WORD, finds, split

BEFORE, AFTER = 60, 150  # letters shown before the first hit, and from it on
MORE = "…"


@dataclass(frozen=True)
class Piece:
    text: str
    is_hit: bool = False


def marked(text: str, asked: list[str]) -> list[Piece]:
    """Return a text in pieces, those marked that the words of the search find."""
    pieces, end = [], 0
    for word in WORD.finditer(text):
        if not _is_hit(word.group(), asked):
            continue
        pieces += [Piece(text[end : word.start()])] if word.start() > end else []
        pieces.append(Piece(word.group(), is_hit=True))
        end = word.end()
    return [*pieces, Piece(text[end:])] if text[end:] else pieces


def snippet(text: str, asked: list[str]) -> list[Piece]:
    """Return what stands around the first hit of a text; its beginning when there is none."""
    text = " ".join(text.split())
    hits = (word.start() for word in WORD.finditer(text) if _is_hit(word.group(), asked))
    first = next(hits, 0)
    start = _word_begins(text, first - BEFORE)
    end = _word_ends(text, max(first, BEFORE) + AFTER)
    cut = (MORE if start else "") + text[start:end] + (MORE if end < len(text) else "")
    return marked(cut, asked)


def _is_hit(word: str, asked: list[str]) -> bool:
    return any(finds(one, part) for part in split(word) for one in asked)


def _word_begins(text: str, near: int) -> int:
    return text.find(" ", near) + 1 if near > 0 else 0


def _word_ends(text: str, near: int) -> int:
    return text.rfind(" ", 0, near) if near < len(text) else len(text)
