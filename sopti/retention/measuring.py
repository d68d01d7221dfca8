"""How long a court keeps each kind of data, and how much of it is over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Max, Min, Sum

from sopti.core.retained import Retained, months_before, months_words, retained
from sopti.retention.models import Term

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True)
class TermOf:
    """The term of one kind in a court, with who set it; without a person it is the usual one."""

    kind: Retained
    months: int | None
    set_by: str = ""
    set_by_id: int | None = None
    set_at: datetime | None = None

    @property
    def words(self) -> str:
        return months_words(self.months)

    @property
    def least(self) -> str:
        return months_words(self.kind.least)


@dataclass(frozen=True)
class Measured:
    """What of one kind is over: everything before a moment."""

    kind: Retained
    months: int
    before: datetime
    set_by: int | None
    count: int
    size: int | None
    oldest_at: datetime
    newest_at: datetime


def terms_of(court_id: int) -> dict[str, TermOf]:
    """Return the terms of a court by kind, in one query."""
    rows = Term.objects.filter(court=court_id).select_related("set_by")
    found = {row.key: row for row in rows}
    return {kind.key: _term_of(kind, found.get(kind.key)) for kind in retained()}


def _term_of(kind: Retained, row: Term | None) -> TermOf:
    if row is None:
        return TermOf(kind, kind.usual)
    return TermOf(kind, row.months, str(row.set_by), row.set_by_id, row.set_at)


def measured(court_id: int, *, at: datetime) -> list[Measured]:
    """Return what is over in a court, one query for each kind that has a term."""
    found = [_measured(court_id, term, at=at) for term in terms_of(court_id).values()]
    return [one for one in found if one is not None]


def _measured(court_id: int, term: TermOf, *, at: datetime) -> Measured | None:
    if term.months is None:
        return None
    kind, before = term.kind, months_before(at, term.months)
    size = {"size": Sum(kind.size)} if kind.size else {}
    told = kind.due(court_id, before).order_by().aggregate(
        count=Count("pk"), oldest=Min(kind.since), newest=Max(kind.since), **size
    )  # fmt: skip
    if not told["count"]:
        return None
    return Measured(
        kind, term.months, before, term.set_by_id, told["count"], told.get("size"), told["oldest"],
        told["newest"],
    )  # fmt: skip
