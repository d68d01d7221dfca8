"""What the pages of the network show, gathered in few queries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import OuterRef, Subquery

from maintenance.network import rules
from maintenance.network.enums import LineState
from maintenance.network.models import Finding, Line, LineCheck
from maintenance.network.saying import measured, part_of_promise, promised
from maintenance.section import section_cases
from sopti.core import words
from sopti.monitors.enums import Section
from sopti.monitors.pages import section_rows

if TYPE_CHECKING:
    from datetime import datetime

    from maintenance.network.models import LineQuerySet
    from sopti.people.models import User

SHOWN_CHECKS, SHOWN_FINDINGS = 24, 12
LOW = 60  # per cent of what was promised
TONES = {LineState.GOOD: "tag--green", LineState.SLOW: "tag--gold", LineState.DOWN: "tag--red"}


@dataclass(frozen=True)
class CheckRow:
    check: LineCheck
    said: str
    part: int | None
    tone: str

    @property
    def is_low(self) -> bool:
        return self.part is not None and self.part < LOW


@dataclass(frozen=True)
class LineRow:
    """One line with what was measured last."""

    line: Line
    promised: str
    last: CheckRow | None


def rows_of(found: LineQuerySet) -> list[LineRow]:
    """Return lines with their newest measurement, in two queries."""
    newest = LineCheck.objects.filter(line=OuterRef("pk")).order_by("-at", "-pk")
    lines = list(found.annotate(newest_id=Subquery(newest.values("pk")[:1])))
    checks = LineCheck.objects.in_bulk([pk for one in lines if (pk := vars(one)["newest_id"])])
    return [
        LineRow(line, promised(line), _check(line, checks.get(vars(line)["newest_id"])))
        for line in lines
    ]


def _check(line: Line, check: LineCheck | None) -> CheckRow | None:
    if check is None:
        return None
    part = part_of_promise(line, check)
    return CheckRow(check, measured(check), part, TONES[LineState(check.state)])


def list_page(user: User, *, now: datetime) -> dict[str, Any]:
    """Return the lines of the court, what is wrong, what is watched and what runs."""
    rows = rows_of(Line.objects.visible_to(user))
    used = [row for row in rows if row.line.is_active]
    findings = Finding.objects.visible_to(user).select_related("line", "asset", "by", "case")
    unsolved = list(findings.unsolved())
    return {
        "rows": used,
        "unused": [row.line for row in rows if not row.line.is_active],
        "finding": _finding(used, unsolved),
        "findings": unsolved,
        "watched": section_rows(user, Section.NETWORK, now=now),
        "why_not_keep": rules.why_not_keep(user, user.court_id),
        **section_cases(user, rules.SECTION),
    }


def _finding(rows: list[LineRow], unsolved: list[Finding]) -> str:
    """Say in one sentence how the lines stand, the worst first."""
    bad = [str(row.line) for row in rows if row.last and row.last.check.state == LineState.DOWN]
    slow = [
        str(row.line)
        for row in rows
        if row.last and (row.last.check.state == LineState.SLOW or row.last.is_low)
    ]
    if bad:
        return f"Putus menurut pemeriksaan terakhir: {words.listed(bad)}."
    if slow:
        return f"Lebih lambat dari yang dijanjikan: {words.listed(slow)}."
    if unsolved:
        return f"Semua jalur baik; {len(unsolved)} temuan belum selesai."
    return "Semua jalur baik menurut pemeriksaan terakhir."


def line_page(line: Line, *, viewer: User) -> dict[str, Any]:
    """Return one line with its measurements and findings."""
    checks = line.checks.select_related("by")[:SHOWN_CHECKS]
    rows = [row for check in checks if (row := _check(line, check))]
    findings = line.findings.select_related("line", "asset", "by", "case")[:SHOWN_FINDINGS]
    return {
        "line": line,
        "rows": rows,
        "last": rows[0] if rows else None,
        "facts": facts(line),
        "findings": list(findings),
        "why_not_keep": rules.why_not_keep(viewer, line.court_id),
        "why_not_measure": rules.why_not_measure(viewer, line),
    }


def facts(line: Line) -> list[tuple[str, str]]:
    told = [
        ("Jenis", line.get_kind_display()),
        ("Melayani", line.serves),
        ("Penyedia", line.provider),
        ("Nomor pelanggan", line.customer_number),
        ("Kontak gangguan", line.contact),
        ("Dijanjikan", promised(line)),
    ]
    return [(label, said) for label, said in told if said]
