"""Working time against tables of real 2026 dates and against its own laws."""

from datetime import UTC, date, datetime, time, timedelta
from time import perf_counter
from zoneinfo import ZoneInfo

import holidays as holiday_library
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sopti.people.worktime import NORMAL_WEEK, Hours, NoWorkingDay, WorkCalendar

WIB, WITA, WIT = (ZoneInfo(f"Asia/{town}") for town in ("Jakarta", "Makassar", "Jayapura"))
RAMADAN = tuple(
    Hours(
        weekday,
        time(8),
        time(15, 30) if weekday == 4 else time(15),
        time(11, 30) if weekday == 4 else time(12),
        time(12, 30),
        date(2026, 2, 18),
        date(2026, 3, 19),
        is_ramadan=True,
    )
    for weekday in range(5)
)
NATIONAL = frozenset(
    holiday_library.ID(years=range(2024, 2029), categories=("public", "government"), language="id")
)
MADIUN = WorkCalendar(WIB, NORMAL_WEEK + RAMADAN, NATIONAL)
TERNATE = WorkCalendar(WIT, NORMAL_WEEK + RAMADAN, NATIONAL)
MAKASSAR = WorkCalendar(WITA, NORMAL_WEEK, NATIONAL)


def wib(text):
    return datetime.fromisoformat(text).replace(tzinfo=WIB)


@pytest.mark.parametrize(
    ("start", "minutes", "end"),
    [
        ("2026-11-19 10:00", 0, "2026-11-19 10:00"),
        ("2026-11-19 10:00", 45, "2026-11-19 10:45"),
        ("2026-11-19 11:30", 60, "2026-11-19 13:30"),  # over lunch
        ("2026-11-19 11:30", 30, "2026-11-19 12:00"),  # ends when lunch begins
        ("2026-11-19 12:20", 15, "2026-11-19 13:15"),  # starts in lunch
        ("2026-11-20 11:00", 60, "2026-11-20 13:30"),  # over the Friday break
        ("2026-11-20 11:30", 0, "2026-11-20 13:00"),
        ("2026-11-20 16:00", 60, "2026-11-23 08:30"),  # over the week-end
        ("2026-11-19 16:30", 1, "2026-11-20 07:31"),  # Friday opens earlier
        ("2026-12-23 16:00", 60, "2026-12-28 08:30"),  # 24 cuti bersama, 25 Natal, week-end
        ("2026-02-19 14:30", 60, "2026-02-20 08:30"),  # Ramadan hours end at 15.00
        ("2026-02-20 11:00", 60, "2026-02-20 13:00"),  # Ramadan's Friday break
        ("2026-11-16 08:00", 450, "2026-11-16 16:30"),
        ("2026-11-16 08:00", 2250, "2026-11-20 16:30"),  # 37,5 hours are one week
        ("2026-02-23 08:00", 1950, "2026-02-27 15:30"),  # 32,5 hours are one week of Ramadan
    ],
)
def test_minutes_are_added_through_breaks_week_ends_and_holidays(start, minutes, end):
    assert MADIUN.add(wib(start), minutes) == wib(end)


@pytest.mark.parametrize(
    ("a", "b", "minutes"),
    [
        ("2026-11-19 10:00", "2026-11-19 10:00", 0),
        ("2026-11-19 11:00", "2026-11-19 10:00", 0),
        ("2026-11-19 11:00", "2026-11-19 14:00", 120),
        ("2026-11-20 11:00", "2026-11-20 14:00", 90),
        ("2026-11-20 16:00", "2026-11-23 09:00", 90),
        ("2026-12-23 16:00", "2026-12-28 08:00", 30),
        ("2026-03-18 00:00", "2026-03-25 00:00", 0),  # Nyepi and Idul Fitri with cuti bersama
        ("2026-11-19 10:00:00", "2026-11-19 10:00:59", 0),
    ],
)
def test_minutes_between_count_work_only(a, b, minutes):
    assert MADIUN.between(wib(a), wib(b)) == minutes


@pytest.mark.parametrize(
    ("start", "n", "end"),
    [
        ("2026-11-19 10:00", 1, "2026-11-19 16:30"),
        ("2026-11-19 05:00", 1, "2026-11-19 16:30"),
        ("2026-11-19 16:30", 1, "2026-11-20 16:30"),
        ("2026-11-19 10:00", 3, "2026-11-23 16:30"),
        ("2026-11-21 10:00", 1, "2026-11-23 16:30"),
        ("2026-12-23 10:00", 2, "2026-12-28 16:30"),
        ("2026-02-17 10:00", 1, "2026-02-18 15:00"),  # Imlek, then the first day of Ramadan
    ],
)
def test_the_nth_day_counts_the_day_of_opening_as_one(start, n, end):
    assert MADIUN.end_of_nth_day(wib(start), n) == wib(end)


@pytest.mark.parametrize(
    ("start", "n", "end"),
    [
        ("2026-11-18 10:15", 1, "2026-11-19 10:15"),
        ("2026-11-19 10:15", 3, "2026-11-24 10:15"),
        ("2026-11-19 11:45", 1, "2026-11-20 13:00"),  # lands in the Friday break
        ("2026-11-20 07:40", 1, "2026-11-23 08:00"),  # before Monday opens
        ("2026-11-21 10:00", 1, "2026-11-23 16:30"),  # Saturday: all of Monday
        ("2026-11-20 20:00", 1, "2026-11-23 16:30"),
        ("2026-11-19 10:15", 0, "2026-11-19 10:15"),
        ("2026-11-21 10:15", 0, "2026-11-23 08:00"),
    ],
)
def test_whole_days_keep_the_time_of_day(start, n, end):
    assert MADIUN.add_days(wib(start), n) == wib(end)


@pytest.mark.parametrize(
    ("month", "day", "end"),
    [
        (date(2026, 11, 1), 30, "2026-11-30 16:30"),
        (date(2026, 2, 1), 30, "2026-02-27 15:30"),  # the 28th is a Saturday
        (date(2025, 2, 1), 30, "2025-02-28 16:30"),
        (date(2026, 8, 15), 30, "2026-08-28 16:30"),  # a Sunday
        (date(2026, 12, 1), 25, "2026-12-23 16:30"),  # Natal after cuti bersama
        (date(2026, 3, 1), 24, "2026-03-17 15:00"),  # the whole of Idul Fitri lies before it
        (date(2026, 8, 1), 1, "2026-07-31 16:30"),  # into the month before
    ],
)
def test_the_day_of_the_month_is_the_last_one_or_the_working_day_before(month, day, end):
    assert MADIUN.end_of_month_day(month, day) == wib(end)


def test_answers_come_in_the_zone_of_the_court():
    start = datetime(2026, 11, 19, 1, 0, tzinfo=UTC)

    assert MADIUN.add(start, 30).isoformat() == "2026-11-19T08:30:00+07:00"
    assert MAKASSAR.add(start, 30).isoformat() == "2026-11-19T09:30:00+08:00"
    assert TERNATE.add(start, 30).isoformat() == "2026-11-19T10:30:00+09:00"


def test_a_ramadan_row_counts_only_between_its_dates():
    before, within = date(2026, 2, 13), date(2026, 2, 20)

    assert MADIUN.intervals(before)[-1][1].time() == time(16, 30)
    assert MADIUN.intervals(within)[-1][1].time() == time(15, 30)


def test_newer_hours_replace_older_ones_from_their_first_day():
    newer = Hours(0, time(9), time(15), valid_from=date(2026, 6, 1))
    calendar = WorkCalendar(WIB, (*NORMAL_WEEK, newer))

    assert calendar.intervals(date(2026, 5, 25))[0][0].time() == time(8)
    assert calendar.intervals(date(2026, 6, 1)) == [
        (wib("2026-06-01 09:00"), wib("2026-06-01 15:00"))
    ]


def test_a_calendar_without_working_days_is_refused_with_a_reason():
    never = WorkCalendar(WIB, ())
    shut = WorkCalendar(WIB, closed=frozenset(date(2026, 1, 1) + timedelta(n) for n in range(2000)))

    for broken in (
        lambda: never.add(wib("2026-01-01 10:00"), 1),
        lambda: never.end_of_nth_day(wib("2026-01-01 10:00"), 1),
        lambda: never.add_days(wib("2026-01-01 10:00"), 1),
        lambda: never.end_of_month_day(date(2026, 1, 1), 30),
        lambda: shut.add(wib("2026-01-01 10:00"), 1),
    ):
        with pytest.raises(NoWorkingDay, match="tidak memuat hari kerja"):
            broken()


def test_naive_moments_negative_minutes_and_day_zero_are_faults():
    with pytest.raises(ValueError, match="time zone"):
        MADIUN.add(datetime(2026, 1, 1), 1)  # noqa: DTZ001
    with pytest.raises(ValueError, match="never taken away"):
        MADIUN.add(wib("2026-01-01 10:00"), -1)
    with pytest.raises(ValueError, match="from 1"):
        MADIUN.end_of_nth_day(wib("2026-01-01 10:00"), 0)


# ------------------------------------------------------------------------------------- laws

calendars = st.sampled_from([MADIUN, MAKASSAR, TERNATE])
moments = st.builds(
    lambda minutes, zone: (
        datetime(2025, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    ).astimezone(zone),
    st.integers(0, 1000 * 24 * 60),
    st.sampled_from([UTC, WIB, WITA, WIT]),
)
lengths = st.integers(0, 20_000)


@given(calendars, moments, lengths)
def test_between_undoes_add(calendar, start, minutes):
    assert calendar.between(start, calendar.add(start, minutes)) == minutes


@given(calendars, moments, moments)
def test_adding_what_lies_between_never_overshoots(calendar, a, b):
    a, b = sorted((a, b))

    end = calendar.add(a, calendar.between(a, b))

    assert calendar.between(a, end) == calendar.between(a, b)
    assert end <= calendar.add(b, 0)


@given(calendars, st.lists(moments, min_size=3, max_size=3).map(sorted))
def test_between_is_additive(calendar, three):
    a, b, c = three

    assert calendar.between(a, b) + calendar.between(b, c) == calendar.between(a, c)


@given(calendars, moments, moments, lengths, lengths)
def test_add_is_monotonic_in_both_arguments(calendar, a, b, few, more):
    (a, b), (few, more) = sorted((a, b)), sorted((few, more))

    assert calendar.add(a, few) <= calendar.add(b, few)
    assert calendar.add(a, few) <= calendar.add(a, more)


@given(calendars, moments, lengths, st.integers(1, 40))
def test_no_answer_lies_in_a_break_a_holiday_or_the_night(calendar, start, minutes, n):
    answers = [
        calendar.add(start, minutes),
        calendar.add_days(start, n),
        calendar.end_of_nth_day(start, n),
        calendar.end_of_month_day(start.date(), n),
    ]

    for answer in answers:
        stretches = calendar.intervals(answer.date())
        assert any(opens <= answer <= closes for opens, closes in stretches)
        assert answer.date() not in NATIONAL
        assert answer.weekday() < 5
        assert answer.tzinfo is calendar.zone


@given(calendars, moments, moments, st.integers(1, 40))
def test_counting_days_is_monotonic_and_strict_in_the_number(calendar, a, b, n):
    a, b = sorted((a, b))

    assert calendar.end_of_nth_day(a, n) <= calendar.end_of_nth_day(b, n)
    assert calendar.end_of_nth_day(a, n) < calendar.end_of_nth_day(a, n + 1)
    assert calendar.add_days(a, n) <= calendar.add_days(b, n)
    assert a < calendar.end_of_nth_day(a, n)
    assert a < calendar.add_days(a, n)


@given(moments, lengths)
def test_the_same_wall_clock_in_two_zones_gives_the_same_wall_clock(start, minutes):
    wall = start.replace(tzinfo=None)

    west = MADIUN.add(wall.replace(tzinfo=WIB), minutes)
    east = TERNATE.add(wall.replace(tzinfo=WIT), minutes)

    assert west.replace(tzinfo=None) == east.replace(tzinfo=None)
    assert west - east == timedelta(hours=2)


@given(moments, moments)
@settings(max_examples=50)
def test_between_agrees_with_counting_every_minute(a, b):
    a, b = sorted((a, b))
    b = min(b, a + timedelta(days=4))

    counted, minute = 0, a.astimezone(WIB)
    while minute < b:
        counted += any(
            opens <= minute < closes for opens, closes in MADIUN.intervals(minute.date())
        )
        minute += timedelta(minutes=1)

    assert MADIUN.between(a, b) == counted


def test_a_month_is_measured_in_a_blink():
    calendar = WorkCalendar(WIB, NORMAL_WEEK + RAMADAN, NATIONAL)
    calendar.between(wib("2026-11-01 00:00"), wib("2026-12-01 00:00"))

    began = perf_counter()
    for _ in range(100):
        calendar.between(wib("2026-11-01 00:00"), wib("2026-12-01 00:00"))

    assert perf_counter() - began < 0.5  # 30 days a hundred times: under 170 microseconds a day
