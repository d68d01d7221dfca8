"""The shapes of a drawing as SVG: on pages the stylesheet paints them, on paper their attributes.

Written here and not in a template: a report draws thousands of shapes, and a template takes ten
times as long for each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

if TYPE_CHECKING:
    from sopti.ui.chart_looks import Box, Dot, Drawing, Stroke, Text

INK = "#111"
STROKES = {
    "grid": SafeString('class="chart__grid" stroke="#c4c4c4" stroke-width=".6"'),
    "axis": SafeString('class="chart__axis" stroke="#111" stroke-width="1"'),
    "solid": SafeString('class="chart__line" stroke="#111" stroke-width="1.5"'),
    "soft": SafeString(
        'class="chart__line" stroke="#111" stroke-width="1.5" stroke-dasharray="6 4"'
    ),
    "late": SafeString(
        'class="chart__line chart__line--late" stroke="#111" stroke-width="1.5"'
        ' stroke-dasharray="1.5 3.5"'
    ),
}
BOXES = {
    "solid": SafeString('class="chart__a" fill="#333"'),
    "soft": SafeString('class="chart__soft" fill="#e4e4e4"'),
    "late": SafeString('class="chart__b" fill="#fff"'),
}
TEXTS = {
    "": SafeString('fill="#333"'),
    "value": SafeString('class="chart__value" fill="#111" font-weight="700"'),
    "in": SafeString('class="chart__value chart__value--in" fill="#fff" font-weight="700"'),
    "on": SafeString('class="is-on" fill="#111" font-weight="700"'),
}
STROKE = '<path {} d="{}" fill="none"/>'
BOX = '<rect {} x="{}" y="{}" width="{}" height="{}" stroke="#111" stroke-width=".8"/>{}'
HATCH = '<path class="chart__hatch" d="{}" fill="none" stroke="#555" stroke-width="1"/>'
DOT = (
    '<circle class="chart__dot chart__dot--{}" cx="{}" cy="{}" r="3.4" fill="{}"'
    ' stroke="#111" stroke-width="1.3"/>'
)
TEXT = '<text {} x="{}" y="{}" text-anchor="{}" font-family="{}" font-size="{}">{}</text>'
FACE = "Arimo, Arial, sans-serif"


def shapes(drawing: Drawing) -> SafeString:
    """Return the shapes from the back to the front."""
    parts = (
        format_html_join("", STROKE, map(_stroke, drawing.strokes)),
        format_html_join("", BOX, map(_box, drawing.boxes)),
        format_html_join("", DOT, map(_dot, drawing.dots)),
        format_html_join("", TEXT, (_text(text, drawing.look.font) for text in drawing.texts)),
    )
    return format_html("{}{}{}{}", *parts)


def _stroke(stroke: Stroke) -> tuple[str, ...]:
    return STROKES[stroke.kind], stroke.path


def _box(box: Box) -> tuple[object, ...]:
    hatch = format_html(HATCH, box.hatch) if box.hatch else ""
    return BOXES[box.tone], box.x, box.y, box.width, box.height, hatch


def _dot(dot: Dot) -> tuple[object, ...]:
    return dot.tone, dot.x, dot.y, INK if dot.tone == "solid" else "#fff"


def _text(text: Text, font: float) -> tuple[object, ...]:
    return TEXTS[text.kind], text.x, text.y, text.anchor, FACE, font, text.words
