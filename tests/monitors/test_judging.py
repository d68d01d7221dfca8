"""How a target stands, what is kept of the looks, and where outages begin and end."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from sopti.monitors import keeping
from sopti.monitors.enums import Span, State
from sopti.monitors.findings import Finding, Look
from sopti.monitors.models import Outage, Pulse, Reading, Tally
from tests import make
from tests.monitors.watch import NOW, monitor, see

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)


@pytest.fixture
def watched():
    return monitor(make.court(), fails_to_down=3, oks_to_up=2)


@pytest.mark.parametrize(
    ("results", "state", "outages"),
    [
        ("+", State.UP, 0),
        ("--", State.UNKNOWN, 0),
        ("+--", State.UP, 0),
        ("+--+--+", State.UP, 0),
        ("+---", State.DOWN, 1),
        ("+---+", State.DOWN, 1),
        ("+---+-+", State.DOWN, 1),
        ("+---++", State.UP, 1),
        ("+---++---", State.DOWN, 2),
        ("+-+-+-+-+", State.FLAPPING, 0),
        ("+-+-+-+-+---", State.DOWN, 1),
        ("+-+-+-+-+" + 20 * "+", State.UP, 0),
        ("?", State.UNKNOWN, 0),
        ("+?", State.UNKNOWN, 0),
        ("---?", State.DOWN, 1),
        ("--?-", State.DOWN, 1),
    ],
)
def test_state_after(watched, results, state, outages):
    pulse = see(watched, results)

    assert pulse.state == state
    assert watched.outages.count() == outages
    assert watched.outages.filter(ended_at=None).count() == (state == State.DOWN)


def test_outage_lasts_from_the_first_failure_to_the_moment_it_was_back(watched):
    see(watched, "+---+-++")

    outage = watched.outages.get()
    assert (outage.began_at, outage.ended_at) == (NOW + MINUTE, NOW + 7 * MINUTE)
    assert outage.minutes(now=NOW) == 6
    assert outage.seen == "Tidak menjawab."


def test_second_open_outage_of_one_monitor_is_impossible(watched):
    see(watched, "---")

    with pytest.raises(IntegrityError), transaction.atomic():
        Outage.objects.create(monitor=watched, began_at=NOW, seen="Lagi.")


def test_every_look_is_counted_in_its_hour_and_in_the_day_of_the_court():
    court = make.court(zone="Asia/Jayapura")
    watched = monitor(court)
    evening = datetime(2026, 11, 16, 14, 59, tzinfo=UTC)  # 23.59 there

    see(watched, "+-+?", start=evening, ms=200)

    days = Tally.objects.filter(span=Span.DAY).values_list("checks", "oks", "ms_sum")
    hours = [(row.at, row.checks, row.oks) for row in Tally.objects.filter(span=Span.HOUR)]
    assert list(days) == [(1, 1, 200), (2, 1, 200)]
    assert hours == [(evening.replace(minute=0), 1, 1), (evening + MINUTE, 2, 1)]
    assert Reading.objects.count() == 4


def test_looks_of_many_monitors_are_kept_in_a_fixed_number_of_queries(
    django_assert_num_queries, watched
):
    many = [watched, *(monitor(watched.court) for _ in range(9))]
    for one in many:
        see(one, "+")

    def looks(some):
        return [Look(one.pk, NOW + MINUTE, Finding(ok=True, detail="Baik.", ms=9)) for one in some]

    with django_assert_num_queries(7):
        keeping.keep(looks(many[:1]))
    with django_assert_num_queries(7):
        keeping.keep(looks(many))


def test_what_was_paused_meanwhile_is_not_judged(watched):
    watched.is_active = False
    watched.save()

    kept = keeping.keep([Look(watched.pk, NOW, Finding(ok=False, detail="Tidak menjawab."))])

    assert kept == 0
    assert not Reading.objects.exists()
    assert Pulse.objects.get(pk=watched.pk).checked_at is None


def test_readings_are_forgotten_after_two_days_and_days_never(watched):
    see(watched, "+-+", start=NOW - timedelta(days=90))
    see(watched, "+", start=NOW)

    keeping.forget_old(at=NOW + MINUTE)

    assert Reading.objects.count() == 1
    assert Tally.objects.filter(span=Span.HOUR).count() == 1
    assert sum(Tally.objects.filter(span=Span.DAY).values_list("checks", flat=True)) == 4
