"""What the rooms know of days: what is due, planned, covered or over. Read by the calendar."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.module_loading import import_string

if TYPE_CHECKING:
    from datetime import date, datetime

    from sopti.people.models import User

DUE, PLANNED, EVENT, DONE = "tenggat", "rencana", "acara", "selesai"


@dataclass(frozen=True)
class Entry:
    """One line of a day, as one person may see it."""

    key: str  # the same for the same thing each time: the feed knows by it what changed
    day: date
    kind: str  # DUE, PLANNED, EVENT or DONE
    words: str
    link: str
    until: date | None = None  # the last day, where it is longer than one
    begins: datetime | None = None  # where the hour is known
    is_mine: bool = False  # waits for this person, so it belongs into their own feed
    outside: str = ""  # said in the feed instead of `words`, where those may name a person


_TELLS: dict[str, str] = {}


def register_diary(room: str, tell: str) -> None:
    """Let a room say what lies on the days of a person's court.

    `tell` names a function (user, first, last) that returns the entries of these days, both
    included, in a fixed number of queries.
    """
    _TELLS[room] = tell


def entries(user: User, first: date, last: date) -> list[Entry]:
    """Return what the rooms know of these days, by day."""
    found = [entry for tell in _TELLS.values() for entry in import_string(tell)(user, first, last)]
    return sorted(found, key=lambda entry: (entry.day, entry.begins is None, entry.words))
