"""What the pages of people show, gathered in few queries."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.db.models import Count, Prefetch

from sopti.core.words import duration
from sopti.people.enums import HolidayKind, HoursKind
from sopti.people.models import EARLIEST, LATEST, Appointment, Court, User, WorkingHours
from sopti.people.panels import panels_of
from sopti.people.rules import EVERYBODY, why_not_deactivate, why_not_reset_password
from sopti.people.worktime import NORMAL_WEEK, Hours

if TYPE_CHECKING:
    from datetime import date

ROWS = 25  # on one page of a list
A_WEEK = 7 * 24 * 60


@dataclass
class DemoCourt:
    """One court of the demonstration and who may be tried out in it."""

    court: Court
    accounts: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Demo:
    password: str
    courts: list[DemoCourt]


def demo_accounts(password: str, *, on: date) -> Demo | None:
    """Return the accounts of a demonstration, by court; None where nobody is for show."""
    held = Appointment.objects.in_force(on).exclude(role=EVERYBODY).select_related("role")
    people = (
        User.objects.filter(is_demo=True, is_active=True, court__isnull=False)
        .select_related("court")
        .prefetch_related(Prefetch("appointments", held, to_attr="held_today"))
        .order_by("court_id", "pk")
    )
    courts: dict[int, DemoCourt] = {}
    for person in people:
        assert person.court is not None  # noqa: S101 (filtered above; for the type checker)
        group = courts.setdefault(person.court.pk, DemoCourt(person.court))
        titles = [appointment.as_title for appointment in person.held_today]
        group.accounts.append((person.username, ", ".join(titles) or person.position))
    return Demo(password, list(courts.values())) if courts else None


# ---------------------------------------------------------------------------------- administration
def overview(court: Court, *, on: date) -> dict[str, Any]:
    """Return what stands on the first page of the administration, and what is missing."""
    people = User.objects.filter(court=court, is_active=True)
    held = Appointment.objects.filter(court=court).exclude(role=EVERYBODY)
    years = court.holidays.filter(day__year__in=(on.year, on.year + 1)).exclude(
        kind=HolidayKind.LOCAL
    )
    per_year = dict(years.values_list("day__year").annotate(Count("pk")).order_by())
    return {
        "court": court,
        "people_count": people.count(),
        "held_count": held.in_force(on).count(),
        "acting": list(held.in_force(on).exclude(capacity="").for_pages()),
        "coming": held.future(on).count(),
        "holidays": [(year, per_year.get(year, 0)) for year in (on.year, on.year + 1)],
        "week_words": _long(sum(hours.minutes for hours in normal_week(court, on=on))),
    }


def people_page(viewer: User, asked: dict[str, Any], *, on: date) -> dict[str, Any]:
    """Return one page of the court's people with what they hold today."""
    held = Appointment.objects.in_force(on).exclude(role=EVERYBODY).select_related("role")
    people = User.objects.visible_to(viewer).matching(asked["q"]).order_by("full_name", "pk")
    if not asked["nonaktif"]:
        people = people.filter(is_active=True)
    people = people.prefetch_related(Prefetch("appointments", held, to_attr="held_today"))
    return {"page": Paginator(people, ROWS).get_page(asked["hal"]), "asked": asked}


def person_page(person: User, *, by: User, on: date) -> dict[str, Any]:
    """Return a person, all they hold or held, and what may be done with the account."""
    held = person.appointments.select_related("role").order_by("-starts_on", "role__rank")
    return {
        "person": person,
        "held": list(held),
        "today": on,
        "why_not_deactivate": why_not_deactivate(by, person, on=on) if person.is_active else None,
        "why_not_reset": why_not_reset_password(by, person),
        "panels": panels_of(person, by=by),
    }


def appointments_page(viewer: User, asked: dict[str, Any], *, on: date) -> dict[str, Any]:
    """Return one page of the court's appointments: in force, past or to come."""
    held = Appointment.objects.visible_to(viewer).exclude(role=EVERYBODY)
    chosen = {"kini": held.in_force, "nanti": held.future, "lalu": held.past}[asked["saat"]](on)
    if asked["q"]:
        chosen = chosen.filter(user__in=User.objects.visible_to(viewer).matching(asked["q"]))
    rows = chosen.for_pages().order_by("role__rank", "-starts_on", "pk")
    return {"page": Paginator(rows, ROWS).get_page(asked["hal"]), "asked": asked, "today": on}


def hours_page(court: Court, *, on: date) -> dict[str, Any]:
    """Return the court's weeks: the one that counts now, those to come, those gone by."""
    weeks = _weeks(court)
    now = [week for week in weeks if week.covers(on)]
    return {
        "now": now,
        "coming": [week for week in weeks if week.valid_from > on],
        "gone": [week for week in weeks if not week.covers(on) and week.valid_from <= on],
    }


def holidays_page(court: Court, year: int, *, on: date) -> dict[str, Any]:
    """Return the days off of one year."""
    days = list(court.holidays.filter(day__year=year))
    return {
        "year": year,
        "years": [
            near for near in range(year - 1, year + 3) if EARLIEST.year <= near <= LATEST.year
        ],
        "days": days,
        "off": sum(not day.stays_open for day in days),
        "has_national": any(day.kind != HolidayKind.LOCAL for day in days),
        "today": on,
    }


@dataclass
class Week:
    """The hours of one span of days, weekday by weekday."""

    kind: str
    valid_from: date
    valid_until: date | None
    rows: list[WorkingHours] = field(default_factory=list)

    def covers(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)

    @property
    def is_ramadan(self) -> bool:
        return self.kind == HoursKind.RAMADAN

    @property
    def is_from_the_start(self) -> bool:
        return self.valid_from == EARLIEST

    @property
    def days(self) -> list[tuple[WorkingHours, str]]:
        """Each weekday, and how long it is without its break."""
        pairs = zip(self.rows, self.hours, strict=True)
        return [(row, _long(hours.minutes)) for row, hours in pairs]

    @property
    def words(self) -> str:
        """How long the week is: "37 jam 30 menit"."""
        return _long(sum(hours.minutes for hours in self.hours))

    @property
    def hours(self) -> list[Hours]:
        """The same as the arithmetic and the form take it."""
        return [
            Hours(row.weekday, row.opens, row.closes, row.break_from, row.break_until)
            for row in self.rows
        ]


def normal_week(court: Court, *, on: date) -> list[Hours]:
    """Return the normal hours that count on a day, those of the Perpres when there are none."""
    weeks = [week for week in _weeks(court) if not week.is_ramadan and week.covers(on)]
    return weeks[-1].hours if weeks else list(NORMAL_WEEK)


def _weeks(court: Court) -> list[Week]:
    weeks: dict[tuple[str, date], Week] = {}
    for row in court.working_hours.order_by("valid_from", "kind", "weekday"):
        key = (row.kind, row.valid_from)
        weeks.setdefault(key, Week(row.kind, row.valid_from, row.valid_until)).rows.append(row)
    return list(weeks.values())


def _long(minutes: int) -> str:
    """Return a length in hours, never in days: here a day has no fixed length."""
    return duration(minutes, day_minutes=A_WEEK)
