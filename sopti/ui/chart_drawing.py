"""From the numbers of a chart to its shapes, alike for a wide page, a narrow page and paper."""

from __future__ import annotations

from itertools import count, pairwise, takewhile
from typing import TYPE_CHECKING

from sopti.core import words
from sopti.ui.chart_looks import NARROW, PAPER, STACK_GAP, WIDE, Drawing, Look

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sopti.ui.charts import Chart, Series

NOTHING = "–"  # noqa: RUF001 (as tables here show what is not there)
TALL, BESIDE, MOST_TICKS = 200, 150, 5
NAMES_SHARE = 0.4  # of the width, at most, for names beside lying bars


def for_page(chart: Chart) -> list[Drawing]:
    """Return the wide and the narrow drawing; none where there is no number to draw."""
    return [draw(chart, look) for look in (WIDE, NARROW)] if has_numbers(chart) else []


def for_paper(chart: Chart) -> list[Drawing]:
    return [draw(chart, PAPER)] if has_numbers(chart) else []


def has_numbers(chart: Chart) -> bool:
    return any(value is not None for series in chart.series for value in series.values)


def draw(chart: Chart, look: Look) -> Drawing:
    """Draw the chart; columns too narrow for their words lie down."""
    drawing = Drawing(look)
    if look.has_key:
        _key(drawing, chart)
    if chart.kind == "lines":
        _lines(drawing, chart)
    elif chart.kind == "columns" and _fits_standing(chart, look):
        _columns(drawing, chart)
    else:
        _bars(drawing, chart)
    return drawing


def said(value: float | None, decimals: int) -> str:
    """Return "1.250", "5,4" or a dash."""
    if value is None:
        return NOTHING
    return words.number(value, decimals) if decimals else words.number(round(value))


# --------------------------------------------------------------------------------- what is shared
def _part(series: Series, place: int) -> float:
    return max(0.0, (series.values[place] if place < len(series.values) else None) or 0.0)


def _total(chart: Chart, place: int) -> float:
    return sum(_part(series, place) for series in chart.series)


def _measured(chart: Chart, place: int) -> list[float]:
    found = [series.values[place] for series in chart.series if place < len(series.values)]
    return [value for value in found if value is not None]


def _sum_words(chart: Chart, place: int) -> str:
    """Return "27 + 4": the number of each part that there is."""
    found = _measured(chart, place)
    if not found:
        return NOTHING
    parts = [value for value in found if value] or [0.0]
    return " + ".join(said(value, chart.decimals) for value in parts)


def ticks(most: float, *, whole: bool) -> list[float]:
    """Return round numbers from 0 to the first at or above the most: 0, 10, 20, 30."""
    steps = (factor * 10.0**power for power in range(-2, 12) for factor in (1, 2, 5))
    step = next(one for one in steps if one * MOST_TICKS >= most and (one >= 1 or not whole))
    below = list(takewhile(lambda tick: tick < most, (place * step for place in count())))
    return [*below, len(below) * step] if below else [0, step]


def _ticks_of(chart: Chart, most: float) -> list[tuple[float, str]]:
    found = ticks(most, whole=not chart.decimals)
    decimals = 0 if all(tick == int(tick) for tick in found) else max(1, chart.decimals)
    return [(tick, said(tick, decimals)) for tick in found]


def _key(drawing: Drawing, chart: Chart) -> None:
    """Set the key and the unit above a drawing on paper."""
    look, x = drawing.look, 0.0
    for series in chart.series if len(chart.series) > 1 else ():
        drawing.box(x, 1, 15, look.font, series.tone)
        drawing.text(x + 21, look.font, series.label)
        x += 21 + look.long(series.label) + 22
    if chart.unit:
        drawing.text(look.width, look.font, chart.unit, anchor="end")
    drawing.height = look.font + 12 if x or chart.unit else 0


# ------------------------------------------------------------------------------------ lying bars
def _bars(drawing: Drawing, chart: Chart) -> None:
    look = drawing.look
    left = _left_of(chart, look)
    values = [_sum_words(chart, place) for place in range(len(chart.names))]
    right = max(look.long(value) for value in values) + 14
    scale_ticks = _ticks_of(chart, max(_total(chart, n) for n in range(len(chart.names))) or 1)
    scale = (look.width - left - right) / scale_ticks[-1][0]
    top, places = drawing.height, list(_rows(drawing, chart, left))
    for tick, tick_words in scale_ticks:
        x = left + tick * scale
        drawing.stroke((x, top), (x, drawing.height), kind="grid" if tick else "axis")
        drawing.text(x, drawing.height + look.line, tick_words, anchor="middle")
    for place, y in enumerate(places):
        end = _stack_lying(drawing, chart, place, (left, y, scale))
        drawing.text(end + 6, y + look.bar * 0.5 + look.font * 0.36, values[place], "value")
    drawing.height += look.line + 6


def _left_of(chart: Chart, look: Look) -> float:
    """Return where the bars begin."""
    if look.names_above:
        return STACK_GAP + 1
    longest = max(look.long(name) for name in chart.names)
    return min(longest, look.width * NAMES_SHARE) + 10


def _rows(drawing: Drawing, chart: Chart, left: float) -> Iterator[float]:
    """Set the names one below another, and give the place of each bar."""
    look = drawing.look
    for place, name in enumerate(chart.names):
        lines = look.lines_of(name, look.width if look.names_above else left - 8)
        kind = "on" if place == chart.strong else ""
        if look.names_above:
            yield from _row_above(drawing, lines, kind)
        else:
            yield from _row_beside(drawing, lines, kind, left)


def _row_above(drawing: Drawing, lines: list[str], kind: str) -> Iterator[float]:
    look = drawing.look
    for line in lines:
        drawing.height += look.line
        drawing.text(STACK_GAP + 7, drawing.height, line, kind)
    y = drawing.height + STACK_GAP + 2
    drawing.height = y + look.bar + 8
    yield y


def _row_beside(drawing: Drawing, lines: list[str], kind: str, left: float) -> Iterator[float]:
    look = drawing.look
    tall = max(look.row, len(lines) * look.line + 5)
    middle = drawing.height + tall / 2
    first = middle - (len(lines) - 1) * look.line / 2 + look.font * 0.36
    for n, line in enumerate(lines):
        drawing.text(left - 8, first + n * look.line, line, kind, "end")
    drawing.height += tall
    yield middle - look.bar / 2


def _stack_lying(
    drawing: Drawing, chart: Chart, place: int, at: tuple[float, float, float]
) -> float:
    """Draw the parts of one bar side by side, and return where it ends."""
    x, y, scale = at
    for series in chart.series:
        width = _part(series, place) * scale
        drawing.box(x, y, width, drawing.look.bar, series.tone)
        x += width
    return x


# ------------------------------------------------------------------------------ standing columns
def _axis_left(chart: Chart, look: Look) -> float:
    most = max((_total(chart, n) for n in range(len(chart.names))), default=0) or 1
    return max(look.long(text) for _, text in _ticks_of(chart, most)) + 10


def _fits_standing(chart: Chart, look: Look) -> bool:
    room = (look.width - _axis_left(chart, look)) / max(1, len(chart.names))
    shown = [*chart.names]
    for series in chart.series:
        shown += [said(_part(series, place), chart.decimals) for place in range(len(chart.names))]
    return max(look.long(text) for text in shown) + 4 <= room


def _upright(drawing: Drawing, most: float, chart: Chart, left: float, right: float) -> float:
    """Draw the lines behind columns or months, and return the height of one."""
    look, top = drawing.look, drawing.height + drawing.look.line + 4
    scale_ticks = _ticks_of(chart, most)
    scale = TALL / scale_ticks[-1][0] if chart.kind == "columns" else BESIDE / scale_ticks[-1][0]
    drawing.height = top + scale_ticks[-1][0] * scale
    for tick, tick_words in scale_ticks:
        y = drawing.height - tick * scale
        drawing.stroke((left, y), (look.width - right, y), kind="grid" if tick else "axis")
        drawing.text(left - 6, y + look.font * 0.36, tick_words, anchor="end")
    return scale


def _columns(drawing: Drawing, chart: Chart) -> None:
    look, left = drawing.look, _axis_left(chart, drawing.look)
    most = max(_total(chart, n) for n in range(len(chart.names))) or 1
    scale = _upright(drawing, most, chart, left, 0)
    step = (look.width - left) / len(chart.names)
    for place, name in enumerate(chart.names):
        middle = left + (place + 0.5) * step
        _stack_standing(drawing, chart, place, (middle, min(step * 0.66, 44), scale))
        kind = "on" if place == chart.strong else ""
        drawing.text(middle, drawing.height + look.line + 2, name, kind, "middle")
    drawing.height += look.line + 8


def _stack_standing(
    drawing: Drawing, chart: Chart, place: int, at: tuple[float, float, float]
) -> None:
    """Draw the parts of one column on each other; numbers stand in them or above them."""
    middle, width, scale = at
    look, y, above = drawing.look, drawing.height, []
    parts = [series for series in chart.series if _part(series, place)]
    for series in parts:
        tall = _part(series, place) * scale
        y -= tall
        drawing.box(middle - width / 2, y, width, tall, series.tone)
        value = said(_part(series, place), chart.decimals)
        if series is parts[-1] or series.tone == "late" or tall < look.line + 4:
            above.append(value)
        else:
            kind = "in" if series.tone == "solid" else "value"
            drawing.text(middle, y + look.line, value, kind, "middle")
    shown = " + ".join(above) or said(0 if _measured(chart, place) else None, 0)
    drawing.text(middle, y - 5, shown, "value", "middle")


# ------------------------------------------------------------------------------------------ lines
def _lines(drawing: Drawing, chart: Chart) -> None:
    look = drawing.look
    found = [value for series in chart.series for value in series.values if value is not None]
    left = max(look.long(text) for _, text in _ticks_of(chart, max(found) or 1)) + 10
    ends = [_end_words(series, chart, look) for series in chart.series]
    right = max(look.long(text) for text in ends) + 18
    scale = _upright(drawing, max(found) or 1, chart, left, right)
    step = (look.width - left - right - 12) / max(1, len(chart.names) - 1)
    across = [left + 6 + place * step for place in range(len(chart.names))]
    for series in chart.series:
        _line(drawing, series, across, scale)
    _line_ends(drawing, chart, (across[-1] + 10, scale), ends)
    _months(drawing, chart, across)


def _end_words(series: Series, chart: Chart, look: Look) -> str:
    """Return "masuk 18" for the end of a line; on a phone the key has the name."""
    last = next((value for value in reversed(series.values) if value is not None), None)
    value = said(last, chart.decimals)
    return value if look.names_above or len(chart.series) == 1 else f"{series.label} {value}"


def _line(drawing: Drawing, series: Series, across: list[float], scale: float) -> None:
    points = [
        None if value is None else (x, drawing.height - max(0.0, value) * scale)
        for x, value in zip(across, series.values, strict=False)
    ]
    for one, other in pairwise(points):
        if one and other:
            drawing.stroke(one, other, kind=series.tone)
    for point in filter(None, points):
        drawing.dot(*point, series.tone)


def _line_ends(drawing: Drawing, chart: Chart, at: tuple[float, float], ends: list[str]) -> None:
    """Name the lines at their ends, the lower ones moved down where two would overlap."""
    x, scale = at
    lasts = [
        (next((value for value in reversed(one.values) if value is not None), 0.0), text)
        for one, text in zip(chart.series, ends, strict=True)
    ]
    free = 0.0
    for value, text in sorted(lasts, key=lambda last: -last[0]):
        y = max(free, drawing.height - value * scale + drawing.look.font * 0.36)
        drawing.text(x, y, text, "value")
        free = y + drawing.look.line


def _months(drawing: Drawing, chart: Chart, across: list[float]) -> None:
    """Set the names below, every second or third only where they would touch."""
    look = drawing.look
    longest = max(look.long(name) for name in chart.names) + 6
    step = across[1] - across[0] if len(across) > 1 else longest
    every = -int(-longest // step)
    for place, (x, name) in enumerate(zip(across, chart.names, strict=True)):
        if (len(across) - 1 - place) % every == 0:
            kind = "on" if place == chart.strong else ""
            drawing.text(x, drawing.height + look.line + 2, name, kind, "middle")
    drawing.height += look.line + 8
