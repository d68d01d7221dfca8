"""What a chart is drawn on: a wide page, a narrow page, or paper; and the shapes drawn there."""

from __future__ import annotations

from dataclasses import dataclass, field
from textwrap import wrap

STACK_GAP = 3  # between letters and what they name
HATCH_STEP = 7
MOST_LINES = 2  # of one name


@dataclass(frozen=True)
class Look:
    """How wide a drawing is, and how large its letters are, in the units of the drawing."""

    name: str
    width: float
    font: float
    char: float  # the mean width of a letter; a digit is a little wider
    bar: float  # how thick a lying bar is
    row: float  # from one lying bar to the next
    has_key: bool = False  # paper draws the key itself; a page sets it as a list
    names_above: bool = False  # a phone has no room for names beside the bars

    @property
    def line(self) -> float:
        return round(self.font * 1.2, 1)

    def long(self, text: str) -> float:
        """Return about how wide the text is."""
        return len(text) * self.char

    def lines_of(self, text: str, room: float) -> list[str]:
        """Return the text in at most two lines; what is cut is in the table of numbers."""
        letters = max(6, int(room / self.char))
        return wrap(text, letters, max_lines=MOST_LINES, placeholder=" …") or [""]


WIDE = Look("wide", 620, 14, 6.8, 19, 29)
NARROW = Look("narrow", 330, 14, 6.8, 19, 29, names_above=True)
PAPER = Look("paper", 640, 10.6, 5.5, 14, 22, has_key=True)


@dataclass(frozen=True)
class Box:
    x: float
    y: float
    width: float
    height: float
    tone: str
    hatch: str = ""  # the path of its hatching


@dataclass(frozen=True)
class Stroke:
    path: str
    kind: str  # "grid", "axis", or the tone of a line


@dataclass(frozen=True)
class Dot:
    x: float
    y: float
    tone: str


@dataclass(frozen=True)
class Text:
    x: float
    y: float
    words: str
    kind: str = ""  # "", "value", "in" (on a solid box), "on" (what matters most)
    anchor: str = "start"


@dataclass
class Drawing:
    """Shapes in the units of the look, from the back to the front."""

    look: Look
    height: float = 0
    strokes: list[Stroke] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    dots: list[Dot] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)

    def box(self, x: float, y: float, width: float, height: float, tone: str) -> None:
        """Add a box; one without width or height is not drawn."""
        if width <= 0 or height <= 0:
            return
        x, y, width, height = (round(value, 1) for value in (x, y, width, height))
        hatch = _hatch(x, y, width, height) if tone == "late" else ""
        self.boxes.append(Box(x, y, width, height, tone, hatch))

    def stroke(self, *points: tuple[float, float], kind: str) -> None:
        first, *others = [f"{x:.1f} {y:.1f}" for x, y in points]
        self.strokes.append(Stroke("L".join([f"M{first}", *others]), kind))

    def dot(self, x: float, y: float, tone: str) -> None:
        self.dots.append(Dot(round(x, 1), round(y, 1), tone))

    def text(self, x: float, y: float, words: str, kind: str = "", anchor: str = "start") -> None:
        self.texts.append(Text(round(x, 1), round(y, 1), words, kind, anchor))


def _hatch(x: float, y: float, width: float, height: float) -> str:
    """Return slanting lines within the box: a path, so that no drawing needs another's pattern."""
    found, at = [], float(HATCH_STEP)
    while at < width + height:
        from_x, from_y = x + min(at, width), y + max(0.0, at - width)
        to_x, to_y = x + max(0.0, at - height), y + min(at, height)
        found.append(f"M{from_x:.1f} {from_y:.1f}L{to_x:.1f} {to_y:.1f}")
        at += HATCH_STEP
    return "".join(found)
