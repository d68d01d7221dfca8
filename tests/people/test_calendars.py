"""A court's hours and holidays change, and what was counted before stays."""

from datetime import UTC, date, datetime, time

import pytest
from django.db import IntegrityError, transaction

from sopti.core.errors import Refusal
from sopti.people import calendars
from sopti.people.enums import HolidayKind
from sopti.people.models import Court, Holiday
from sopti.people.worktime import NORMAL_WEEK, Hours, calendar_of
from tests import make

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
SHORT = [Hours(day, time(9), time(15)) for day in range(5)]


@pytest.fixture
def admin():
    admin = make.user("admin")
    calendars.give_normal_week(admin.court)
    return admin


def opens(court, day):
    court.refresh_from_db()
    return [start.strftime("%H.%M") for start, _ in calendar_of(court).intervals(day)][:1]


def test_without_rows_a_court_works_the_week_of_the_perpres():
    calendar = calendar_of(make.court())

    assert calendar.hours == NORMAL_WEEK
    assert sum(hours.minutes for hours in calendar.hours) == 37.5 * 60


def test_a_new_week_counts_from_its_day_and_not_before(admin):
    calendars.set_week(admin.court_id, SHORT, valid_from=date(2027, 1, 4), by=admin, at=AT)

    assert opens(admin.court, date(2027, 1, 1)) == ["07.30"]
    assert opens(admin.court, date(2027, 1, 4)) == ["09.00"]
    assert opens(admin.court, date(2030, 1, 7)) == ["09.00"]


def test_a_day_that_is_left_out_is_free(admin):
    calendars.set_week(admin.court_id, SHORT[:4], valid_from=date(2027, 1, 4), by=admin, at=AT)

    calendar = calendar_of(Court.objects.get(pk=admin.court_id))
    assert calendar.is_working_day(date(2027, 1, 1))
    assert not calendar.is_working_day(date(2027, 1, 8))


def test_a_week_replaces_what_was_planned_for_later(admin):
    calendars.set_week(admin.court_id, SHORT, valid_from=date(2027, 6, 1), by=admin, at=AT)

    calendars.set_week(admin.court_id, NORMAL_WEEK, valid_from=date(2027, 1, 4), by=admin, at=AT)

    assert opens(admin.court, date(2027, 7, 1)) == ["08.00"]
    assert admin.court.working_hours.count() == 10


def test_an_empty_week_and_an_old_date_are_refused(admin):
    for week, first in (([], date(2027, 1, 4)), (SHORT, date(1990, 1, 1))):
        with pytest.raises(Refusal):
            calendars.set_week(admin.court_id, week, valid_from=first, by=admin, at=AT)

    assert admin.court.working_hours.count() == 5


def test_ramadan_hours_count_in_their_dates_and_never_overlap(admin):
    span = (date(2027, 2, 8), date(2027, 3, 9))
    calendars.set_ramadan(admin.court_id, SHORT, span=span, by=admin, at=AT)

    with pytest.raises(Refusal, match="8 Februari 2027 sampai 9 Maret 2027 sudah ada"):
        calendars.set_ramadan(
            admin.court_id, SHORT, span=(date(2027, 3, 9), date(2027, 3, 12)), by=admin, at=AT
        )
    with pytest.raises(Refusal, match="paling lama 40 hari"):
        calendars.set_ramadan(
            admin.court_id, SHORT, span=(date(2028, 1, 1), date(2028, 12, 1)), by=admin, at=AT
        )

    assert opens(admin.court, date(2027, 2, 8)) == ["09.00"]
    calendars.remove_ramadan(admin.court_id, valid_from=span[0], by=admin, at=AT)
    assert opens(admin.court, date(2027, 2, 8)) == ["08.00"]


def test_national_holidays_are_copied_once_and_edits_stay(admin):
    first = calendars.seed_holidays(admin.court_id, [2026], by=admin, at=AT)
    day = admin.court.holidays.get(day=date(2026, 12, 24))
    calendars.update_holiday(day.pk, day=day.day, name="Cuti Natal", by=admin, at=AT)
    calendars.set_stays_open(day.pk, stays_open=True, by=admin, at=AT)

    again = calendars.seed_holidays(admin.court_id, [2026], by=admin, at=AT)

    day.refresh_from_db()
    assert (first, again) == (25, 0)
    assert (day.name, day.stays_open) == ("Cuti Natal", True)
    assert calendar_of(Court.objects.get(pk=admin.court_id)).is_working_day(date(2026, 12, 24))
    assert not calendar_of(Court.objects.get(pk=admin.court_id)).is_working_day(date(2026, 12, 25))


def test_a_day_off_for_two_reasons_opens_only_when_both_do(admin):
    day = date(2026, 12, 24)
    make.holiday(admin.court, day, kind=HolidayKind.JOINT_LEAVE, stays_open=True)
    local = make.holiday(admin.court, day, kind=HolidayKind.LOCAL)

    assert not calendar_of(Court.objects.get(pk=admin.court_id)).is_working_day(day)
    calendars.remove_holiday(local.pk, by=admin, at=AT)
    assert calendar_of(Court.objects.get(pk=admin.court_id)).is_working_day(day)


def test_only_local_closures_are_removed_or_moved(admin):
    national = make.holiday(admin.court, date(2026, 12, 25), "Natal")
    local = make.holiday(admin.court, date(2026, 12, 1), "Listrik", kind=HolidayKind.LOCAL)

    with pytest.raises(Refusal, match="Tandai tetap buka"):
        calendars.remove_holiday(national.pk, by=admin, at=AT)
    calendars.update_holiday(
        national.pk, day=date(2026, 12, 26), name="Hari Natal", by=admin, at=AT
    )
    calendars.update_holiday(local.pk, day=date(2026, 12, 2), name="Listrik", by=admin, at=AT)

    assert list(admin.court.holidays.values_list("day", "name")) == [
        (date(2026, 12, 2), "Listrik"),
        (date(2026, 12, 25), "Hari Natal"),
    ]


def test_a_closure_is_recorded_once_a_day(admin):
    day = date(2026, 12, 1)
    calendars.add_holiday(
        Holiday(court=admin.court, day=day, name="Listrik", kind=HolidayKind.LOCAL),
        by=admin,
        at=AT,
    )

    again = Holiday(court=admin.court, day=day, name="Banjir", kind=HolidayKind.LOCAL)
    with pytest.raises(Refusal, match="1 Desember 2026 sudah tercatat sebagai Listrik"):
        calendars.add_holiday(again, by=admin, at=AT)

    assert admin.court.holidays.count() == 1
    assert admin.court.holidays.get().history.get().history_user == admin


def test_another_courts_calendar_is_nobodys_business(admin):
    stranger = make.user("admin")
    day = make.holiday(admin.court, date(2026, 12, 1), kind=HolidayKind.LOCAL)

    for forbidden in (
        lambda: calendars.remove_holiday(day.pk, by=stranger, at=AT),
        lambda: calendars.set_stays_open(day.pk, stays_open=True, by=stranger, at=AT),
        lambda: calendars.seed_holidays(admin.court_id, [2026], by=stranger, at=AT),
        lambda: calendars.set_week(
            admin.court_id, SHORT, valid_from=date(2027, 1, 1), by=stranger, at=AT
        ),
    ):
        with pytest.raises(Refusal, match="milik pengadilan lain"):
            forbidden()

    assert admin.court.holidays.count() == 1


@pytest.mark.parametrize("day", [date(1, 1, 1), date(1999, 12, 31), date(9999, 12, 31)])
def test_the_database_itself_refuses_dates_of_another_age(day):
    court, person = make.court(), make.user()

    for write in (
        lambda: make.holiday(court, day),
        lambda: make.hours(court, 0, valid_from=day),
        lambda: make.appointment(person, "ketua", starts_on=day),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            write()
