"""Whoever lost an account or an office between a wish and the worker's round is not acted for."""

from datetime import timedelta

import pytest
from django.core import mail

from sopti.notifications.actions import notify, send_waiting
from sopti.notifications.models import Digest, Message
from sopti.people.models import Appointment, User
from sopti.reports.models import Bundle
from sopti.workflow.management.commands.worker import every_job
from tests import make
from tests.doors.test_wrong_files import World
from tests.reports.evidence.shelf import Shelf, make_all

pytestmark = pytest.mark.django_db

NOBODY = "keeps the house: acts for nobody, tells nobody"
HOLDERS = "tells or asks whoever holds a role in that round"
NAMED = "tells a person that a row names, unless the account is closed"
ASKED = "does what a person asked for, if they may still ask for it"
DECIDED = "carries out what the court decided on record, whoever has left since"
# Whom each job acts for. A new job is entered here, and seen below with people who are gone.
JOBS = {
    "routine cases": HOLDERS,
    "late backups": HOLDERS,
    "copy of the installation": NOBODY,
    "rehearsal of a copy": NOBODY,
    "beat": NOBODY,
    "figures of months": NOBODY,
    "evidence": ASKED,
    "old evidence": NOBODY,
    "reports due": HOLDERS,
    "reports to print": NOBODY,
    "old scans": NOBODY,
    "breaches to be told of": HOLDERS,
    "proposals of destruction": HOLDERS,
    "destruction": DECIDED,
    "old drafts": NOBODY,
    "old imports of earlier requests": NOBODY,
    "forgotten spells": NOBODY,
    "silence": NOBODY,
    "renamed people": NOBODY,
    "libraries of regulations": NOBODY,
    "words of regulations": NOBODY,
    "proposal windows": HOLDERS,
    "programme quarters": NAMED,
    "internal surveys": HOLDERS,
    "old asset imports": NOBODY,
    "security reminders": NAMED,
    "silent servers": HOLDERS,
    "old server readings": NOBODY,
    "upkeep left": NAMED,
    "stale content": NAMED,
    "renewals": NAMED,
    "late gear": NAMED,
    "reminders": HOLDERS,
    "digests": HOLDERS,
    "outbox": NAMED,
    "tidying": NOBODY,
    "search": NOBODY,
}
DAYS = (1, 8, 45)


def test_every_job_says_for_whom_it_acts():
    assert set(JOBS) == set(every_job())


@pytest.fixture
def world(settings, tmp_path, time_machine):
    settings.MEDIA_ROOT = tmp_path
    time_machine.move_to(make.MONDAY, tick=False)
    world = World()
    for person in world.people.values():
        person.email = f"{person.username}@pa-contoh.go.id"
        person.save()
    return world


def told_from(time_machine, days=DAYS):
    """Let the worker work on some days; return whom it wrote to and mailed, and by which job."""
    Message.objects.all().delete()
    told = {}
    for day in days:
        time_machine.move_to(make.MONDAY + timedelta(days=day, hours=1), tick=False)
        for name, do in every_job().items():
            before = Message.objects.count() + Digest.objects.count() + len(mail.outbox)
            do(make.MONDAY + timedelta(days=day, hours=1))
            after = Message.objects.count() + Digest.objects.count() + len(mail.outbox)
            told[name] = told.get(name, 0) + after - before
    return {name: times for name, times in told.items() if times}


def test_who_works_here_is_told(world, time_machine):
    told = told_from(time_machine)

    assert set(told) >= {"routine cases", "reminders", "reports due", "outbox"}
    assert {JOBS[name] for name in told} <= {HOLDERS, NAMED, ASKED}


def test_closed_accounts_are_told_and_mailed_nothing_not_even_what_waited(world, time_machine):
    everybody = list(world.people.values())
    notify(to=everybody, subject="Menunggu", body="", link="/", at=make.MONDAY)
    waited = Message.objects.filter(subject="Menunggu").count()
    User.objects.update(is_active=False)
    sent = send_waiting(at=make.MONDAY + timedelta(minutes=1))

    told = told_from(time_machine)

    assert waited == len(everybody)
    assert (sent, mail.outbox) == (0, [])
    assert told == {}


def test_whose_offices_ended_is_told_nothing_of_the_office(world, time_machine):
    Appointment.objects.update(ends_on=make.MONDAY.date())

    told = told_from(time_machine)

    assert not {name for name in told if JOBS[name] == HOLDERS}


def test_person_whom_a_row_names_is_not_told_once_the_account_is_closed(world):
    gone, here = world.people["ketua"], world.people["operator_ti"]
    gone.is_active = False

    notify(to=[gone, here], subject="Alat belum kembali", body="", link="/", at=make.MONDAY)

    assert [one.to for one in Message.objects.filter(subject="Alat belum kembali")] == [here]


@pytest.mark.parametrize("loses", ["account", "office", "court"])
def test_evidence_is_made_for_nobody_who_may_not_ask_for_it_any_more(settings, tmp_path, loses):
    settings.BUNDLE_DIR, settings.MEDIA_ROOT = tmp_path / "bundles", tmp_path / "files"
    shelf = Shelf(1)
    bundle = shelf.ask()
    asker = User.objects.filter(pk=bundle.asked_by_id)
    if loses == "account":
        asker.update(is_active=False)
    if loses == "office":
        Appointment.objects.filter(user=bundle.asked_by).delete()
    if loses == "court":
        asker.update(court=make.court())

    make_all(bundle)

    bundle = Bundle.objects.get()
    assert (bundle.state, bundle.done) == ("gagal", 0)
    assert "Berkas bukti" in bundle.failure
    assert not list(tmp_path.rglob("*.zip"))
