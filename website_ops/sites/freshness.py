"""Whether what a site tells is still fresh, and since when it is not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from sopti.core.words import number, plain_date, short_date
from sopti.monitors.enums import State

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from website_ops.sites.models import ContentPart

SOON = 3  # days before a part grows old


@dataclass(frozen=True)
class Standing:
    """How one part stands: old (red), soon (gold), never seen, or fresh."""

    part: ContentPart
    tag: str  # one or two words
    tone: str  # class of the tag
    said: str  # why, in a short sentence
    is_old: bool
    due_on: date | None  # until when it has to be renewed, where that is known

    @property
    def in_a_line(self) -> str:
        """Name the part, whose it is and how it stands, for a report."""
        return f"{self.part.name} ({self.part.unit}): {self.said}"


def standing_of(part: ContentPart, *, today: date) -> Standing:
    """Return how the part stands: by its monitor where one looks, else by what people saw."""
    watched = _watched(part)
    if watched is not None:
        return watched
    if part.renewed_on is None:
        return Standing(part, "Belum dilihat", "tag--gold", "belum pernah dilihat", True, None)
    due = part.renewed_on + timedelta(days=part.every_days)
    age = (today - part.renewed_on).days
    newest = f"terbaru {short_date(part.renewed_on, today=today)}, {_ago(age)}"
    if today > due:
        late = number((today - due).days)
        said = f"{newest}; lewat {late} hari dari batas {part.every_days} hari"
        return Standing(part, "Usang", "tag--red", said, True, due)
    if (due - today).days <= SOON:
        said = f"{newest}; perbarui paling lambat {plain_date(due)}"
        return Standing(part, "Segera", "tag--gold", said, False, due)
    return Standing(part, "Baru", "tag--green", newest, False, due)


def _watched(part: ContentPart) -> Standing | None:
    """Return what the part's monitor says, or None when it says nothing now."""
    pulse = part.monitor.pulse if part.monitor is not None else None
    if pulse is None or pulse.state not in {State.UP, State.DOWN}:
        return None
    is_old = pulse.state == State.DOWN
    said = f"menurut pemantau: {pulse.detail[:1].lower()}{pulse.detail[1:].rstrip('.')}"
    return Standing(part, "Usang" if is_old else "Baru",
                    "tag--red" if is_old else "tag--green", said, is_old, None)  # fmt: skip


def _ago(days: int) -> str:
    return {0: "hari ini", 1: "kemarin"}.get(days) or f"{number(days)} hari lalu"


def standings(parts: Iterable[ContentPart], *, today: date) -> list[Standing]:
    """Return how the parts stand, the old ones first."""
    found = [standing_of(part, today=today) for part in parts]
    return sorted(found, key=lambda one: (not one.is_old, one.tone != "tag--gold", one.part.name))
