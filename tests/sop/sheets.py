"""A plan of lanes laid out at one width and height: lines, words and shapes in one system.

Geometry is read off what is drawn, not off the router's own opinion.
"""

import re
from itertools import pairwise
from pathlib import Path

from fontTools.ttLib import TTFont

from sopti.sop.lanes import chart, draw, route
from sopti.sop.schema import Procedure

FONT = TTFont(Path(__file__).parent.parent.parent / "sopti/reports/assets/fonts/Arimo-Regular.ttf")
ROLES = "abcdef"
WORD = 8.7  # px, as paper sets ya and tidak
WIDEST_GAP = 0.01


def procedure(lanes, words):
    """Notation, one word a step: "lane[?no[x]][+guest…][>receiver…]"; x lets it end as refused."""
    steps = [step(number, word) for number, word in enumerate(words.split(), 1)]
    columns = [{"role": role, "head": role} for role in ROLES[:lanes]]
    return Procedure.model_validate(
        {"key": "p", "title": "P", "code": "P", "lanes": columns, "steps": steps}
    )


def step(number, word):
    found = re.search(r"\?(\d+)(x?)", word)
    return {
        "number": number,
        "activity": "Kegiatan",
        "role": ROLES[int(word[0])],
        "confidence": "high",
        "norm": {"text": "-", "kind": "event"},
        "also": [ROLES[int(lane)] for lane in re.findall(r"\+(\d)", word)],
        "routes": [
            {"role": ROLES[int(lane)], "label": "rutin"} for lane in re.findall(r">(\d)", word)
        ],
        "decision": {"no": int(found[1]), "refuse": bool(found[2])} if found else None,
    }


def plan_of(lanes, words):
    return route.plan(chart.chart_of(procedure(lanes, words)))


class Sheet:
    def __init__(self, plan, width, stretch):
        self.width, self.segments, self.words, self.boxes = width, [], [], []
        self.centres, self.inside = {}, []
        y = 0.0
        for row in draw.cells_of(plan):
            self.height = row[0].height * stretch
            for cell in row:
                self.read(cell, cell.place.lane * width, y)
            y += self.height

    def read(self, cell, x, y):
        centre = x + self.width / 2, y + self.height / 2
        whole = self.width, self.height
        for piece in cell.pieces:
            at = [px(value, whole[n % 2]) + (x, y)[n % 2] for n, value in enumerate(piece[:4])]
            self.segments.append(tuple(at))
        border = (x, y, x + self.width, y + self.height)
        self.words += [(word_box(word, *centre), border) for word in cell.words]
        if cell.shape:
            w, h = cell.size
            box = (centre[0] - w / 2, centre[1] - h / 2, centre[0] + w / 2, centre[1] + h / 2)
            self.centres[cell.place] = centre
            self.boxes.append((centre, box, cell.shape.kind))
            self.inside += [(wide_of(line.text), w) for line in cell.lines]


def px(value, whole):
    return float(value[:-1]) / 100 * whole if value.endswith("%") else float(value)


def wide_of(text):
    glyphs, units = FONT.getBestCmap(), FONT["head"].unitsPerEm
    return sum(FONT["hmtx"][glyphs[ord(letter)]][0] for letter in text) / units * WORD


def word_box(word, x, y):
    wide = wide_of(word.text)
    left = x + word.x - (wide if word.anchor == "end" else 0)
    base = y + word.y
    return left, base - 0.72 * WORD, left + wide, base + 0.02 * WORD


def overlaps(a, b, gap=0):
    return a[0] < b[2] - gap and a[2] > b[0] + gap and a[1] < b[3] - gap and a[3] > b[1] + gap


def flat(s):
    return min(s[0], s[2]), min(s[1], s[3]), max(s[0], s[2]), max(s[1], s[3])


# ------------------------------------------------------------------------------- what is wrong
def faults(plan):
    """Everything wrong with the drawing, at three widths and heights."""
    found = []
    for width, stretch in ((69.3, 1), (74.7, 1.7), (100, 4)):
        sheet = Sheet(plan, width, stretch)
        found += [*lines_through_shapes(sheet), *wrong_words(sheet), *wide_words(sheet)]
        found += broken_arrows(plan, sheet)
    return found


def lines_through_shapes(sheet):
    for segment in sheet.segments:
        for centre, box, kind in sheet.boxes:
            if not overlaps(flat(segment), box, WIDEST_GAP):
                continue
            if not any(is_near(end, centre) for end in (segment[:2], segment[2:])):
                yield f"a line runs through {kind}"


def is_near(end, centre):
    return abs(end[0] - centre[0]) < WIDEST_GAP and abs(end[1] - centre[1]) < WIDEST_GAP


def wrong_words(sheet):
    for word, cell in sheet.words:
        if word[0] < cell[0] - WIDEST_GAP or word[2] > cell[2] + WIDEST_GAP:
            yield "a word leaves its lane"
        if word[1] < cell[1] - WIDEST_GAP or word[3] > cell[3] + WIDEST_GAP:
            yield "a word leaves its row"
        if any(overlaps(word, flat(segment), WIDEST_GAP) for segment in sheet.segments):
            yield "a line runs through a word"
        if any(touches(word, *box) for box in sheet.boxes):
            yield "a word touches a shape"


def wide_words(sheet):
    return [f"{wide} is wider than {room}" for wide, room in sheet.inside if wide > room - 2]


def touches(word, centre, box, kind):
    if kind != chart.Kind.DECISION:
        return overlaps(word, box)
    (cx, cy), w, h = centre, (box[2] - box[0]) / 2, (box[3] - box[1]) / 2
    x, y = max(word[0], min(cx, word[2])), max(word[1], min(cy, word[3]))
    return abs(x - cx) / w + abs(y - cy) / h < 1


def broken_arrows(plan, sheet):
    """From the source of every arrow its pieces lead to the target, over the borders of cells."""
    near = {}
    for x1, y1, x2, y2 in sheet.segments:
        a, b = (round(x1, 1), round(y1, 1)), (round(x2, 1), round(y2, 1))
        near.setdefault(a, set()).add(b)
        near.setdefault(b, set()).add(a)
    for path in plan.paths:
        ends = (sheet.centres[place] for place in (path.arrow.source, path.arrow.target))
        start, goal = (tuple(round(at, 1) for at in end) for end in ends)
        if goal not in walked_from(start, near):
            yield f"an arrow does not arrive: {path.arrow}"


def walked_from(start, near):
    seen, todo = {start}, [start]
    while todo:
        for other in near.get(todo.pop(), set()) - seen:
            seen.add(other)
            todo.append(other)
    return seen


def unreached(plan):
    """The shapes to which no drawn arrow leads from the beginning of a flow."""
    near = {}
    for path in plan.paths:
        near.setdefault(path.arrow.source, set()).add(path.arrow.target)
    starts = [at for at, shape in plan.chart.shapes.items() if shape.kind == chart.Kind.START]
    seen = set().union(*(walked_from(start, near) for start in starts))
    return set(plan.chart.shapes) - seen


def crossings(plan):
    lines = [run for path in plan.paths for run in path.runs]
    return sum(a.meets(b) == "cross" for n, a in enumerate(lines) for b in lines[n + 1 :])


def breaks_before_steps(plan):
    bands = plan.chart.bands
    return [band for before, band in pairwise(range(len(bands))) if bands[before] != bands[band]]
