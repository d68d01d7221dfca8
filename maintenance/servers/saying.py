"""The numbers of a server in words: each with its unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maintenance.servers.enums import MEASURED, Measure
from sopti.core.words import number

if TYPE_CHECKING:
    from maintenance.servers.models import Numbers

UNITS = {Measure.DISK: "%", Measure.MEMORY: "%", Measure.LOAD: "", Measure.TEMPERATURE: " °C"}
NOTHING = "–"  # noqa: RUF001 (as tables here show what is not there)


def amount(measure: Measure, value: float | None) -> str:
    """Return "71%", "61 °C" or "3,2"."""
    if value is None:
        return NOTHING
    return f"{number(value, 0 if value == int(value) else 1)}{UNITS.get(measure, '')}"


def all_said(row: Numbers) -> str:
    """Return what was read in one line: "disk 71%, memori 64%, suhu 58 °C"."""
    names = {Measure.DISK: "disk", Measure.MEMORY: "memori", Measure.LOAD: "beban",
             Measure.TEMPERATURE: "suhu"}  # fmt: skip
    told = [(measure, getattr(row, measure.value)) for measure in MEASURED]
    return ", ".join(
        f"{names[measure]} {amount(measure, value)}" for measure, value in told if value is not None
    )
