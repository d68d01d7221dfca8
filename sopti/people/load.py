"""Roles, and the courts and people of the demonstration, from the files of the house.

All of it is safe to repeat: what exists stays as its court keeps it.
"""

from __future__ import annotations

import tomllib
from datetime import date, time, timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction

from sopti.people.actions import keep
from sopti.people.calendars import give_normal_week, seed_holidays, write_hours
from sopti.people.enums import HoursKind, Weekday
from sopti.people.models import Appointment, Court, Role, User
from sopti.people.rules import EVERYBODY
from sopti.people.worktime import Hours

if TYPE_CHECKING:
    from datetime import datetime

DEMO_PASSWORD = "sopti-demo-2026"  # noqa: S105 (printed in the README: it protects nothing)
IN_OFFICE_SINCE = date(2024, 1, 2)
HOLIDAY_YEARS = (2025, 2026, 2027)
# First and last day; the state fixes them a few weeks before, and a court corrects its own.
RAMADANS = (
    (date(2026, 2, 18), date(2026, 3, 19)),
    (date(2027, 2, 8), date(2027, 3, 9)),
)


def _ramadan_week() -> list[Hours]:
    """Return the 32,5 hours of SE Sekma 2/2026."""
    half_past = time(12, 30)
    days = (Weekday.MONDAY, Weekday.TUESDAY, Weekday.WEDNESDAY, Weekday.THURSDAY)
    return [
        *(Hours(day, time(8), time(15), time(12), half_past) for day in days),
        Hours(Weekday.FRIDAY, time(8), time(15, 30), time(11, 30), half_past),
    ]


RAMADAN_WEEK = _ramadan_week()


@transaction.atomic
def load_roles() -> None:
    """Write the roles of `roles.toml`: they are the product's, so the file always wins."""
    known = Role.objects.in_bulk()
    for key, words in _read("roles").items():
        wanted = Role(key=key, **words)
        if key not in known or _differ(known[key], wanted):
            wanted.save()


@transaction.atomic
def load_people(at: datetime) -> int:
    """Write the demonstration's courts and people; return how many people were new."""
    load_roles()
    password = make_password(DEMO_PASSWORD)  # hashed once: fifty slow hashes would delay the start
    people, new = _read("people"), 0
    for key, words in _read("courts").items():
        short = words.pop("account")
        court = _court(key, words, at=at)
        for person in people[key]:
            new += _person(court, f"{person.pop('account')}.{short}", person, password, at=at)
    return new


def _court(key: str, words: dict[str, Any], *, at: datetime) -> Court:
    court = Court.objects.filter(key=key).first()
    if court is not None:
        return court
    under = words.pop("under", "")
    court = Court(key=key, under=Court.objects.filter(key=under).first(), **words)
    keep(court, by=None)
    give_normal_week(court)
    for span in RAMADANS:
        write_hours(court, RAMADAN_WEEK, kind=HoursKind.RAMADAN, span=span, by=None)
    seed_holidays(court.pk, HOLIDAY_YEARS, by=None, at=at)
    return court


def _person(
    court: Court, username: str, words: dict[str, Any], password: str, *, at: datetime
) -> bool:
    if User.objects.filter(username=username).exists():
        return False
    roles, acting = words.pop("roles"), words.pop("acting", [])
    words["full_name"] = words.pop("name")
    person = User(court=court, username=username, password=password, is_demo=True, **words)
    keep(person, by=None)
    for role, title in {EVERYBODY: person.position, **roles}.items():
        _appoint(person, role, title, starts_on=IN_OFFICE_SINCE)
    today = at.astimezone(court.tz).date()
    for letter in acting:
        starts_on = today + timedelta(days=letter["after"])
        _appoint(
            person,
            letter["role"],
            letter["title"],
            starts_on=starts_on,
            ends_on=starts_on + timedelta(days=letter["days"] - 1),
            capacity=letter["capacity"],
            letter_number=letter["letter"],
        )
    return True


def _appoint(person: User, role: str, title: str, **words: Any) -> None:
    row = Appointment(user=person, court=person.court, role_id=role, title=title, **words)
    keep(row, by=None)


def _differ(known: Role, wanted: Role) -> bool:
    names = ("name", "aliases", "can_log_in", "rank")
    return any(getattr(known, name) != getattr(wanted, name) for name in names)


def _read(name: str) -> dict[str, Any]:
    with (settings.BASE_DIR / "fixtures" / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)
