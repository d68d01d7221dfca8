"""The calendars of many courts at once say the same as each court's own."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sopti.people.worktime import calendar_of, calendars_of
from tests import make

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 11, 16)
FRIDAY = MONDAY + timedelta(days=4)


def test_each_court_keeps_its_own_hours_holidays_and_zone():
    plain, east, early = make.court(), make.court(zone="Asia/Jayapura"), make.court()
    make.holiday(east, MONDAY)
    make.holiday(plain, MONDAY, stays_open=True)
    make.hours(early, 0, opens="07:00")

    calendars = calendars_of([plain, east, early], since=MONDAY, until=FRIDAY)

    for court in (plain, east, early):
        for day in (MONDAY, FRIDAY):
            assert calendars[court.pk].intervals(day) == calendar_of(court).intervals(day)
    assert not calendars[east.pk].is_working_day(MONDAY)


def test_two_queries_serve_one_court_and_many():
    counts = []
    for number in (1, 20):
        courts = [make.court() for _ in range(number)]
        with CaptureQueriesContext(connection) as seen:
            calendars_of(courts, since=MONDAY, until=FRIDAY)
        counts.append(len(seen))

    assert counts == [2, 2]
