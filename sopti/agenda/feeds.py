"""The feed of one person as iCalendar (RFC 5545): what waits for them, and nobody's names."""

from __future__ import annotations

import hashlib
from datetime import UTC, timedelta
from typing import TYPE_CHECKING

from icalendar import Calendar, Event

from sopti.workflow import diary

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from sopti.people.models import User
    from sopti.workflow.diary import Entry

BACK, AHEAD = timedelta(days=31), timedelta(days=183)
DAY = timedelta(days=1)


def feed_of(user: User, *, at: datetime, address: Callable[[str], str]) -> bytes:
    """Return the person's calendar. `address` makes a whole address of a path."""
    calendar = Calendar()
    calendar.add("prodid", "-//SOPTI//Kalender//ID")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "SOPTI: pekerjaan saya")
    calendar.add("refresh-interval", timedelta(hours=1), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    if user.court is not None:
        today = at.astimezone(user.court.tz).date()
        for entry in diary.entries(user, today - BACK, today + AHEAD):
            if entry.is_mine:
                calendar.add_component(_event(entry, at=at, address=address))
    found: bytes = calendar.to_ical()
    return found


def _event(entry: Entry, *, at: datetime, address: Callable[[str], str]) -> Event:
    """Return one entry: with an hour as a moment of UTC, else as whole days."""
    event = Event()
    event.add("uid", f"{hashlib.sha256(entry.key.encode()).hexdigest()[:32]}@sopti")
    event.add("dtstamp", at.astimezone(UTC))
    event.add("summary", entry.outside or entry.words)
    if entry.begins is not None:
        event.add("dtstart", entry.begins.astimezone(UTC))
    else:
        event.add("dtstart", entry.day)
        event.add("dtend", (entry.until or entry.day) + DAY)
    if entry.link:
        event.add("url", address(entry.link))
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    return event
