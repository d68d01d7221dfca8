"""Limits, the two clocks, and how a deadline reads. Nothing here asks the database."""

from datetime import UTC, datetime
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest

from sopti.people.worktime import WorkCalendar
from sopti.sop.schema import Norm
from sopti.workflow import clock

WIB = ZoneInfo("Asia/Jakarta")
CALENDAR = WorkCalendar(WIB)  # Monday to Thursday 08.00-12.00, 13.00-16.30; Friday from 07.30


def at(text):
    """A moment of November 2026 in WIB: "16 09.00" is Monday the 16th, nine o'clock."""
    day, hour = text.split()
    when = datetime.strptime(f"2026-11-{int(day):02} {hour}", "%Y-%m-%d %H.%M")  # noqa: DTZ007
    return when.replace(tzinfo=WIB)


def norm(kind, **words):
    return Norm(text="seperti tertulis", kind=kind, **words)


def minutes(amount, **words):
    return norm("duration", amount=amount, unit="minutes", **words)


def case(opened="16 09.00", waiting=240):
    return SimpleNamespace(opened_at=at(opened), court=SimpleNamespace(waiting_minutes=waiting))


# ------------------------------------------------------------------------------------- the limit
@pytest.mark.parametrize(
    ("kind", "opened", "limit"),
    [
        (minutes(30), "16 09.00", "16 14.30"),  # 4 hours of waiting, the break, 30 minutes
        (minutes(30), "16 15.30", "17 11.30"),  # over night
        (norm("duration", amount=2, unit="hours"), "20 14.00", "23 11.30"),  # over a weekend
        (norm("duration", amount=1, unit="days"), "16 09.00", "17 14.00"),
        (norm("duration", amount=12, unit="hours", clock=True), "16 09.00", "17 02.00"),
        (norm("range", amount=15, unit="minutes", max_amount=30), "16 09.00", "16 14.30"),
        (norm("range", amount=1, unit="hours", max_amount=3, max_unit="days"),
         "16 09.00", "19 14.00"),
        (norm("day_of_case", day=1), "17 10.00", "16 16.30"),  # counted from the case's opening
        (norm("day_of_case", day=5), "17 10.00", "20 16.30"),
        (norm("day_of_month", day=30), "16 09.00", "30 16.30"),
        (norm("relative"), "16 09.00", None),
        (norm("event"), "16 09.00", None),
    ],
)  # fmt: skip
def test_limit_follows_the_norm(kind, opened, limit):
    found = clock.due_at(kind, case=case(), opened=at(opened), calendar=CALENDAR)

    assert found == (at(limit) if limit else None)


def test_day_one_of_a_case_opened_after_hours_is_the_next_working_day():
    opened = case("20 17.00")

    found = clock.due_at(
        norm("day_of_case", day=2), case=opened, opened=opened.opened_at, calendar=CALENDAR
    )

    assert found == at("24 16.30")


def test_month_that_ends_on_a_day_off_has_its_limit_on_the_working_day_before():
    closed = WorkCalendar(WIB, closed=frozenset({at("30 09.00").date()}))

    found = clock.due_at(
        norm("day_of_month", day=30), case=case(), opened=at("16 09.00"), calendar=closed
    )

    assert found == at("27 16.30")


def test_case_opened_after_its_day_of_the_month_has_until_the_next():
    opened = SimpleNamespace(opened_at=datetime(2026, 12, 31, 2, tzinfo=UTC), court=None)

    found = clock.due_at(
        norm("day_of_month", day=30), case=opened, opened=opened.opened_at, calendar=CALENDAR
    )

    assert found == datetime(2027, 1, 29, 16, 30, tzinfo=WIB)  # the 30th is a Saturday


# -------------------------------------------------------------------------------- within the norm
def task(started, finished, *, due=None, paused=0):
    return SimpleNamespace(
        started_at=at(started) if started else None,
        finished_at=at(finished),
        due_at=at(due) if due else None,
        paused_minutes=paused,
    )


@pytest.mark.parametrize(
    ("kind", "done", "within"),
    [
        (minutes(30), task("16 09.00", "16 09.30"), True),
        (minutes(30), task("16 09.00", "16 09.32"), False),
        (minutes(30), task("16 11.50", "16 13.20"), True),  # the break is nobody's work
        (minutes(30), task("16 09.00", "16 10.00", paused=30), True),  # nor is waiting for words
        (minutes(30), task("16 09.00", "16 09.20", due="13 16.30"), True),  # late, worked in time
        (minutes(30), task(None, "16 09.20"), False),
        (norm("day_of_case", day=2), task("16 09.00", "17 16.30", due="17 16.30"), True),
        (norm("day_of_case", day=2), task("16 09.00", "18 08.01", due="17 16.30"), False),
        (norm("relative"), task("16 09.00", "30 09.00"), None),
        (norm("event"), task("16 09.00", "30 09.00"), None),
    ],
)
def test_norm_is_judged_by_work_or_by_its_day(kind, done, within):
    assert clock.is_within(kind, done, calendar=CALENDAR) is within


# ------------------------------------------------------------------------------- waiting for words
def asked(begin, end=None):
    return SimpleNamespace(asked_at=at(begin), answered_at=at(end) if end else None)


@pytest.mark.parametrize(
    ("questions", "lost"),
    [
        ([], 0),
        ([asked("16 10.00", "16 11.00")], 60),
        ([asked("16 10.00", "16 11.00"), asked("17 08.00", "17 08.10")], 70),
        ([asked("16 10.00")], 6 * 60 + 30 - 60 + 30),  # still open when the step ended
        ([asked("13 10.00", "16 09.30")], 30),  # only what lies within
        ([asked("16 16.00", "17 08.30")], 60),  # the night does not count
    ],
)
def test_time_of_questions_is_working_time_within_the_step(questions, lost):
    found = clock.paused_minutes(questions, at("16 09.00"), at("17 08.30"), CALENDAR)

    assert found == lost


# ------------------------------------------------------------------------------------- in words
def due(limit, now, question=None, text="30 Menit"):
    step = SimpleNamespace(norm=Norm(text=text, kind="relative"))
    one = SimpleNamespace(due_at=at(limit) if limit else None, sop_step=step)
    return clock.due_of(one, now=at(now), calendar=CALENDAR, asked=question)


@pytest.mark.parametrize(
    ("limit", "now", "tone", "words", "told"),
    [
        ("18 16.30", "16 09.00", "ok", "Sisa 2 hari kerja", "batas Rabu 18 Nov, 16.30"),
        ("16 16.30", "16 09.00", "ok", "Sisa 6 jam 30 menit kerja", "batas hari ini, 16.30"),
        ("16 16.30", "16 14.15", "soon", "Sisa 2 jam 15 menit kerja", "batas hari ini, 16.30"),
        ("16 09.00", "16 09.45", "late", "Terlambat 45 menit kerja", "batas hari ini, 09.00"),
        ("16 09.00", "18 08.30", "late", "Terlambat 1 hari kerja", "batas Senin 16 Nov, 09.00"),
        ("16 16.30", "16 18.00", "late", "Batas sudah lewat", "batas hari ini, 16.30"),
        (None, "16 09.00", "none", "Tanpa batas waktu", "norma 30 menit"),
    ],
)
def test_deadline_reads_in_words(limit, now, tone, words, told):
    assert due(limit, now) == clock.Due(tone, words, told)


def test_deadline_stands_still_while_the_requester_is_asked():
    found = due("16 12.00", "17 09.00", question=asked("16 15.20"))

    assert found == clock.Due(
        "paused", "Waktu berhenti sejak kemarin, 15.20", "menunggu jawaban pemohon"
    )
