"""Chapters made ready for paper and page: numbered parts, tables with widths, marks in cells."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest
from math import sqrt
from typing import TYPE_CHECKING

from sopti.core.words import number
from sopti.reports.periodic.gathering import total_of
from sopti.workflow.chapters import BAD, GOOD, OPEN, Column, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sopti.reports.periodic.content import Content, Obstacle
    from sopti.ui.charts import Chart
    from sopti.workflow.chapters import Chapter

TONES = {GOOD: "ok", BAD: "late", OPEN: "open"}
LETTER, EDGE = 0.93, 2.3  # per cent of the page that a letter of a table takes, and a cell's edges
NARROWEST, WIDEST = 6, 20  # of a column of numbers or states
LONGEST = 60  # letters: what a column of text is weighed by
LONGEST_WORD = 18  # longer ones break
MARK, RIGHT = 2.6, 0.6  # per cent: the sign before a state, the room behind a number
BOLD = 1.15  # how much wider a head's letters are
ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
DASH = "\N{EN DASH}"
KEPT_TOGETHER = 7  # rows: a table that is not longer does not break


@dataclass(frozen=True)
class Cell:
    text: str
    tone: str = ""  # "ok", "late" or "open": drawn as a mark before the words
    kind: str = "text"
    head: str = ""  # of its column, for a narrow screen


@dataclass(frozen=True)
class Head:
    text: str
    kind: str
    width: int  # in per cent


@dataclass(frozen=True)
class SetTable:
    """A table with its number, widths and cells."""

    number: int
    caption: str
    heads: tuple[Head, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: tuple[Cell, ...]
    empty: str

    @property
    def is_short(self) -> bool:
        return len(self.rows) <= KEPT_TOGETHER


@dataclass(frozen=True)
class Part:
    """One numbered part of the report: sentences, then tables, then charts."""

    anchor: str
    head: str
    sentences: tuple[str, ...] = ()
    remark: str = ""
    tables: tuple[SetTable, ...] = ()
    charts: tuple[Chart, ...] = ()


class Numbered:
    """Counts parts and tables through the whole report; the sheet itself counts the charts."""

    def __init__(self, content: Content) -> None:
        self.content = content
        self.parts = self.tables = 0

    def every(self) -> Iterator[Part]:
        """Yield the parts between the introduction (I) and the closing."""
        self.parts = 1
        plans = plan_table(self.content.gathered.chapters)
        if plans is not None:
            yield self._part("rencana", "Rencana dan realisasi", (_PLAN_WORDS,), tables=(plans,))
        for chapter in self.content.gathered.chapters:
            yield self._chapter(chapter)
        yield self._part(
            "kendala",
            "Kendala, analisis, dan rencana tindak lanjut",
            () if self.content.obstacles else (_NO_OBSTACLES,),
            tables=(obstacle_table(self.content.obstacles),) if self.content.obstacles else (),
        )

    def closing(self) -> str:
        return self._head("Penutup")

    def _chapter(self, chapter: Chapter) -> Part:
        return self._part(
            chapter.key,
            chapter.title,
            chapter.sentences or _of_plan(chapter),
            remark=self.content.remarks.get(chapter.key, ""),
            tables=chapter.tables,
            charts=chapter.charts,
        )

    def _part(
        self,
        key: str,
        title: str,
        sentences: tuple[str, ...],
        *,
        remark: str = "",
        tables: Sequence[Table] = (),
        charts: Sequence[Chart] = (),
    ) -> Part:
        return Part(
            anchor=f"bagian-{key}",
            head=self._head(title),
            sentences=sentences,
            remark=remark,
            tables=tuple(self._table(table) for table in tables),
            charts=tuple(charts),
        )

    def _head(self, title: str) -> str:
        self.parts += 1
        return f"{roman(self.parts)}. {title}"

    def _table(self, table: Table) -> SetTable:
        self.tables += 1
        return set_table(table, self.tables)


_PLAN_WORDS = (
    "Tabel berikut membandingkan pekerjaan yang direncanakan dengan yang terlaksana pada setiap "
    "bagian. Bagian yang tidak mempunyai pekerjaan terencana tidak dimuat di sini."
)
_NO_OBSTACLES = "Pada masa laporan ini tidak dicatat kendala yang memerlukan tindak lanjut."


# --------------------------------------------------------------------------------- our own tables
def plan_table(chapters: Sequence[Chapter]) -> Table | None:
    """Return plan against realisation of all sections; None where nothing was planned."""
    planned = [chapter for chapter in chapters if chapter.plan is not None]
    total = total_of(list(chapters))
    if total is None:
        return None
    rows = tuple(
        (one.title, *_plan_cells(one.plan.planned, one.plan.done, one.plan.late))
        for one in planned
        if one.plan is not None
    )
    columns = (
        Column(head="Bagian", wide=3),
        Column(head="Rencana", kind="number"),
        Column(head="Realisasi", kind="number"),
        Column(head="Terlambat", kind="number"),
        Column(head="Capaian", kind="number"),
        Column(head="Sesuai rencana", kind="state"),
    )
    last = _plan_cells(total.planned, total.done, total.late)
    return Table(
        caption="Rencana dan realisasi tiap bagian",
        columns=columns,
        rows=rows,
        total=("Jumlah", *last[:4], ""),
    )


def _of_plan(chapter: Chapter) -> tuple[str, ...]:
    """Return a sentence for a chapter that says nothing but its plan."""
    plan = chapter.plan
    if plan is None:
        return ()
    late = f", {number(plan.late)} di antaranya terlambat" if plan.late else ""
    return (
        f"Dari {number(plan.planned)} pekerjaan terencana {number(plan.done)} terlaksana{late}.",
    )


def _plan_cells(planned: int, done: int, late: int) -> tuple[str, str, str, str, str]:
    share = f"{number(100 * done // planned)}%" if planned else DASH
    return (
        number(planned),
        number(done),
        number(late) if late else DASH,
        share,
        _judged(planned, done, late),
    )


def _judged(planned: int, done: int, late: int) -> str:
    if not planned:
        return f"{OPEN}tidak ada rencana"
    if done < planned:
        return f"{BAD}kurang {number(planned - done)}"
    return f"{BAD}{number(late)} terlambat" if late else f"{GOOD}ya"


def obstacle_table(rows: Sequence[Obstacle]) -> Table:
    return Table(
        caption="Kendala, analisis, dan rencana tindak lanjut",
        columns=(
            Column(head="Kendala", wide=4),
            Column(head="Analisis", wide=5),
            Column(head="Rencana tindak lanjut", wide=5),
            Column(head="Penanggung jawab", wide=2),
            Column(head="Target", wide=2),
        ),
        rows=tuple(
            tuple(
                text or DASH for text in (row.obstacle, row.analysis, row.plan, row.who, row.target)
            )
            for row in rows
        ),
    )


# ------------------------------------------------------------------------------------- any table
def set_table(table: Table, place: int) -> SetTable:
    widths = _widths(table)
    return SetTable(
        number=place,
        caption=table.caption,
        heads=tuple(
            Head(column.head, column.kind, width)
            for column, width in zip(table.columns, widths, strict=True)
        ),
        rows=tuple(_cells(row, table.columns) for row in table.rows),
        total=_cells(table.total, table.columns) if table.total else (),
        empty=table.empty or "Tidak ada.",
    )


def _cells(row: Sequence[str], columns: Sequence[Column]) -> tuple[Cell, ...]:
    pairs = zip_longest(row[: len(columns)], columns, fillvalue="")
    return tuple(_cell(str(text), column) for text, column in pairs if isinstance(column, Column))


def _cell(text: str, column: Column) -> Cell:
    if column.kind == "state":
        for begins, tone in TONES.items():
            if text.startswith(begins):
                return Cell(text.removeprefix(begins), tone, column.kind, column.head)
    return Cell(text, kind=column.kind, head=column.head)


def _widths(table: Table) -> list[int]:
    """Return the share of each column, 100 in all: as wide as its words need, the rest by weight.

    No column is narrower than its longest word; one whose cells are single words gets no more.
    """
    columns = range(len(table.columns))
    least = [_least(table, place) for place in columns]
    weights = [_weight(table, place) for place in columns]
    weights = weights if any(weights) else [column.kind == "text" for column in table.columns]
    left = max(100 - sum(least), 0)
    shares = [
        narrow + left * weight / (sum(weights) or 1)
        for narrow, weight in zip(least, weights, strict=True)
    ]
    return _whole(shares)


def _least(table: Table, place: int) -> float:
    """Return what a column needs: numbers and states their cells, text its longest word."""
    column, cells = table.columns[place], _cells_of(table, place)
    words = [len(word) * BOLD for word in column.head.split()]
    if column.kind == "text":
        letters = max([*words, *(len(word) for text in cells for word in text.split()), 1])
        return min(letters, LONGEST_WORD) * LETTER + EDGE
    letters = max([*words, *(len(text) for text in cells), 1])
    beside = MARK if column.kind == "state" else RIGHT
    return min(max(letters * LETTER + EDGE + beside, NARROWEST), WIDEST)


def _weight(table: Table, place: int) -> float:
    column = table.columns[place]
    if column.kind != "text":
        return 0
    cells = _cells_of(table, place)
    longest = max([len(text) for text in cells], default=0)
    word = max([len(word) for text in cells for word in text.split()], default=0)
    return column.wide * sqrt(min(max(longest - word, 0), LONGEST))


def _cells_of(table: Table, place: int) -> list[str]:
    return [row[place] for row in (*table.rows, table.total) if place < len(row)]


def _whole(shares: list[float]) -> list[int]:
    """Return whole per cents that add up to 100, the rest given to the widest."""
    scale = 100 / (sum(shares) or 1)
    whole = [max(int(share * scale), 1) for share in shares]
    if whole:
        whole[whole.index(max(whole))] += 100 - sum(whole)
    return whole


def roman(value: int) -> str:
    """Return "I", "IV", "XVIII": parts of a report have no more than a few tens."""
    text = ""
    for worth, letters in ROMAN:
        text += letters * (value // worth)
        value %= worth
    return text
