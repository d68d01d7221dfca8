"""Every change of a court's hours and holidays, each one public function."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from holidays import country_holidays

from sopti.core.errors import Refusal, refuse_if
from sopti.people import rules
from sopti.people.actions import keep
from sopti.people.enums import HolidayKind, HoursKind
from sopti.people.models import EARLIEST, Court, Holiday, WorkingHours
from sopti.people.worktime import NORMAL_WEEK, Hours

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from sopti.people.models import User

# What the library calls the two kinds of days.
CATEGORIES = {HolidayKind.PUBLIC: "public", HolidayKind.JOINT_LEAVE: "government"}
LONGEST_NAME = 160


@transaction.atomic
def set_week(
    court_id: int, week: Sequence[Hours], *, valid_from: date, by: User, at: datetime
) -> None:
    """Let the normal hours of the court be these from a day on.

    A weekday that is not named is free from then on. What was valid before stays as it was,
    so that past durations keep their length; what was planned for later gives way.
    """
    court = Court.objects.select_for_update().get(pk=court_id)
    refuse_if(rules.why_not_keep(by, court.pk) or rules.why_not_span(valid_from, None))
    _refuse_empty(week)
    normal = court.working_hours.filter(kind=HoursKind.NORMAL)
    for row in normal.filter(valid_from__gte=valid_from):
        _remove(row, by=by)
    for row in normal.exclude(valid_until__lt=valid_from):
        row.valid_until = valid_from - timedelta(days=1)
        keep(row, by=by)
    write_hours(court, week, kind=HoursKind.NORMAL, span=(valid_from, None), by=by)


@transaction.atomic
def set_ramadan(
    court_id: int, week: Sequence[Hours], *, span: tuple[date, date], by: User, at: datetime
) -> None:
    """Let other hours count in a Ramadan, from its first to its last day."""
    court = Court.objects.select_for_update().get(pk=court_id)
    refuse_if(rules.why_not_ramadan(by, court, first=span[0], last=span[1]))
    _refuse_empty(week)
    write_hours(court, week, kind=HoursKind.RAMADAN, span=span, by=by)


@transaction.atomic
def remove_ramadan(court_id: int, *, valid_from: date, by: User, at: datetime) -> None:
    """Take back the hours of one Ramadan: the normal ones count again."""
    court = Court.objects.select_for_update().get(pk=court_id)
    refuse_if(rules.why_not_keep(by, court.pk))
    for row in court.working_hours.filter(kind=HoursKind.RAMADAN, valid_from=valid_from):
        _remove(row, by=by)


@transaction.atomic
def seed_holidays(court_id: int, years: Iterable[int], *, by: User | None, at: datetime) -> int:
    """Copy the national holidays and cuti bersama of those years; return how many were new.

    A day that the court already knows keeps its name and whether it stays open.
    """
    court = Court.objects.select_for_update().get(pk=court_id)
    if by is not None:
        refuse_if(rules.why_not_keep(by, court.pk))
    known = set(court.holidays.values_list("day", "kind"))
    new = [row for row in _national(court, sorted(years)) if (row.day, row.kind) not in known]
    for row in new:
        keep(row, by=by)
    return len(new)


@transaction.atomic
def add_holiday(wanted: Holiday, *, by: User, at: datetime) -> Holiday:
    """Close the court on a day: its own closure, or a national day the library lacks."""
    Court.objects.select_for_update().get(pk=wanted.court_id)
    refuse_if(rules.why_not_keep(by, wanted.court_id) or rules.why_not_holiday(wanted))
    keep(wanted, by=by)
    return wanted


@transaction.atomic
def update_holiday(holiday_id: int, *, day: date, name: str, by: User, at: datetime) -> Holiday:
    """Correct the name of a holiday, and the day of a local closure."""
    holiday = Holiday.objects.select_for_update().get(pk=holiday_id)
    holiday.name = name
    if holiday.kind == HolidayKind.LOCAL:
        holiday.day = day
    refuse_if(rules.why_not_keep(by, holiday.court_id) or rules.why_not_holiday(holiday))
    keep(holiday, by=by)
    return holiday


@transaction.atomic
def set_stays_open(holiday_id: int, *, stays_open: bool, by: User, at: datetime) -> Holiday:
    """Say whether the court works on that holiday."""
    holiday = Holiday.objects.select_for_update().get(pk=holiday_id)
    refuse_if(rules.why_not_keep(by, holiday.court_id))
    holiday.stays_open = stays_open
    keep(holiday, by=by)
    return holiday


@transaction.atomic
def remove_holiday(holiday_id: int, *, by: User, at: datetime) -> Holiday:
    """Take back a local closure."""
    holiday = Holiday.objects.select_for_update().get(pk=holiday_id)
    refuse_if(rules.why_not_remove_holiday(by, holiday))
    _remove(holiday, by=by)
    return holiday


def give_normal_week(court: Court) -> None:
    """Let a new court work the hours of the Perpres, from the beginning."""
    write_hours(court, NORMAL_WEEK, kind=HoursKind.NORMAL, span=(EARLIEST, None), by=None)


def write_hours(
    court: Court,
    week: Iterable[Hours],
    *,
    kind: HoursKind,
    span: tuple[date, date | None],
    by: User | None,
) -> None:
    """Write one row for each weekday, valid in the span."""
    for hours in week:
        row = WorkingHours(
            court=court,
            kind=kind,
            weekday=hours.weekday,
            valid_from=span[0],
            valid_until=span[1],
            opens=hours.opens,
            break_from=hours.break_from,
            break_until=hours.break_until,
            closes=hours.closes,
        )
        keep(row, by=by)


def _national(court: Court, years: list[int]) -> list[Holiday]:
    return [
        Holiday(court=court, day=day, name=name[:LONGEST_NAME], kind=kind)
        for kind, category in CATEGORIES.items()
        for day, name in sorted(
            country_holidays("ID", years=years, categories=(category,), language="id").items()
        )
    ]


def _refuse_empty(week: Sequence[Hours]) -> None:
    if not week:
        raise Refusal("Isi jam kerja paling sedikit satu hari.")


def _remove(row: WorkingHours | Holiday, *, by: User | None) -> None:
    row._history_user = by  # type: ignore[union-attr]  # noqa: SLF001 (simple-history's door)
    row.delete()
