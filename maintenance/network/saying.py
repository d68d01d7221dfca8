"""Speeds and findings in words: each number with its unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sopti.core.words import number, plain_date

if TYPE_CHECKING:
    from maintenance.network.models import Finding, Line, LineCheck

NOTHING = "–"  # noqa: RUF001 (as tables here show what is not there)


def mbps(value: float | None) -> str:
    if value is None:
        return NOTHING
    return f"{number(value, 0 if value == int(value) else 1)} Mbps"


def promised(line: Line) -> str:
    """Return "100 Mbps unduh, 50 Mbps unggah"."""
    told = [(line.down, "unduh"), (line.up, "unggah")]
    return ", ".join(f"{mbps(value)} {way}" for value, way in told if value is not None)


def measured(check: LineCheck) -> str:
    """Return "71 Mbps unduh, 30 Mbps unggah, 12 ms"; empty where only the state was noted."""
    told = [(check.down, "unduh"), (check.up, "unggah")]
    said = [f"{mbps(value)} {way}" for value, way in told if value is not None]
    if check.latency is not None:
        said.append(f"{number(check.latency, 0)} ms")
    return ", ".join(said)


def part_of_promise(line: Line, check: LineCheck) -> int | None:
    """Return how many per cent of the promised download were measured."""
    if not line.down or check.down is None:
        return None
    return round(check.down / line.down * 100)


def line_said(line: Line, check: LineCheck) -> str:
    """Return one line of a report: "Internet utama: baik, 71 Mbps unduh (71% dari janji)"."""
    part = part_of_promise(line, check)
    said = ", ".join(filter(None, (check.get_state_display().lower(), measured(check))))
    return f"{line}: {said}" + (f" ({part}% dari yang dijanjikan)" if part is not None else "")


def finding_said(finding: Finding) -> str:
    solved = ""
    if finding.solved_at is not None:
        day = finding.solved_at.astimezone(finding.court.tz).date()
        solved = f" (selesai {plain_date(day)})"
    return f"{finding.where}: {finding.what} [{finding.get_severity_display().lower()}]{solved}"
