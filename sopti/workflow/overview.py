"""What each room tells on Ikhtisar: plain parts, for those whose roles they concern."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.module_loading import import_string

if TYPE_CHECKING:
    from datetime import datetime

    from sopti.people.models import User
    from sopti.ui.charts import Chart

LATE, SOON = "late", "soon"
MOST_ROWS = 5


@dataclass(frozen=True)
class Line:
    """One row of a part: what it is, where it leads, what stands beside it."""

    words: str
    link: str = ""
    beside: str = ""
    tone: str = ""  # LATE, SOON or plain


@dataclass(frozen=True)
class Part:
    """A part of Ikhtisar. The lead is a finished sentence, also where there is nothing."""

    title: str
    lead: str
    rest: str = ""  # the sentence behind it
    numbers: tuple[tuple[str, str, str], ...] = ()  # number, what stands small beside it, words
    lines: tuple[Line, ...] = ()
    charts: tuple[Chart, ...] = ()
    more: tuple[str, str] | None = None  # words and address of the page that has all of it
    is_wide: bool = False  # stands above the others, over the whole page


@dataclass(frozen=True)
class _Told:
    order: int
    tell: str
    seen_by: frozenset[str]


_TELLS: list[_Told] = []


def register_overview(tell: str, *, order: int, seen_by: frozenset[str] = frozenset()) -> None:
    """Let a room tell a part of Ikhtisar to holders of these roles; of none: to all who open it.

    `tell` names a function (user, now) that returns the Part, or None where the court has nothing
    of the kind, in a fixed number of queries.
    """
    _TELLS.append(_Told(order, tell, seen_by))


def overview(user: User, *, now: datetime) -> list[Part]:
    """Return the parts that this person's roles lead to, in order."""
    roles = user.role_keys
    asked = [told for told in _TELLS if not told.seen_by or told.seen_by & roles]
    found = (import_string(told.tell)(user, now) for told in sorted(asked, key=_place))
    return [part for part in found if part is not None]


def _place(told: _Told) -> tuple[int, str]:
    return told.order, told.tell
