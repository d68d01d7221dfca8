"""How the templates of charts get from numbers to shapes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template

from sopti.ui import chart_drawing, chart_svg

if TYPE_CHECKING:
    from sopti.ui.chart_looks import Drawing
    from sopti.ui.charts import Chart, Series

register = template.Library()

KINDS = {
    "bars": "Diagram batang mendatar",
    "columns": "Diagram batang",
    "lines": "Diagram garis",
}


@register.filter
def page_drawings(chart: Chart) -> list[Drawing]:
    """Return the drawings of a chart for a page: wide and narrow."""
    return chart_drawing.for_page(chart)


@register.filter
def paper_drawings(chart: Chart) -> list[Drawing]:
    return chart_drawing.for_paper(chart)


register.filter("shapes", chart_svg.shapes)


@register.filter
def chart_said(chart: Chart) -> str:
    """Return what the drawing is, for those who cannot see it; the numbers are elsewhere."""
    title = chart.title.rstrip(".")
    unit = f" ({chart.unit})" if chart.unit else ""
    return f"{KINDS[chart.kind]}: {title}{unit}. {_finding(chart)}"


def _finding(chart: Chart) -> str:
    """Return the name that matters most with its numbers, else the last or the largest."""
    place = chart.strong if chart.strong is not None else len(chart.names) - 1
    parts = [
        f"{series.label} {chart_drawing.said(series.values[place], chart.decimals)}"
        for series in chart.series
        if place < len(series.values)
    ]
    return f"{chart.names[place]}: {', '.join(parts)}."


@register.filter
def chart_rows(chart: Chart) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the numbers of a chart, one row for each name: (label of the series, number)."""
    return [
        (name, [(one.label, _said_at(one, place, chart.decimals)) for one in chart.series])
        for place, name in enumerate(chart.names)
    ]


def _said_at(series: Series, place: int, decimals: int) -> str:
    return chart_drawing.said(
        series.values[place] if place < len(series.values) else None, decimals
    )
