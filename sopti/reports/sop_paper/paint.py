"""Cells, shapes and connectors of the lanes as SVG for paper: black on white."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from sopti.sop.lanes.chart import Kind, Place, Shape
from sopti.sop.lanes.draw import HEAD, SIZE, Cell
from sopti.sop.lanes.paginate import Strip

if TYPE_CHECKING:
    from sopti.sop.lanes.draw import Line, Piece, Tip, Word
    from sopti.sop.lanes.paginate import Connector

INK, GREY, FONT = "#111", "#8a8a8a", "Arimo, Arial, sans-serif"
LINE, RULE = 1.15, 1.34  # px; of a rule one half is cut off by the border
DASH = ' stroke-dasharray="3 2"'
GUESS = ' stroke-dasharray="6 2"'
SMALL, LETTER, WORD = 8.6, 9.4, 8.7  # sizes of type, px
TINY = 8.2
WITH_WORDS = (69, 51)  # px, of a picture: what the narrowest lane and the lowest row have room for
FULL = 'width="100%" height="100%"'


def cell_svg(cell: Cell) -> str:
    """Return what lies behind a shape: the table's rules, lines and heads.

    It holds no words: what lies behind a row is read before all rows.
    """
    stroke = f'stroke="{GREY}" stroke-width="{RULE}"'
    below = f'<line x1="0" y1="100%" x2="100%" y2="100%" {stroke}/>' if cell.rule_below else ""
    rules = f'<line x1="0" y1="0" x2="0" y2="100%" {stroke}/>{below}'
    pieces = "".join(_line(piece) for piece in cell.pieces)
    around = "".join(_tip(tip) for tip in cell.tips)
    return picture(rules + pieces + _strip(cell) + (_centred(around) if around else ""), FULL)


def shape_svg(cell: Cell) -> str:
    """Return the shape with its words, as a picture that has the shape in its middle."""
    width, height = (measure + 2 for measure in cell.size)
    if cell.words:
        width, height = WITH_WORDS
    inner = _outline(cell.shape) if cell.shape else ""
    inner += "".join(_inside(cell, line) for line in cell.lines)
    inner += "".join(_word(word) for word in cell.words)
    moved = f'<g transform="translate({width / 2} {height / 2})">{inner}</g>'
    return picture(moved, f'width="{width}" height="{height}"')


def sample_svg(kind: Kind, *, is_guess: bool = False) -> str:
    shape = Shape(Place(0, 0), kind, "", is_guess=is_guess)
    return shape_svg(Cell(shape.place, shape))


def connector_svg(letter: str) -> str:
    inner = f'<g transform="translate(10 11)">{_pentagon(letter)}</g>'
    return picture(inner, 'width="20" height="22"')


def picture(inner: str, size: str) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{inner}</svg>'


# ---------------------------------------------------------------------------------------- pieces
def _line(piece: Piece) -> str:
    dash = DASH if piece.is_dashed else ""
    return (
        f'<line x1="{piece.x1}" y1="{piece.y1}" x2="{piece.x2}" y2="{piece.y2}" stroke="{INK}"'
        f' stroke-width="{LINE}" stroke-linecap="square"{dash}/>'
    )


def _tip(tip: Tip) -> str:
    place = f"translate({tip.x} {tip.y}) rotate({tip.turn})"
    return f'<path transform="{place}" d="M0 0L-3.1 {-HEAD}H3.1z" fill="{INK}"/>'


def _word(word: Word) -> str:
    return _text(word.x, word.y, word.text, WORD, anchor=word.anchor)


def _text(x: float, y: float, words: str, size: float, *, anchor: str = "middle") -> str:
    return (
        f'<text x="{x}" y="{y}" font-family="{FONT}" font-size="{size}" text-anchor="{anchor}"'
        f' fill="{INK}">{escape(words)}</text>'
    )


def _centred(inner: str, x: str = "50%") -> str:
    return f'<svg x="{x}" y="50%" width="1" height="1" overflow="visible">{inner}</svg>'


# ---------------------------------------------------------------------------------------- shapes
def _outline(shape: Shape) -> str:
    width, height = SIZE[shape.kind]
    w, h = width / 2, height / 2
    dash = GUESS if shape.is_guess else DASH if shape.kind == Kind.GUEST else ""
    style = f'fill="#fff" stroke="{INK}" stroke-width="{LINE}"{dash}'
    if shape.kind == Kind.DECISION:
        return f'<path d="M{-w} 0L0 {-h}L{w} 0L0 {h}z" {style}/>'
    round_ = h if shape.kind.is_capsule else 0
    return f'<rect x="{-w}" y="{-h}" width="{width}" height="{height}" rx="{round_}" {style}/>'


def _inside(cell: Cell, line: Line) -> str:
    shape = cell.shape
    if shape is None:
        return ""
    size = SMALL if shape.kind.is_capsule else TINY if shape.kind == Kind.RECEIVER else LETTER
    guess = "?" if shape.is_guess and line.text.isdigit() else ""
    return _text(0, line.y, line.text + guess, size)


# ------------------------------------------------------------------------------------ connectors
def _strip(cell: Cell) -> str:
    if not isinstance(cell, Strip):
        return ""
    return "".join(_connector(one, is_closing=cell.is_closing) for one in cell.connectors)


def _connector(one: Connector, *, is_closing: bool) -> str:
    end = "0" if is_closing else "100%"
    stub = (
        f'<line x1="{one.x}" y1="50%" x2="{one.x}" y2="{end}" stroke="{INK}"'
        f' stroke-width="{LINE}" stroke-linecap="square"/>'
    )
    at, turn = (-9, 0) if is_closing else (10, 180)
    head = f'<g transform="translate(0 {at}) rotate({turn})"><path d="M0 0L-3.1 {-HEAD}H3.1z"/></g>'
    return stub + _centred((head if one.has_head else "") + _pentagon(one.letter), one.x)


def _pentagon(letter: str) -> str:
    style = f'fill="#fff" stroke="{INK}" stroke-width="{LINE}"'
    return f'<path d="M-8 -9H8V3L0 10L-8 3z" {style}/>' + _text(0, 2.4, letter, LETTER)
