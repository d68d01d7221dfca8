"""What was written on a form, ready for paper: labels, words, ticks and tables instead of JSON."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from sopti.core import words
from sopti.sop.enums import FieldKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sopti.sop.schema import Column, Form, FormField

NOTHING = "\N{EN DASH}"  # stands where nothing was written
PAIRED = {FieldKind.TEXT, FieldKind.NUMBER, FieldKind.DATE, FieldKind.TIME, FieldKind.PERSON}
PAIRED_LABEL, PAIRED_TEXT = 20, 26  # letters that fit in half a line
PLAIN_NUMBERS = 10_000  # below this a number may be a year: no point between the thousands


@dataclass(frozen=True)
class Tick:
    word: str
    is_on: bool


@dataclass(frozen=True)
class Answer:
    """One label and what stands behind it: words, or boxes to tick, or a table."""

    label: str
    text: str = ""
    ticks: tuple[Tick, ...] = ()
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    may_pair: bool = False
    is_tall: bool = False  # leaves room for several lines
    key: str = field(default="", compare=False)  # of the form's field


Line = tuple[Answer, ...]  # one answer across the page, or two side by side


@dataclass(frozen=True)
class Block:
    """A run of lines, or one table that may break over pages."""

    lines: tuple[Line, ...] = ()
    table: Answer | None = None


def answers_of(
    form: Form | None, values: dict[str, Any], labels: dict[str, str] | None = None
) -> list[Answer]:
    """Return the form's fields in order, then whatever else was stored, so that nothing is lost.

    `labels` are those of the step's deeds, in their order; what has none is called by its key.
    """
    fields, labels = form.fields if form else (), labels or {}
    known = {one.key for one in fields}
    others = [key for key in {**labels, **values} if key in values and key not in known]
    return [
        *(replace(_answer(one, values.get(one.key)), key=one.key) for one in fields),
        *(Answer(labels.get(key) or _plain(key), _words(values[key]), key=key) for key in others),
    ]


def _plain(key: str) -> str:
    return key.replace("_", " ").capitalize()


def given_of(
    form: Form | None, values: dict[str, Any], labels: dict[str, str] | None = None
) -> list[Answer]:
    """Return only what was answered, choices as words: for the paper of a whole case."""
    answered = [_worded(one) for one in answers_of(form, values, labels) if one.text != NOTHING]
    return [one for one in answered if one.text or one.rows]


def _worded(answer: Answer) -> Answer:
    if not answer.ticks:
        return answer if answer.text or answer.rows else Answer(answer.label)
    return Answer(answer.label, "; ".join(tick.word for tick in answer.ticks if tick.is_on))


def blocks_of(answers: Iterable[Answer]) -> list[Block]:
    """Group answers for the page: short ones in pairs, tables by themselves."""
    blocks: list[Block] = []
    run: list[Answer] = []
    for answer in answers:
        if answer.heads:
            blocks += [*_block(run), Block(table=answer)]
            run = []
        else:
            run.append(answer)
    return [*blocks, *_block(run)]


def _block(run: list[Answer]) -> list[Block]:
    lines: list[Line] = []
    for answer in run:
        if lines and len(lines[-1]) == 1 and lines[-1][0].may_pair and answer.may_pair:
            lines[-1] = (lines[-1][0], answer)
        else:
            lines.append((answer,))
    return [Block(lines=tuple(lines))] if lines else []


def _answer(of: FormField, value: Any) -> Answer:
    if of.kind in (FieldKind.CHOICE, FieldKind.CHOICES) and of.options:
        return Answer(of.label, ticks=_ticks(of.options, value))
    if of.kind == FieldKind.TABLE and of.columns:
        return _table(of, value)
    text = _said(of.kind, value)
    fits = len(of.label) <= PAIRED_LABEL and len(text) <= PAIRED_TEXT
    return Answer(of.label, text, may_pair=of.kind in PAIRED and fits)


def _ticks(options: tuple[str, ...], value: Any) -> tuple[Tick, ...]:
    """Return a box for every option, and one for each chosen word that is no option any more."""
    chosen = [str(one) for one in value] if isinstance(value, list) else [str(value or "")]
    others = [word for word in chosen if word and word not in options]
    return tuple(Tick(word, word in chosen) for word in (*options, *others))


def _table(of: FormField, value: Any) -> Answer:
    rows = [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []
    cells = tuple(tuple(_cell(column, row) for column in of.columns) for row in rows)
    heads = tuple(column.label for column in of.columns)
    return Answer(of.label, heads=heads, rows=cells)


def _cell(column: Column, row: dict[str, Any]) -> str:
    return _said(column.kind, row.get(column.key))


def _said(kind: FieldKind, value: Any) -> str:
    if kind == FieldKind.DATE and isinstance(value, str):
        return _date_words(value)
    if kind == FieldKind.TIME and isinstance(value, str):
        return value[:5].replace(":", ".") or NOTHING
    return _words(value)


def _date_words(value: str) -> str:
    try:
        return words.plain_date(date.fromisoformat(value[:10]))
    except ValueError:
        return value or NOTHING


def _number_words(value: float) -> str:
    """Return "1.250.000" or "5,4"; a number that may be a year keeps its digits together."""
    whole = int(value) if float(value).is_integer() else value
    return str(whole) if isinstance(whole, int) and whole < PLAIN_NUMBERS else words.number(whole)


def _words(value: Any) -> str:
    """Say any stored value: yes and no in words, lists and tables in one line."""
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, int | float):
        return _number_words(value)
    if isinstance(value, list):
        return "; ".join(_words(one) for one in value) or NOTHING
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_words(one)}" for key, one in value.items()) or NOTHING
    text = str(value if value is not None else "").strip()
    return words.nip(words.spoken(text)) or NOTHING
