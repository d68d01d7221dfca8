"""The 3 x 24 hours of UU 27/2022: hours of the calendar, not of the office, at night and on Sunday.

Articles 30 (correction), 32 (access) and 46 (notice of a failure) all name this span.
"""

from __future__ import annotations

from datetime import datetime, timedelta

SPAN = timedelta(hours=72)
SOON = timedelta(hours=24)
MINUTE, HOUR = 60, 3600
GREEN, GOLD, RED = "tag--green", "tag--gold", "tag--red"


def due_after(known_at: datetime) -> datetime:
    """Return the moment by which it must have been done."""
    return known_at + SPAN


def standing(due_at: datetime, *, now: datetime) -> tuple[str, str]:
    """Return "Sisa 1 hari 4 jam" or "Lewat 5 jam", and the tone of its tag."""
    left = due_at - now
    if left < timedelta():
        return f"Lewat {_words(-left)}", RED
    return f"Sisa {_words(left)}", GOLD if left <= SOON else GREEN


def _words(span: timedelta) -> str:
    """Return the two largest units, rounded down: a clock never promises more than there is."""
    hours, rest = divmod(span.seconds, HOUR)
    if span.days:
        return f"{span.days} hari {hours} jam"
    return f"{hours} jam {rest // MINUTE} menit"
