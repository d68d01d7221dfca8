"""What a chart shows: names, numbers and the words around them. Drawn alike on page and paper.

A chart is plain data, so a report that is frozen keeps it with its figures.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict


class Shown(BaseModel):
    """Part of what a report shows. Never changed, and the same as JSON and back."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Series(Shown):
    """One row of numbers, one for each name of the chart; None where nothing was measured.

    `tone` differs in grey, too: solid, soft (light with an outline), late (hatched).
    """

    label: str
    values: tuple[float | None, ...]
    tone: Literal["solid", "soft", "late"] = "solid"


class Chart(Shown):
    """Numbers side by side.

    `bars` lie, one for each name (steps, categories), `columns` stand (months); in both, series
    are stacked. `lines` run over months.
    """

    kind: Literal["bars", "columns", "lines"]
    title: str
    names: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""  # said once beside the axis: "jam kerja", "%"
    decimals: int = 0
    strong: int | None = None  # the place of the name that matters most, set bold
    head: str = ""  # what the names are, above them in the table: "Bulan", "Langkah"
