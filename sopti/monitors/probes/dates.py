"""Finding dates in what other programs wrote: feeds, pages, registers of domains.

Nothing is parsed as XML or HTML: what is looked for are dates, and a broken page has them too.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from sopti.core.words import MONTHS, SHORT_MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import tzinfo

# Not lastBuildDate: many sites write the present moment there, whatever they published.
FEED_DATE = re.compile(
    r"<(?:pubDate|published|updated|dc:date)\b[^<>]{0,200}>\s*(?:<!\[CDATA\[)?([^<\]]{8,60})",
    re.IGNORECASE,
)
FEED_ITEM = re.compile(r"<(?:item|entry)\b", re.IGNORECASE)
EXPIRES = re.compile(
    r"(?im)^.{0,40}(?:expir|paid-till|kedaluwarsa|habis)[^:\n]{0,40}:\s*(.{8,60})$"
)
NUMBERS = re.compile(
    r"\b(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})|\b(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})\b"
)
NAMED = re.compile(r"\b(\d{1,2})[ -]([A-Za-z]{3,9})\.?[ -](\d{4})\b")
ENGLISH = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
FIRST_YEAR, LAST_YEAR = 1990, 2200
LETTERS_AFTER = 200


def expiry_of(text: str) -> datetime | None:
    """Return the day on which a register says that a domain ends."""
    for found in EXPIRES.finditer(text):
        for day in _days(found[1]):
            return datetime.combine(day, time(), UTC)
    return None


def newest_of(text: str, *, after: str, now: datetime, tz: tzinfo) -> datetime | None:
    """Return the newest moment of a feed's items, or of the dates of a page; never a future one."""
    item = FEED_ITEM.search(text)
    if item is not None:
        moments = [
            _moment(found[1].strip(), tz) for found in FEED_DATE.finditer(text, item.start())
        ]
    else:
        moments = [datetime.combine(day, time(), tz) for day in _days(_part(text, after))]
    return max((one for one in moments if one is not None and one <= now), default=None)


def _part(text: str, after: str) -> str:
    """Return what stands behind a text each time it comes, or everything without such a text."""
    if not after:
        return text
    parts = text.split(after)[1:]
    return "\n".join(re.sub(r"<[^<>]{0,300}>", " ", part[:LETTERS_AFTER]) for part in parts)


def _moment(text: str, tz: tzinfo) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        try:
            found = parsedate_to_datetime(text)
        except ValueError:
            return None
    return found if found.tzinfo else found.replace(tzinfo=tz)


def _days(text: str) -> Iterator[date]:
    for found in NUMBERS.finditer(text):
        year, month, day = (found[1], found[2], found[3]) if found[1] else found.group(6, 5, 4)
        yield from _day(int(year), int(month), int(day))
    for found in NAMED.finditer(text):
        yield from _day(int(found[3]), _month(found[2]), int(found[1]))


def _month(name: str) -> int:
    """Return the number of an Indonesian or English month, whole or short; 0 of another word."""
    short = name.lower()
    for names in (MONTHS, SHORT_MONTHS, ENGLISH):
        for number, known in enumerate(names, start=1):
            if short[:3] == known.lower()[:3]:
                return number
    return 8 if short.startswith("agt") else 0


def _day(year: int, month: int, day: int) -> Iterator[date]:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return
    try:
        yield date(year, month, day)
    except ValueError:
        return
