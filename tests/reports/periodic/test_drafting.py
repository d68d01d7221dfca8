"""The report drafts itself: on which day, once, for whom, and what it knows then."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sopti.core.errors import Refusal
from sopti.core.periods import month_of, year_of
from sopti.notifications.models import Message
from sopti.reports.models import Report
from sopti.reports.periodic import actions, drafting
from sopti.workflow.models import Event
from tests import make
from tests.reports.periodic.desk import NOVEMBER, OCTOBER, THIRTIETH, Desk
from tests.workflow.office import is_sqlite
from tests.workflow.racing import race

DAY = timedelta(days=1)
DECEMBER_31 = datetime(2026, 12, 31, 7, 0, tzinfo=UTC)


def listed():
    return list(Report.objects.order_by("pk").values_list("kind", "starts_on", "state"))


def test_the_month_is_drafted_on_its_last_working_day_and_only_once(desk):
    day_before = drafting.draft_due(THIRTIETH - 3 * DAY)

    rounds = [drafting.draft_due(THIRTIETH + later * DAY / 2) for later in (0, 1, 2)]

    assert (day_before, rounds) == ("", ["1 laporan disusun", "", ""])
    assert listed() == [("bulanan", NOVEMBER.first, "konsep")]


def test_the_last_working_day_is_that_of_the_courts_own_calendar(desk):
    make.holiday(desk.court, date(2026, 11, 30))
    desk.court.refresh_from_db()
    friday = datetime(2026, 11, 27, 7, 0, tzinfo=UTC)

    said = drafting.draft_due(friday)

    assert said == "1 laporan disusun"
    assert listed() == [("bulanan", NOVEMBER.first, "konsep")]


def test_a_worker_that_was_out_drafts_the_month_later(desk):
    said = drafting.draft_due(datetime(2026, 12, 9, 7, 0, tzinfo=UTC))

    assert said == "1 laporan disusun"
    assert listed() == [("bulanan", NOVEMBER.first, "konsep")]


def test_the_year_is_drafted_with_december(desk):
    desk.draft()

    said = drafting.draft_due(DECEMBER_31)

    assert said == "2 laporan disusun"
    assert sorted(listed()) == [
        ("bulanan", date(2026, 11, 1), "konsep"),
        ("bulanan", date(2026, 12, 1), "konsep"),
        ("tahunan", date(2026, 1, 1), "konsep"),
    ]


def test_a_court_without_an_sop_in_force_gets_none_and_rounds_cost_the_same(desk):
    make.user("kasubag_ptip")
    desk.draft()
    with CaptureQueriesContext(
        connection,
    ) as one:
        drafting.draft_due(THIRTIETH)
    others = [Desk(), Desk()]
    for other in others:
        other.draft()

    with CaptureQueriesContext(connection) as three:
        drafting.draft_due(THIRTIETH)

    assert Report.objects.count() == 3
    assert (len(one), len(three)) == (2, 2)


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(is_sqlite(), reason="SQLite lets one writer in at a time")
def test_two_workers_at_once_draft_one_report():
    Desk()

    said = race(2, lambda number: drafting.draft_due(THIRTIETH))

    assert sorted(said) == ["", "1 laporan disusun"]
    assert listed() == [("bulanan", NOVEMBER.first, "konsep")]
    assert Event.objects.filter(kind="report-drafted").count() == 1


def test_a_draft_asks_the_kasubag_and_begins_with_what_the_rooms_found(desk):
    report = desk.draft()

    told = Message.objects.get()
    event = Event.objects.get(kind="report-drafted")
    assert (told.to, told.subject, told.link) == (
        desk.kasubag,
        "Laporan bulanan November 2026 menunggu pemeriksaan Anda",
        f"/laporan/{report.pk}/",
    )
    assert event.summary == "SOPTI menyusun laporan bulanan November 2026"
    assert [row["obstacle"] for row in report.obstacles] == [
        "Dua permintaan jaringan lewat norma",
        "Satu pemeriksaan belum dilaksanakan",
    ]
    assert [figure.big for figure in report.told.figures] == ["18", "15", "0", "0"]
    assert report.told.working_days == 21
    assert report.told.gist[-1] == (
        "Dari 31 pekerjaan terencana 30 terlaksana, 1 di antaranya terlambat. 1 belum terlaksana."
    )


def test_the_kasubag_drafts_a_past_month_by_hand_and_gets_the_same_one_twice(desk):
    first = actions.draft_by_hand("bulanan", OCTOBER, by=desk.kasubag, at=THIRTIETH)

    second = actions.draft_by_hand("bulanan", OCTOBER, by=desk.kasubag, at=THIRTIETH)

    assert first == second
    assert listed() == [("bulanan", OCTOBER.first, "konsep")]


@pytest.mark.parametrize(
    ("role", "kind", "period", "reason"),
    [
        ("sekretaris", "bulanan", OCTOBER, "Laporan disusun Kasubag PTIP di pengadilan Anda."),
        (
            "kasubag_ptip",
            "bulanan",
            month_of(date(2027, 1, 1)),
            "Masa Januari 2027 belum tiba, jadi belum ada yang dilaporkan.",
        ),
        (
            "kasubag_ptip",
            "tahunan",
            year_of(2026),
            "Laporan tahunan disusun mulai Desember tahun itu.",
        ),
    ],
)
def test_nobody_else_and_nothing_to_come_is_drafted_by_hand(desk, role, kind, period, reason):
    with pytest.raises(Refusal) as refusal:
        actions.draft_by_hand(kind, period, by=desk.people[role], at=THIRTIETH)

    assert str(refusal.value) == reason
    assert listed() == []
