"""What the report of a month tells of availability and outages."""

from datetime import UTC, datetime, timedelta

import pytest

from sopti.monitors.chapter import tell
from sopti.monitors.enums import Kind, Section, Span
from sopti.monitors.models import Outage, Tally
from sopti.workflow.chapters import Figure
from sopti.workflow.telling import NOTHING
from tests import make
from tests.monitors.watch import monitor
from tests.workflow.months import LATER, NOVEMBER, YEAR, cost, it_is, rows_of

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _december(monkeypatch):
    it_is(LATER, monkeypatch)


@pytest.fixture
def court():
    return make.court()


def looked(watched, *days, month=11, tz=None):
    """The monitor looked on these days of the month."""
    zone = tz or watched.court.tz
    for day in days:
        at = datetime(2026, month, day, tzinfo=zone)
        Tally.objects.create(monitor=watched, span=Span.DAY, at=at, checks=10, oks=10)


def away(watched, began_at, lasted=HOUR, **words):
    ended = None if lasted is None else began_at + lasted
    words.setdefault("seen", "Tidak menjawab.")
    return Outage.objects.create(monitor=watched, began_at=began_at, ended_at=ended, **words)


def availability(chapter):
    return rows_of(chapter, "Ketersediaan pada jam kerja")


def test_availability_is_the_working_time_of_the_days_that_were_looked_at(court):
    sipp = monitor(court, name="SIPP", section=Section.SIPP, kind=Kind.TCP)
    looked(sipp, 16, 17)  # a Monday and a Tuesday of 450 minutes each
    away(sipp, make.MONDAY, timedelta(minutes=9))  # 09.00

    chapter = tell(court, NOVEMBER)

    assert availability(chapter) == (("SIPP", "SIPP", "99,0%", "2", "1", "9 menit"),)
    assert chapter.sentences[:2] == (
        "1 gangguan terpantau pada November 2026; 1 sambungan dan layanan dipantau.",
        "Paling rendah ketersediaannya SIPP: 99,0%.",
    )
    assert chapter.figures == (Figure(big="99,0", unit="%", words="SIPP tersedia pada jam kerja"),)


def test_outage_of_the_night_takes_nothing_of_the_working_time(court):
    site = monitor(court, name="Situs")
    looked(site, 16)
    away(site, make.MONDAY + 12 * HOUR, 2 * HOUR)  # 21.00 to 23.00

    chapter = tell(court, NOVEMBER)

    assert availability(chapter) == (("Situs", "Situs web", "100,0%", "1", "1", "2 jam"),)
    assert rows_of(chapter, "Gangguan") == (
        ("16-11 21.00", "Situs", "2 jam", "Tidak menjawab", NOTHING, "✓ pulih"),
    )
    assert chapter.obstacles == ("Situs terganggu 2 jam pada 16 November 2026.",)


def test_target_that_was_not_looked_at_has_no_availability(court):
    site = monitor(court, name="Situs")
    away(site, make.MONDAY)

    assert availability(tell(court, NOVEMBER)) == (
        ("Situs", "Situs web", NOTHING, NOTHING, "1", "1 jam"),
    )


def test_outage_over_the_end_of_the_month_is_told_of_within_it(court):
    site = monitor(court, name="Situs")
    looked(site, 30)
    looked(site, 1, month=12)
    away(site, datetime(2026, 11, 30, 16, 0, tzinfo=UTC), 5 * HOUR)  # 23.00 WIB

    chapter = tell(court, NOVEMBER)

    assert rows_of(chapter, "Gangguan") == (
        ("30-11 23.00", "Situs", "1 jam", "Tidak menjawab", NOTHING, "✗ masih"),
    )


def test_outage_from_before_the_month_counts_for_its_time_and_is_not_new(court):
    site = monitor(court, name="Situs")
    looked(site, 2)
    away(site, datetime(2026, 10, 31, 2, 0, tzinfo=UTC), None)

    chapter = tell(court, NOVEMBER)

    assert availability(chapter)[0][2] == "0,0%"
    assert chapter.sentences[0].startswith("Tidak ada gangguan yang terpantau pada November 2026;")
    assert len(chapter.tables) == 1


def test_what_rides_on_a_line_is_no_obstacle_of_its_own(court):
    router, site = monitor(court, name="Router", kind=Kind.PING), monitor(court, name="Situs")
    line = away(router, make.MONDAY)
    away(site, make.MONDAY, behind=line)

    chapter = tell(court, NOVEMBER)

    assert [row[3] for row in rows_of(chapter, "Gangguan")] == [
        "Tidak menjawab", "ikut terganggu: Router",
    ]  # fmt: skip
    assert chapter.obstacles == ("Router terganggu 1 jam pada 16 November 2026.",)


def test_certificate_that_runs_out_is_an_outage_but_has_no_availability(court):
    dated = monitor(court, name="Sertifikat", kind=Kind.TLS)
    looked(dated, 16)
    away(dated, make.MONDAY, seen="Habis 5 hari lagi.")

    chapter = tell(court, NOVEMBER)

    assert availability(chapter) == ()
    assert [row[1] for row in rows_of(chapter, "Gangguan")] == ["Sertifikat"]


def test_nothing_of_another_court_or_month_is_told(court):
    site, other = monitor(court, name="Situs"), monitor(make.court(), name="Lain")
    looked(site, 16)
    looked(other, 16)
    away(other, make.MONDAY)
    away(site, make.MONDAY - timedelta(days=30))

    chapter = tell(court, NOVEMBER)

    assert availability(chapter) == (("Situs", "Situs web", "100,0%", "1", NOTHING, NOTHING),)
    assert (chapter.obstacles, len(chapter.tables)) == ((), 1)
    assert tell(make.court(), NOVEMBER) is None


def test_month_begins_by_the_clock_of_the_court():
    ternate = make.court(zone="Asia/Jayapura")
    site = monitor(ternate, name="Situs")
    midnight = datetime(2026, 10, 31, 15, 0, tzinfo=UTC)
    away(site, midnight - HOUR, HOUR / 2)
    away(site, midnight, HOUR / 2)

    assert [row[0] for row in rows_of(tell(ternate, NOVEMBER), "Gangguan")] == ["01-11 00.00"]


def test_year_sums_outages_by_month(court):
    site = monitor(court, name="Situs")
    away(site, make.MONDAY)
    away(site, make.MONDAY + 5 * HOUR, 2 * HOUR)

    chapter = tell(court, YEAR)

    rows = rows_of(chapter, "Gangguan menurut bulan")
    assert (len(rows), rows[10]) == (12, ("November", "2", "3 jam", "2 jam"))
    assert chapter.charts[0].series[0].values == (0.0,) * 10 + (2.0, 0.0)


def test_telling_costs_the_same_of_one_monitor_and_of_three(court):
    def one_more():
        site = monitor(court)
        looked(site, 16)
        away(site, make.MONDAY)

    one_more()
    one = cost(tell, court)
    one_more()
    one_more()

    assert cost(tell, court) == one == 3
