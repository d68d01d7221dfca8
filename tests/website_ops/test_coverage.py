"""Coverage: the calendar of events, and gear that is with one person at a time."""

from datetime import date, time, timedelta

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sopti.core.errors import Refusal
from sopti.notifications.models import Message
from sopti.workflow import diary
from tests import make
from tests.website_ops.desk import Desk
from tests.workflow.racing import race
from website_ops.coverage import actions
from website_ops.coverage.models import CoverageEvent, Gear, GearLoan

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]

TODAY = date(2026, 11, 16)
GEAR = reverse("website_ops:gear")


@pytest.fixture(autouse=True)
def monday(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    with time_machine.travel(make.MONDAY, tick=False):
        yield


@pytest.fixture
def desk(client):
    return Desk(client)


@pytest.fixture
def operator(desk):
    return desk.people["operator_ti"]


def gear(by, name="Kamera"):
    return actions.keep_gear(name=name, by=by)


def lend(piece, to, *, by=None, due_on=TODAY):
    return actions.lend([piece.pk], to=to, due_on=due_on, by=by or to, at=make.MONDAY)


# ------------------------------------------------------------------------------------------- gear
def test_of_two_who_take_a_piece_at_once_one_has_it(desk, operator):
    piece, people = gear(operator), [operator, desk.people["kasubag_ptip"]]

    answers = race(2, lambda number: lend(piece, people[number]))

    [refused] = [str(one) for one in answers if isinstance(one, Refusal)]
    held = GearLoan.objects.get()
    assert refused.startswith(f"Kamera sedang dibawa {held.person} sampai 16 November 2026.")


def test_two_open_loans_of_a_piece_are_refused_by_the_database(operator):
    piece = gear(operator)
    lend(piece, operator)

    with pytest.raises(IntegrityError), transaction.atomic():
        GearLoan.objects.create(gear=piece, person=operator, taken_at=make.MONDAY, due_on=TODAY)


def test_piece_that_came_back_goes_out_again(desk, operator, client):
    piece = gear(operator)
    [loan] = lend(piece, operator)
    client.force_login(operator)
    client.post(reverse("website_ops:take_back_gear", args=[loan.pk]))

    [again] = lend(piece, desk.people["kasubag_ptip"])

    loan.refresh_from_db()
    assert (loan.returned_at, loan.returned_by) == (make.MONDAY, operator)
    assert again.person == desk.people["kasubag_ptip"]


@pytest.mark.parametrize(
    ("days", "sentence"),
    [(-1, "Tanggal kembalinya sudah lewat."), (61, "Alat dipinjam paling lama 60 hari.")],
)
def test_loan_ends_within_a_time_that_can_be(operator, days, sentence):
    with pytest.raises(Refusal, match=sentence):
        lend(gear(operator), operator, due_on=TODAY + timedelta(days=days))

    assert not GearLoan.objects.exists()


def test_who_is_late_is_told_once(operator):
    lend(gear(operator), operator)
    late = make.MONDAY + timedelta(days=1)

    on_the_day = actions.tell_who_is_late(make.MONDAY)
    first, again = actions.tell_who_is_late(late), actions.tell_who_is_late(late)

    assert (on_the_day, first, again) == ("", "1 pengingat alat", "")
    assert Message.objects.filter(to=operator, subject="Alat belum kembali: Kamera").count() == 1


def test_gear_is_listed_in_the_same_queries_for_one_and_for_three(operator, client):
    lend(gear(operator), operator)
    client.force_login(operator)
    client.get(GEAR)
    with CaptureQueriesContext(connection) as one:
        client.get(GEAR)
    lend(gear(operator, "Tripod"), operator)
    gear(operator, "Lampu")

    with CaptureQueriesContext(connection) as three:
        rows = client.get(GEAR).context["rows"]

    assert [row.loan is not None for row in rows] == [True, False, True]
    assert len(three) == len(one)


def test_clerk_and_other_court_have_no_part_in_it(desk, operator, client):
    piece = gear(operator)
    client.force_login(desk.clerk)
    clerk = client.post(GEAR, {"name": "Drone"}, follow=True).content.decode()
    client.force_login(make.user("operator_ti"))
    other = client.get(reverse("website_ops:lend_gear", args=[piece.pk])).status_code

    assert "Agenda dan alat liputan dicatat oleh" in clerk
    assert other == 404
    assert Gear.objects.count() == 1


# ----------------------------------------------------------------------------------------- events
def test_table_takes_the_planned_event_and_its_gear_along(desk, operator):
    planned = CoverageEvent.objects.create(
        court=desk.court, title="sosialisasi e-court", day=date(2026, 11, 18), begins=time(9),
        place="Aula", officer=operator,
    )  # fmt: skip
    piece = gear(operator)
    case = desk.open()

    desk.do(case, f_alat=["Kamera"])
    desk.do(case, f_alat_kembali=["Kamera"])

    planned.refresh_from_db()
    loan = piece.loans.get()
    assert (planned.case, planned.place, planned.begins) == (case, "Aula", time(9))
    assert (loan.event, loan.person, loan.due_on) == (planned, operator, date(2026, 11, 21))
    assert loan.returned_at == make.MONDAY
    assert CoverageEvent.objects.count() == 1


def test_event_that_ends_before_it_begins_is_not_kept(operator, client):
    client.force_login(operator)
    told = {"title": "Pelantikan", "day": "2026-11-20", "begins": "10:00", "ends": "09:00"}

    answer = client.post(reverse("website_ops:new_event"), told)

    assert answer.status_code == 422
    assert "Jam selesai harus sesudah jam mulai." in answer.content.decode()
    assert not CoverageEvent.objects.exists()


def test_events_loans_and_what_came_out_stand_on_the_calendar(desk, operator):
    told = {
        "title": "Pelantikan",
        "day": date(2026, 11, 20),
        "begins": time(9),
        "officer": operator,
    }
    actions.keep_event(told, by=operator)
    lend(gear(operator), operator)

    mine = diary.entries(operator, TODAY, date(2026, 11, 30))
    ours = {(one.day.day, one.words, one.is_mine) for one in mine}

    assert ours == {
        (16, f"Alat kembali: Kamera, dibawa {operator}", True),
        (20, "Liputan: Pelantikan", True),
    }
    assert diary.entries(desk.clerk, TODAY, date(2026, 11, 30)) == []
