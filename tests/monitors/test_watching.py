"""The watcher: looks at what is due, at once and once, and keeps what it found."""

import time
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.core.management import call_command

from sopti.monitors import watching
from sopti.monitors.claiming import claim_due
from sopti.monitors.enums import Kind, State
from sopti.monitors.models import Pulse, Reading
from sopti.monitors.watching import Watcher
from tests import make
from tests.monitors.servers import closed_port, server
from tests.monitors.watch import NOW, monitor
from tests.workflow.racing import race

MINUTE = timedelta(minutes=1)
ENOUGH = 60  # seconds after which a test gives up; none of them measures time


class Clock:
    """A clock that stands until it is told otherwise."""

    def __init__(self):
        self.at = NOW

    def __call__(self):
        return self.at


@contextmanager
def watcher(clock, **words):
    with Watcher(clock=clock, **words).running() as begun:
        yield begun


def finish(begun):
    deadline = time.monotonic() + ENOUGH
    while begun.busy and time.monotonic() < deadline:
        begun.keep_found()
        time.sleep(0.01)
    assert begun.busy == 0


def own(court, target, **words):
    return monitor(court, target=target, may_touch_loopback=True, interval=1, **words)


@pytest.mark.django_db
def test_round_looks_at_what_is_due_and_at_nothing_else():
    court, clock = make.court(), Clock()
    with server() as port, watcher(clock) as begun:
        here = f"http://127.0.0.1:{port}/"
        due = own(court, here, expected_text="Pengadilan")
        later = own(court, here, since=NOW + MINUTE)
        own(court, here, is_active=False)
        own(court, here, is_sample=True)
        rounds = [rounds_work(begun) for clock.at in (NOW, NOW, NOW + MINUTE)]

    pulses = Pulse.objects.in_bulk([due.pk, later.pk])
    assert rounds == [1, 0, 2]
    assert {pulse.state for pulse in pulses.values()} == {State.UP}
    assert pulses[due.pk].detail == "Menjawab 200 dengan teks yang dicari."
    assert {pulse.next_due_at for pulse in pulses.values()} == {NOW + 2 * MINUTE}
    assert Reading.objects.count() == 3


def rounds_work(begun):
    looks = begun.round()
    finish(begun)
    return looks


@pytest.mark.django_db
def test_address_without_permission_is_never_reached_and_not_called_down():
    court, clock = make.court(), Clock()
    asked = []

    async def listen(reader, writer):
        asked.append(1)
        writer.close()

    with server(listen) as port, watcher(clock) as begun:
        watched = monitor(court, target=f"http://127.0.0.1:{port}/", fails_to_down=1)
        begun.round()
        finish(begun)

    pulse = Pulse.objects.get(pk=watched.pk)
    assert asked == []
    assert pulse.state == State.UNKNOWN
    assert pulse.detail == (
        "Alamat 127.0.0.1 adalah mesin SOPTI sendiri. Pengelola SOPTI perlu mengizinkannya."
    )
    assert not watched.outages.exists()


@pytest.mark.django_db
def test_hanging_targets_hold_up_no_other():
    court, clock = make.court(), Clock()
    with server() as port, watcher(clock) as begun:
        for _ in range(20):
            own(court, f"http://127.0.0.1:{port}/diam", timeout=30)
        good = own(court, f"http://127.0.0.1:{port}/")
        assert begun.round() == 21
        deadline = time.monotonic() + ENOUGH
        while begun.busy > 20 and time.monotonic() < deadline:
            begun.keep_found()

    assert [reading.monitor_id for reading in Reading.objects.all()] == [good.pk]


@pytest.mark.django_db
def test_broken_probe_is_told_and_stops_nothing(monkeypatch, caplog):
    court, clock = make.court(), Clock()
    watched = own(court, f"127.0.0.1:{closed_port()}", kind=Kind.TCP)

    async def broken(*_, **__):
        raise RuntimeError

    monkeypatch.setattr(watching, "look", broken)
    with watcher(clock) as begun:
        begun.round()
        finish(begun)

    pulse = Pulse.objects.get(pk=watched.pk)
    assert (pulse.state, pulse.detail) == (State.UNKNOWN, watching.OUR_FAULT)
    assert "looking at monitor" in caplog.text


@pytest.mark.django_db
def test_claim_keeps_the_rhythm_and_makes_up_for_nothing():
    watched = own(make.court(), "https://pa.go.id/", since=NOW)

    claim_due(at=NOW + 10 * timedelta(seconds=1), most=9)
    soon = Pulse.objects.get(pk=watched.pk).next_due_at
    claim_due(at=NOW + 90 * MINUTE, most=9)
    much_later = Pulse.objects.get(pk=watched.pk).next_due_at

    assert (soon, much_later) == (NOW + MINUTE, NOW + 91 * MINUTE)


@pytest.mark.django_db
def test_nothing_due_takes_no_lock(django_assert_num_queries):
    with django_assert_num_queries(1):
        assert claim_due(at=NOW, most=9) == []


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_many_watchers_at_once_claim_each_monitor_once():
    court = make.court()
    watched = {own(court, "https://pa.go.id/").pk for _ in range(40)}

    answers = race(6, lambda _: [one.pk for one in claim_due(at=NOW, most=15)])

    claimed = [pk for answer in answers for pk in answer]
    assert len(claimed) == len(set(claimed))
    rest = {one.pk for one in claim_due(at=NOW, most=100)}
    assert set(claimed) | rest == watched
    assert set(claimed) & rest == set()


@pytest.mark.django_db(transaction=True)
def test_command_looks_once_and_ends():
    with server() as port:
        watched = own(make.court(), f"http://127.0.0.1:{port}/")
        call_command("watch_monitors", once=True)

    assert Pulse.objects.get(pk=watched.pk).state == State.UP
