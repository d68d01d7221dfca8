"""What the pages of the reports show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import OuterRef, Subquery

from sopti.core.periods import Period, month_before, month_of, year_of
from sopti.core.words import MONTHS, plain_date
from sopti.reports.parts import fingerprint
from sopti.reports.periodic import rules
from sopti.reports.periodic.acts import Act, act_of, waits
from sopti.reports.periodic.composing import content_of
from sopti.reports.periodic.days import due_on
from sopti.reports.periodic.enums import PrintState, ReportKind, ReportState
from sopti.reports.periodic.layout import Numbered
from sopti.reports.periodic.models import Report, ReportPrint
from sopti.reports.periodic.printing import is_kept, place_in_queue, print_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sopti.people.models import User
    from sopti.reports.periodic.content import Content

TONES = {
    ReportState.DRAFT: "tag--gold",
    ReportState.CHECKED: "tag--gold",
    ReportState.SIGNED: "tag--green",
    ReportState.SEEN: "tag--green",
}
FIRST_YEAR, LAST_YEAR = 2000, 2100
MONTHS_A_YEAR = 12


@dataclass(frozen=True)
class Row:
    """One month, or the year, of the list: its newest report, those before it, the one act."""

    name: str
    kind: str
    first: date
    report: Report | None
    former: tuple[Report, ...]
    tone: str
    says: str
    act: Act | None
    may_draft: bool
    has_pdf: bool


# --------------------------------------------------------------------------------------- the list
def reports_page(user: User, year: int, *, now: datetime) -> dict[str, Any]:
    """Return a year of reports, month by month; the newest month first."""
    court = user.court
    assert court is not None  # noqa: S101 (the view refused whoever has none)
    today = now.astimezone(court.tz).date()
    found = _of_year(user, year)
    periods = [(ReportKind.MONTH, month_of(date(year, month, 1))) for month in _months(year, today)]
    if periods:
        periods.insert(0, (ReportKind.YEAR, year_of(year)))
    rows = [_row(found, kind, period, user, today) for kind, period in periods]
    return {
        "year": year,
        "rows": [row for row in rows if _is_shown(row)],
        "before": year - 1 if year > FIRST_YEAR else None,
        "after": year + 1 if year < today.year else None,
        "last": _last_month(user, found, year, today),
        "waiting": [row for row in rows if row.act and row.report],
    }


def year_in(typed: str, *, today: date) -> int:
    """Return the year in an address; this year where it is none."""
    is_year = typed.isdecimal() and FIRST_YEAR <= int(typed) <= min(today.year, LAST_YEAR)
    return int(typed) if is_year else today.year


def _months(year: int, today: date) -> range:
    """Return the months of a year that have begun, newest first."""
    if year > today.year:
        return range(0)
    return range(today.month if year == today.year else MONTHS_A_YEAR, 0, -1)


def _of_year(user: User, year: int) -> list[Report]:
    """Return the reports of the year, and of the December before it, with their newest PDF."""
    ready = ReportPrint.objects.filter(report=OuterRef("pk"), state=PrintState.READY)
    since = date(year - 1, MONTHS_A_YEAR, 1) if year > FIRST_YEAR else date(year, 1, 1)
    found = Report.objects.visible_to(user).filter(starts_on__range=(since, date(year, 12, 31)))
    shown = found.for_rows().select_related("corrects", "checked_by", "signed_by", "seen_by")
    return list(shown.annotate(pdf=Subquery(ready.values("pk")[:1])).order_by("pk"))


def _row(found: Iterable[Report], kind: ReportKind, period: Period, user: User, today: date) -> Row:
    every = [one for one in found if one.kind == kind and one.starts_on == period.first]
    report = every[-1] if every else None
    name = MONTHS[period.first.month - 1] if kind == ReportKind.MONTH else period.words.capitalize()
    may_draft = rules.why_not_draft(user, kind, period, today=today) is None
    return Row(
        name=name,
        kind=kind,
        first=period.first,
        report=report,
        former=tuple(every[:-1]),
        tone=TONES[ReportState(report.state)] if report else "",
        says=waits(report) if report else _not_yet(user, period, today),
        act=act_of(report, viewer=user) if report else None,
        may_draft=may_draft and report is None,
        has_pdf=bool(report and report.is_frozen and getattr(report, "pdf", None)),
    )


def _not_yet(user: User, period: Period, today: date) -> str:
    assert user.court is not None  # noqa: S101 (the view refused whoever has none)
    if period.last < today:
        return "Belum disusun."
    return f"Disusun sendiri pada {plain_date(due_on(user.court, period))}."


def _is_shown(row: Row) -> bool:
    """Leave out the year while it has neither a report nor anybody who may draft it."""
    return row.kind == ReportKind.MONTH or row.report is not None or row.may_draft


def _last_month(user: User, found: list[Report], year: int, today: date) -> Report | None:
    """Return last month's report when its PDF is one click away."""
    if year != today.year:
        return None
    first = month_before(today)
    mine = [one for one in found if one.kind == ReportKind.MONTH and one.starts_on == first]
    frozen = [one for one in mine if one.is_frozen and getattr(one, "pdf", None)]
    return frozen[-1] if frozen else None


# ------------------------------------------------------------------------------------- one report
def report_page(report: Report, *, viewer: User, now: datetime) -> dict[str, Any]:
    today = now.astimezone(report.court.tz).date()
    content = content_of(report, on=today)
    return {
        "report": report,
        "tone": TONES[ReportState(report.state)],
        "content": content,
        "parts": list(Numbered(content).every()),
        "way": way_of(report, content),
        "later": getattr(report, "correction", None),
        "act": act_of(report, viewer=viewer),
        "says": waits(report),
        "seal": fingerprint(report.digest, groups=8) if report.digest else "",
        "why_not_word": rules.why_not_word(viewer, report),
        "why_not_judge": rules.why_not_judge(viewer, report),
        "why_not_sign": rules.why_not_sign(viewer, report),
        "why_not_see": rules.why_not_see(viewer, report),
        "why_not_correct": rules.why_not_correct(viewer, report),
        **print_page(report),
    }


def print_page(report: Report) -> dict[str, Any]:
    """Return how far the PDF of what the report says now is."""
    made = print_of(report)
    return {
        "report": report,
        "print": made,
        "is_lost": bool(made and made.is_ready and not is_kept(made)),
        "place": place_in_queue(made) if made and made.state == PrintState.WAITING else 0,
        "is_coming": bool(made and made.state in {PrintState.WAITING, PrintState.MAKING}),
    }


@dataclass(frozen=True)
class Stage:
    """One stop on the way of a report: done by whom and when, or waiting."""

    name: str
    who: str
    letter: str
    at: datetime | None
    is_now: bool = False


def way_of(report: Report, content: Content) -> list[Stage]:
    """Return the four stops of a report in order."""
    made, checked = content.made, content.checked
    seen = report.seen_signer or content.known
    drafter = str(report.drafted_by) if report.drafted_by else "SOPTI"
    stops = [
        ("Disusun", drafter, "", report.drafted_at),
        ("Diperiksa", f"{made.name}, {made.title}", made.letter, report.checked_at),
        ("Disahkan", f"{checked.name}, {checked.title}", checked.letter, report.signed_at),
        ("Diketahui", f"{seen.name}, {seen.title}", seen.letter, report.seen_at),
    ]
    now = next((place for place, stop in enumerate(stops) if stop[3] is None), None)
    return [
        Stage(name, who if at else who.rpartition(", ")[2], letter if at else "", at, place == now)
        for place, (name, who, letter, at) in enumerate(stops)
    ]
