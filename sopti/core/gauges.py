"""Numbers that tell how an installation is doing. Each room registers those that it knows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.module_loading import import_string

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime


@dataclass(frozen=True)
class Gauge:
    """One number: its name says the unit, `help` what it means."""

    name: str
    help: str
    value: float
    labels: dict[str, str] = field(default_factory=dict)


_TELLERS: list[str] = []


def register_gauges(tell: str) -> None:
    """Let a room tell numbers; `tell` names a function (at) that returns gauges.

    It is asked every few seconds by whatever watches the server, so it must be cheap.
    """
    if tell not in _TELLERS:
        _TELLERS.append(tell)


def gauges(at: datetime) -> Iterator[Gauge]:
    """Yield what all rooms tell."""
    for name in _TELLERS:
        told: Iterable[Gauge] = import_string(name)(at)
        yield from told


def as_text(told: Iterable[Gauge]) -> str:
    """Return the numbers as Prometheus reads them: text format 0.0.4."""
    lines, explained = [], set()
    for gauge in told:
        if gauge.name not in explained:
            explained.add(gauge.name)
            kind = "counter" if gauge.name.endswith("_total") else "gauge"
            lines += [f"# HELP {gauge.name} {gauge.help}", f"# TYPE {gauge.name} {kind}"]
        lines.append(f"{gauge.name}{_labels(gauge.labels)} {gauge.value:.17g}")
    return "\n".join(lines) + "\n"


def _labels(labels: dict[str, str]) -> str:
    said = ",".join(f'{name}="{_escaped(value)}"' for name, value in labels.items())
    return f"{{{said}}}" if said else ""


def _escaped(value: str) -> str:
    return value.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")
