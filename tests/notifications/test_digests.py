"""Digests: at eight and at one, once per person, only when something waits."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sopti.notifications import actions as outbox
from sopti.notifications.enums import Channel, Kind
from sopti.notifications.models import Digest, Message
from sopti.workflow import actions
from sopti.workflow.actions.digests import make_digests, slot_at
from sopti.workflow.models import Task
from tests import make
from tests.workflow.office import Office
from tests.workflow.racing import race

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

TUESDAY_8 = datetime(2026, 11, 17, 1, 0, 20, tzinfo=UTC)  # 08.00 WIB
TUESDAY_13 = TUESDAY_8 + timedelta(hours=5)


def office_with_mail(**words):
    office = Office(**words)
    for role, person in office.people.items():
        person.email = f"{role}@pa.test"
        person.save()
    return office


def decision(office, *, due=TUESDAY_13):
    """A request that waits for the Ketua."""
    task = office.up_to(office.open(), 2)
    Task.objects.filter(pk=task.pk).update(due_at=due)
    task.refresh_from_db(fields=["due_at"])
    return task


@pytest.mark.parametrize(
    ("clock", "hour"),
    [("07:59", None), ("08:00", 8), ("12:59", 8), ("13:00", 13), ("16:59", 13), ("17:00", None)],
)
def test_slot_runs_until_the_next_or_the_end_of_the_day(clock, hour):
    slot = slot_at(datetime.fromisoformat(f"2026-11-17T{clock}:00+07:00"))

    assert (slot.hour if slot else None) == hour


def test_digest_says_number_title_step_and_limit_of_what_waits(mailoutbox, settings):
    settings.SITE_ADDRESS = "https://sopti.pa.test"
    office = office_with_mail()
    task = decision(office)

    made = make_digests(at=TUESDAY_8)
    outbox.send_waiting(at=TUESDAY_8)

    digest = next(mail for mail in mailoutbox if "ketua@pa.test" in mail.to[0])
    assert made == 1
    assert digest.subject == "1 pekerjaan menunggu Anda"
    assert f"1. {task.case.number} {task.case.title}" in digest.body
    assert f"Langkah 2: {task.sop_step.activity}" in digest.body
    assert "Sisa 4 jam kerja, batas hari ini, 13.00" in digest.body
    assert f"https://sopti.pa.test{task.get_absolute_url()}" in digest.body
    assert digest.message()["Message-ID"] == (
        f"<sopti-ringkasan-{Digest.objects.get().pk}@sopti.pa.test>"
    )


def test_who_decides_gets_no_single_mail_for_what_the_digest_told(mailoutbox):
    office = office_with_mail()
    decision(office)

    outbox.send_waiting(at=make.MONDAY + timedelta(hours=1))
    make_digests(at=TUESDAY_8)
    outbox.send_waiting(at=TUESDAY_8)

    assert [mail.subject for mail in mailoutbox if "ketua" in mail.to[0]] == [
        "1 pekerjaan menunggu Anda"
    ]


def test_digest_comes_once_per_slot_and_again_at_one_while_it_waits():
    decision(office_with_mail())

    made = [
        make_digests(at=at)
        for at in (TUESDAY_8, TUESDAY_8 + timedelta(minutes=5), TUESDAY_13, TUESDAY_13)
    ]

    assert made == [1, 0, 1, 0]
    assert list(Digest.objects.values_list("hour", flat=True)) == [8, 13]


def test_nothing_waits_nothing_is_sent_and_what_comes_later_waits_for_one():
    office = office_with_mail()

    assert make_digests(at=TUESDAY_8) == 0
    task = office.up_to(office.open(at=TUESDAY_8 + timedelta(minutes=10)), 2)
    assert make_digests(at=TUESDAY_8 + timedelta(hours=1)) == 0
    assert make_digests(at=TUESDAY_13) == 1
    office.do(task.case, 2, at=TUESDAY_13 + timedelta(minutes=5))
    ketua = office.people["ketua"]
    assert Digest.objects.filter(to=ketua).count() == 1


def test_no_digest_on_a_day_off_at_night_or_without_an_address():
    office = office_with_mail()
    decision(office)
    make.holiday(office.court, TUESDAY_8.date())

    assert make_digests(at=TUESDAY_8) == 0
    assert make_digests(at=TUESDAY_8 - timedelta(hours=2)) == 0
    office.court.holidays.all().delete()
    office.people["ketua"].email = ""
    office.people["ketua"].save()
    assert make_digests(at=TUESDAY_8) == 0
    assert Digest.objects.count() == 0


def test_eight_is_eight_in_the_court_s_own_zone():
    west, east = office_with_mail(), office_with_mail()
    east.court.zone = "Asia/Jayapura"
    east.court.save()
    decision(west)
    decision(east)

    make_digests(at=TUESDAY_8 - timedelta(hours=2))

    assert list(Digest.objects.values_list("to", flat=True)) == [east.people["ketua"].pk]


def test_wish_for_the_digest_counts_for_every_kind_and_role():
    office = office_with_mail()
    operator = office.people["operator_ti"]
    wishes = {Kind.WAITING: Channel.DIGEST, Kind.TALK: Channel.DIGEST}
    outbox.choose(wishes, by=operator, at=make.MONDAY)
    office.open()
    outbox.notify(
        to=[operator], kind=Kind.TALK, subject="Dijawab pemohon: SIPP", body="", link="/",
        at=make.MONDAY,
    )  # fmt: skip

    assert make_digests(at=TUESDAY_8) == 1

    digest = Digest.objects.get()
    assert digest.to == operator
    assert "1 pekerjaan menunggu Anda" in digest.subject
    assert "Kabar lain:\n- Dijawab pemohon: SIPP" in digest.body
    assert Message.objects.filter(to=operator, sent_at=None).count() == 0
    make_digests(at=TUESDAY_13)
    assert "Kabar lain" not in Digest.objects.latest("pk").body


def test_who_wants_single_mails_gets_no_digest():
    office = office_with_mail()
    outbox.choose({Kind.WAITING: Channel.AT_ONCE}, by=office.people["ketua"], at=make.MONDAY)
    decision(office)

    assert make_digests(at=TUESDAY_8) == 0


def test_task_given_to_somebody_else_is_not_in_my_digest():
    office = office_with_mail()
    task = decision(office)
    plh = make.user(court=office.court, email="plh@pa.test")
    make.appointment(plh, "ketua", capacity="plh")
    ketua = office.people["ketua"]
    actions.reassign(task.pk, to=plh, reason="Cuti.", by=ketua, at=make.MONDAY)

    make_digests(at=TUESDAY_8)

    assert list(Digest.objects.values_list("to", flat=True)) == [plh.pk]


def test_late_and_paused_work_is_said_so():
    office = office_with_mail()
    decision(office)
    asked = decision(office)
    actions.ask(asked.pk, text="Mengapa?", by=office.people["ketua"], at=make.MONDAY)

    make_digests(at=TUESDAY_8 + timedelta(days=6))

    digest = Digest.objects.get()
    assert digest.subject == "2 pekerjaan menunggu Anda, 1 terlambat"
    assert "Terlambat 3 hari kerja, batas Selasa 17 Nov, 13.00" in digest.body
    assert "Waktu berhenti sejak " in digest.body


def test_old_digest_is_no_longer_mailed_and_forgotten_in_the_end(mailoutbox):
    decision(office_with_mail())
    make_digests(at=TUESDAY_8)

    outbox.send_waiting(at=TUESDAY_8 + timedelta(hours=4, minutes=1))
    outbox.forget_digests(at=TUESDAY_8 + timedelta(days=61))

    assert [mail for mail in mailoutbox if "ketua@pa.test" in mail.to[0]] == []
    assert Digest.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_two_workers_make_one_digest():
    decision(office_with_mail())

    answers = race(3, lambda _: make_digests(at=TUESDAY_8))

    assert all(isinstance(answer, int) for answer in answers), answers
    assert Digest.objects.count() == sum(answers) == 1


@pytest.mark.django_db(transaction=True)
def test_worker_reminds_and_mails_in_its_round(time_machine, mailoutbox):
    time_machine.move_to(TUESDAY_8)
    office = office_with_mail()
    decision(office)

    call_command("worker", "--once")
    call_command("worker", "--once")

    to_ketua = [mail.subject for mail in mailoutbox if "ketua@pa.test" in mail.to[0]]
    assert sorted(to_ketua) == ["1 pekerjaan menunggu Anda", "Batasnya dekat: Pencetak loket macet"]


def test_queries_do_not_grow_with_people_tasks_and_courts():
    counts = []
    for courts in (1, 5):
        for _ in range(courts):
            office = office_with_mail()
            for _ in range(courts):
                decision(office)
        outbox.sort_outbox(at=make.MONDAY)
        with CaptureQueriesContext(connection) as seen:
            assert make_digests(at=TUESDAY_8) == courts
        counts.append(len(seen))

    assert counts[0] == counts[1] <= 26
