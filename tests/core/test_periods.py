from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from sopti.core.periods import Period, month_after, month_before, month_of, months_in, year_of

JAKARTA, JAYAPURA = ZoneInfo("Asia/Jakarta"), ZoneInfo("Asia/Jayapura")
OCTOBER = month_of(date(2026, 10, 17))


def test_month_runs_from_its_first_day_to_its_last():
    assert Period(date(2026, 10, 1), date(2026, 10, 31)) == OCTOBER
    assert month_of(date(2028, 2, 29)) == Period(date(2028, 2, 1), date(2028, 2, 29))


def test_neighbours_of_a_month_cross_the_year():
    assert month_after(date(2026, 12, 31)) == date(2027, 1, 1)
    assert month_before(date(2027, 1, 1)) == date(2026, 12, 1)


def test_period_is_half_open_in_the_time_of_the_court():
    assert OCTOBER.begins(JAKARTA) == datetime(2026, 10, 1, tzinfo=JAKARTA)
    assert OCTOBER.ends(JAKARTA) == datetime(2026, 11, 1, tzinfo=JAKARTA)
    late_evening = datetime(2026, 10, 31, 23, 30, tzinfo=JAKARTA)
    assert OCTOBER.has(late_evening, JAKARTA)
    assert not OCTOBER.has(late_evening, JAYAPURA)
    assert not OCTOBER.has(None, JAKARTA)


@pytest.mark.parametrize(
    ("period", "words"),
    [
        (OCTOBER, "Oktober 2026"),
        (year_of(2026), "tahun 2026"),
        (Period(date(2026, 10, 3), date(2026, 11, 9)), "3 Oktober 2026 sampai 9 November 2026"),
    ],
)
def test_period_is_said_as_people_say_it(period, words):
    assert period.words == words


def test_months_of_a_period_are_whole_and_in_order():
    found = months_in(Period(date(2026, 11, 20), date(2027, 1, 2)))

    assert found == [month_of(date(2026, 11, 1)), month_of(date(2026, 12, 1)),
                     month_of(date(2027, 1, 1))]  # fmt: skip
