"""A court's calendar is kept between requests, and every change of it counts at once."""

from datetime import date

import pytest

from sopti.people.enums import HolidayKind
from sopti.people.models import Court, Holiday
from sopti.people.worktime import calendar_of
from tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

DAY = date(2026, 11, 18)


def test_second_asking_costs_no_query(django_assert_num_queries):
    court = make.court()
    calendar_of(court)

    with django_assert_num_queries(0):
        again = calendar_of(court)

    assert again.is_working_day(DAY)


def test_holiday_counts_from_the_next_asking_on_and_when_it_is_taken_back():
    court = make.court()
    assert calendar_of(court).is_working_day(DAY)

    Holiday(court_id=court.pk, day=DAY, name="Listrik padam", kind=HolidayKind.LOCAL).save()
    closed = calendar_of(Court.objects.get())
    court.holidays.get().delete()

    assert not closed.is_working_day(DAY)
    assert calendar_of(Court.objects.get()).is_working_day(DAY)


def test_hours_and_zone_of_the_court_are_its_own():
    court, other = make.court(), make.court(key="lain", code="PA.Lain")
    Court.objects.update(calendar_key="sama")  # as a migration leaves the courts it finds
    make.hours(other, DAY.weekday(), opens="09:00", closes="10:00", rest=None)
    Court.objects.update(calendar_key="sama")

    [one, two] = [calendar_of(Court.objects.get(pk=one.pk)) for one in (court, other)]

    assert len(one.intervals(DAY)) == 2
    assert len(two.intervals(DAY)) == 1
