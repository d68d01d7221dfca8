"""The calendar: what lies on a day, who sees it, and the feed of one person."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from icalendar import Calendar

from sopti.agenda import actions, views
from sopti.agenda.feeds import feed_of
from sopti.agenda.models import Feed
from sopti.workflow import diary
from sopti.workflow.actions import cancel, open_routine_cases
from sopti.workflow.diary import DONE, DUE, PLANNED, Entry
from tests import make
from tests.requests import desk
from tests.workflow.office import Office

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

MONTH = reverse("agenda:month")
NOVEMBER = {"bulan": "2026-11"}
FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)
MOST_QUERIES = 40  # each room tells of its days in a few of them, however many these are


@pytest.fixture
def office():
    return Office()


def told(user, kind, first=FIRST, last=LAST):
    return [entry for entry in diary.entries(user, first, last) if entry.kind == kind]


def page(client, viewer, address=MONTH, **asked):
    client.force_login(viewer)
    return client.get(address, asked)


def ics(client, feed):
    return client.get(feed.path)


# --------------------------------------------------------------------------------- what lies there
def test_limit_of_a_step_lies_on_its_day_for_who_may_see_the_case(office):
    case = desk.filed(office)
    task = case.tasks.get()
    other = make.user(court=office.court)

    [mine] = told(office.people[task.role_id], DUE)
    [seen] = told(office.clerk, DUE)

    assert (mine.day, mine.begins) == (task.due_at.date(), task.due_at)
    assert (mine.link, mine.is_mine) == (task.get_absolute_url(), True)
    assert (seen.link, seen.is_mine) == (case.get_absolute_url(), False)
    assert told(other, DUE) == []
    assert told(Office().people["ketua"], DUE) == []


def test_day_of_a_limit_is_that_of_the_courts_own_clock():
    office = Office()
    office.court.zone = "Asia/Jayapura"
    office.court.save()
    case = desk.filed(office)
    case.tasks.update(due_at=datetime(2026, 11, 17, 16, 30, tzinfo=UTC))  # 01.30 WIT of the 18th

    assert [one.day for one in told(office.people["sekretaris"], DUE)] == [date(2026, 11, 18)]


def test_closed_case_lies_on_the_day_of_its_end(office):
    case = desk.filed(office)
    cancel(case.pk, reason="Sudah tidak perlu.", by=office.people["kasubag_ptip"], at=make.MONDAY)

    [entry] = told(office.clerk, DONE)

    assert (entry.day, entry.link) == (make.MONDAY.date(), case.get_absolute_url())
    assert told(office.clerk, DUE) == []


def test_routine_to_come_is_planned_until_it_is_open(office, time_machine):
    time_machine.move_to(make.MONDAY)
    ketua = office.people["ketua"]
    ahead = (date(2026, 12, 1), date(2026, 12, 31))
    before = told(ketua, PLANNED, *ahead)

    open_routine_cases(at=datetime(2026, 12, 1, 1, 0, tzinfo=UTC))

    assert before
    assert {entry.day for entry in before} == {date(2026, 12, 1)}
    assert told(ketua, PLANNED, *ahead) == []
    assert told(office.clerk, PLANNED, *ahead) == []


# -------------------------------------------------------------------------------------- the pages
def test_month_shows_limits_holidays_and_days_off(client, office):
    make.holiday(office.court, date(2026, 11, 18), "Hari jadi kota")
    case = desk.filed(office)

    answer = page(client, office.people["sekretaris"], **NOVEMBER).content.decode()

    assert "Kalender November 2026" in answer
    assert "Hari jadi kota" in answer
    assert case.title in answer


def test_filter_leaves_what_waits_for_me_or_one_kind(client, office):
    case = desk.filed(office)
    [role] = case.tasks.values_list("role", flat=True)
    theirs = next(key for key in office.people if key != role)

    own = page(client, office.people[role], saya="1", **NOVEMBER).content.decode()
    other = page(client, office.people[theirs], saya="1", **NOVEMBER).content.decode()
    done = page(client, office.people[role], jenis=DONE, **NOVEMBER).content.decode()

    assert case.title in own
    assert case.title not in other
    assert "Tidak ada yang cocok di bulan ini" in other
    assert case.title not in done


def test_other_courts_and_other_peoples_days_are_not_shown(client, office):
    case = desk.filed(office)
    day = reverse("agenda:day", args=[f"{case.tasks.get().due_at:%Y-%m-%d}"])
    strangers = (Office().people["ketua"], make.user(court=office.court))

    for person in strangers:
        for address in (MONTH, day):
            assert case.title not in page(client, person, address, **NOVEMBER).content.decode()
    assert case.title in page(client, office.people["ketua"], day).content.decode()


@pytest.mark.parametrize("asked", ["2026-13", "0001-01", "9999-12", "x", "2026-11-16", ""])
def test_month_that_is_none_shows_a_month(client, office, asked):
    assert page(client, office.clerk, bulan=asked).status_code == 200


@pytest.mark.parametrize("day", ["2026-02-30", "1999-12-31", "0001-01-01", "x"])
def test_day_that_is_none_is_not_found(client, office, day):
    assert page(client, office.clerk, reverse("agenda:day", args=[day])).status_code == 404


def test_full_day_shows_the_first_lines_and_leads_to_the_others(client, office):
    cases = [desk.filed(office) for _ in range(7)]
    day = cases[0].tasks.get().due_at.date()

    month = page(client, office.people["ketua"], **NOVEMBER).content.decode()
    whole = page(client, office.people["ketua"], reverse("agenda:day", args=[day])).content.decode()

    assert "3 lagi" in month
    assert whole.count("Pencetak ruang sidang 2 macet: langkah") == 7


@pytest.mark.parametrize("address", [MONTH, reverse("agenda:day", args=["2026-11-16"])])
def test_page_takes_as_many_queries_for_three_entries_as_for_one(client, office, address):
    desk.filed(office)
    page(client, office.people["ketua"], address, **NOVEMBER)
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as captured:
            page(client, office.people["ketua"], address, **NOVEMBER)
        counts.append(len(captured))
        desk.filed(office)
        desk.filed(office)

    assert counts[0] == counts[1] <= MOST_QUERIES


# --------------------------------------------------------------------------------------- the feed
def test_link_opens_what_waits_for_its_owner_without_names(client, office):
    case = desk.filed(office)
    task = case.tasks.get()
    feed = actions.give_link(by=office.people[task.role_id], at=make.MONDAY)
    told = feed_of(feed.user, at=make.MONDAY, address=lambda path: f"https://pa.example{path}")

    [event] = Calendar.from_ical(told).walk("VEVENT")

    assert event["summary"].startswith(f"Batas langkah {task.step}: ")
    assert case.number in event["summary"]
    assert event.decoded("dtstart") == task.due_at
    assert event["url"] == f"https://pa.example{task.get_absolute_url()}"
    text = told.decode().replace("\r\n ", "")
    assert all(words not in text for words in (case.title, str(office.clerk), str(feed.user)))
    assert all(len(line) <= 75 for line in told.split(b"\r\n"))


def test_feed_escapes_folds_and_counts_whole_days(monkeypatch, office):
    long = "Perawatan SIPP, server; dan jaringan\\kabel\nbaris dua " + "é" * 90
    entry = Entry("a", FIRST, PLANNED, long, "", until=date(2026, 11, 3), is_mine=True)
    monkeypatch.setattr(diary, "entries", lambda *_: [entry])

    told = feed_of(office.clerk, at=make.MONDAY, address=str)

    [event] = Calendar.from_ical(told).walk("VEVENT")
    assert event["summary"] == long
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (FIRST, date(2026, 11, 4))
    assert all(len(line) <= 75 for line in told.split(b"\r\n"))
    assert b"SIPP\\, server\\; dan" in told.replace(b"\r\n ", b"")


def test_same_thing_keeps_its_uid_when_its_day_changes(monkeypatch, office):
    days = iter([FIRST, LAST])
    monkeypatch.setattr(
        diary, "entries", lambda *_: [Entry("a", next(days), DUE, "Batas", "", is_mine=True)]
    )

    uids = {
        str(event["uid"])
        for _ in range(2)
        for event in Calendar.from_ical(feed_of(office.clerk, at=make.MONDAY, address=str)).walk(
            "VEVENT"
        )
    }

    assert len(uids) == 1


def test_link_needs_no_login_and_is_for_no_shared_memory(client, office):
    feed = actions.give_link(by=office.people["ketua"], at=make.MONDAY)

    answer = ics(client, feed)

    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Cache-Control"] == "private, max-age=900"
    assert Feed.objects.get().fetched_at is not None


def test_wrong_old_and_switched_off_links_open_nothing(client, office):
    ketua = office.people["ketua"]
    old = actions.give_link(by=ketua, at=make.MONDAY)
    new = actions.give_link(by=ketua, at=make.MONDAY + timedelta(hours=1))
    guessed = reverse("agenda:ics", args=[new.key, "0" * 64])

    before = [client.get(path).status_code for path in (old.path, guessed, new.path)]
    actions.switch_off(by=ketua)
    after = client.get(new.path).status_code

    assert (before, after) == ([404, 404, 200], 404)


def test_link_of_who_left_opens_nothing(client, office):
    feed = actions.give_link(by=office.people["ketua"], at=make.MONDAY)
    feed.user.is_active = False
    feed.user.save()

    assert ics(client, feed).status_code == 404


def test_secret_of_a_link_does_not_lie_in_the_database(office, settings):
    feed = actions.give_link(by=office.people["ketua"], at=make.MONDAY)
    kept = [str(value) for value in Feed.objects.filter(pk=feed.pk).values_list()[0]]

    before = feed.secret
    settings.SECRET_KEY = "another"  # noqa: S105 (of this test)

    assert before not in " ".join(kept)
    assert Feed.objects.get().secret != before


def test_link_is_fetched_so_often_a_minute_and_no_more(client, office, monkeypatch, time_machine):
    time_machine.move_to(make.MONDAY, tick=False)
    monkeypatch.setattr(views, "FETCHES_A_MINUTE", 3)
    feed = actions.give_link(by=office.people["ketua"], at=make.MONDAY)

    answers = [ics(client, feed).status_code for _ in range(4)]

    assert answers == [200, 200, 200, 429]


def test_owner_alone_sees_makes_and_ends_their_link(client, office):
    ketua, other = office.people["ketua"], office.people["sekretaris"]
    address = reverse("agenda:feed")
    client.force_login(ketua)
    client.post(reverse("agenda:give_link"))
    feed = Feed.objects.get()

    own = page(client, ketua, address)
    theirs = page(client, other, address).content.decode()
    client.post(reverse("agenda:switch_off"))

    assert feed.path in own.content.decode()
    assert own["Cache-Control"] == "private, no-store"
    assert feed.key not in theirs
    assert Feed.objects.get() == feed
