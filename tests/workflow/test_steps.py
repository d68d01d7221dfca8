"""Doing steps: who may, what follows, what a return makes of the steps before, the two clocks."""

from datetime import timedelta

import pytest

from sopti.core.errors import Refusal
from sopti.notifications.models import Message
from sopti.workflow import actions
from sopti.workflow.actions.steps import Work
from sopti.workflow.models import Event, Task
from tests import make
from tests.workflow.office import REASON, Office

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def office():
    return Office()


def minutes(count):
    return make.MONDAY + timedelta(minutes=count)


def rows(case):
    """Every task of the case as (step, attempt, status, is it still part of the way)."""
    return list(case.tasks.order_by("pk").values_list("step", "attempt", "status", "is_current"))


# ------------------------------------------------------------------------------------ who may
def test_holder_of_another_role_is_refused_and_reads_whose_turn_it_is(office):
    case = office.open()

    with pytest.raises(Refusal, match="Langkah 1 menunggu Operator/ Admin"):
        office.do(case, by=office.people["ketua"])

    assert rows(case) == [(1, 1, "terbuka", True)]
    assert not Event.objects.filter(kind="completed").exists()


def test_same_role_in_another_court_is_refused(office):
    case = office.open()
    stranger = make.user("operator_ti")

    with pytest.raises(Refusal, match="Langkah 1 menunggu Operator/ Admin"):
        office.do(case, by=stranger)


def test_step_that_somebody_began_is_theirs(office):
    case = office.open()
    second = make.user("operator_ti", court=office.court)
    actions.start(office.task(case).pk, by=office.people["operator_ti"], at=minutes(5))

    with pytest.raises(Refusal, match="Langkah 1 sudah diserahkan kepada operator_ti satu"):
        office.do(case, by=second)

    assert office.task(case).status == "dikerjakan"


def test_step_begun_twice_is_refused(office):
    case = office.open()
    task, operator = office.task(case), office.people["operator_ti"]
    actions.start(task.pk, by=operator, at=minutes(5))

    with pytest.raises(Refusal, match="sudah mulai dikerjakan operator_ti satu"):
        actions.start(task.pk, by=operator, at=minutes(6))

    assert Event.objects.filter(kind="started").count() == 1


# ------------------------------------------------------------------------------- what follows
def test_finished_step_opens_the_next_and_tells_its_holders(office):
    case = office.open()

    office.do(case, 1)

    assert rows(case) == [(1, 1, "selesai", True), (2, 1, "terbuka", True)]
    told = Message.objects.filter(to=office.people["ketua"]).get()
    assert told.subject == f"Menunggu Anda: {case.title}"
    assert told.link == office.task(case, 2).get_absolute_url()


def test_last_step_ends_the_case_and_tells_the_requester(office):
    case = office.open()
    office.up_to(case, 9)

    done = office.do(case, 9)

    case.refresh_from_db()
    assert (case.status, case.closed_at) == ("selesai", done.finished_at)
    assert not case.tasks.waiting().exists()
    assert Message.objects.filter(to=office.clerk).latest("pk").subject.startswith("Selesai")


def test_return_opens_the_named_step_again_and_makes_history_of_what_was_built_on_it(office):
    case = office.open()
    office.up_to(case, 5)

    office.do(case, 5, outcome="kembali", note=REASON)

    assert rows(case)[2:] == [
        (3, 1, "selesai", True),
        (4, 1, "selesai", False),
        (5, 1, "selesai", False),
        (4, 2, "terbuka", True),
    ]
    event = Event.objects.get(kind="returned")
    assert (
        event.summary
        == f"Langkah 5 selesai oleh kasubag_ptip satu, Kasubag PTIP. Dikembalikan: {REASON}"
    )
    assert office.task(case).document_number == f"{case.number}/4.2"


def test_decision_that_is_none_is_refused_and_changes_nothing(office):
    case = office.open()
    task = office.up_to(case, 5)

    with pytest.raises(Refusal, match="tidak dapat menolak"):
        office.do(case, 5, outcome="tolak", note=REASON)

    task.refresh_from_db()
    assert (task.status, task.outcome, task.note) == ("terbuka", "", "")


def test_refusal_ends_the_request_with_the_reason(office):
    case = office.open()
    office.up_to(case, 2)

    office.do(case, 2, outcome="tolak", note=REASON)

    case.refresh_from_db()
    assert (case.status, case.closing_note) == ("ditolak", REASON)
    assert REASON in Message.objects.filter(to=office.clerk).latest("pk").body


def test_steps_that_open_together_wait_for_each_other():
    office = Office()
    operator = office.people["operator_ti"]
    case = office.open("monitoring-pemeliharaan", flow_key="bulanan", by=operator)
    office.do(case, 1)

    assert [task.step for task in case.tasks.waiting()] == [2, 3, 4, 5, 6, 7]
    for step in (7, 2, 5, 3, 6):
        office.do(case, step)
    assert [task.step for task in case.tasks.waiting()] == [4]
    office.do(case, 4)

    assert [task.step for task in case.tasks.waiting()] == [8]


# ---------------------------------------------------------------------------------- two clocks
def test_waiting_and_work_are_counted_apart_in_working_time(office):
    case = office.open()  # Monday 09.00
    task = office.task(case)
    actions.start(task.pk, by=office.people["operator_ti"], at=minutes(150))  # 11.30

    office.do(case, at=minutes(270))  # 13.30, an hour of break between

    task.refresh_from_db()
    assert (task.waiting_minutes, task.work_minutes, task.paused_minutes) == (150, 60, 0)
    assert task.within_norm is True


def test_work_of_a_step_that_was_never_started_began_when_its_page_was_opened(office):
    case = office.open()
    task = office.task(case)

    office.do(case, begun=minutes(40), at=minutes(60))

    task.refresh_from_db()
    assert (task.started_at, task.waiting_minutes, task.work_minutes) == (minutes(40), 40, 20)
    assert task.started_by == office.people["operator_ti"]


@pytest.mark.parametrize(("begun", "started"), [(-600, 0), (30, 30), (9000, 60), (None, 60)])
def test_told_beginning_never_lies_outside_the_step(office, begun, started):
    case = office.open()

    opened = None if begun is None else minutes(begun)
    done = office.do(case, begun=opened, at=minutes(60))

    assert done.started_at == minutes(started)


# ----------------------------------------------------------------------------------- capacity
def test_acting_official_is_written_with_capacity_and_letter(office):
    case = office.open()
    office.up_to(case, 2)
    acting = make.user(court=office.court, full_name="Laila")
    make.appointment(acting, "ketua", capacity="plh", title="Ketua", letter_number="1042/SPT")

    done = office.do(case, 2, by=acting)

    assert (done.capacity, done.capacity_letter) == ("Plh. Ketua", "1042/SPT")
    assert "Laila, Plh. Ketua" in Event.objects.filter(task=done).get().summary


def test_own_definitive_office_goes_before_an_acting_one(office):
    case = office.open()
    operator = office.people["operator_ti"]
    make.appointment(operator, "operator_ti", capacity="plt", letter_number="7/SPT")

    done = office.do(case, 1)

    assert (done.capacity, done.capacity_letter) == ("Operator/Admin", "")


# --------------------------------------------------------------------------------- own requests
def test_holder_does_not_decide_on_a_request_of_their_own(office):
    secretary = office.people["sekretaris"]
    case = office.open(by=secretary)
    office.up_to(case, 8)

    with pytest.raises(Refusal, match="Pemohon tidak dapat memutuskan permintaannya sendiri"):
        office.do(case, 8)

    second = make.user(court=office.court)
    make.appointment(second, "sekretaris", capacity="plh")
    assert office.do(case, 8, by=second).own_request is False


def test_holder_does_steps_of_their_own_request_that_decide_nothing(office):
    case = office.open(by=office.people["operator_ti"])

    assert office.do(case, 1).own_request is False


def test_head_decides_on_their_own_request_where_nobody_else_can_and_the_record_says_so(office):
    case = office.open(by=office.people["ketua"])
    office.up_to(case, 2)

    done = office.do(case, 2)

    assert done.own_request is True
    assert Event.objects.get(task=done).summary.endswith(
        "Memutuskan permintaannya sendiri karena tidak ada pemegang peran lain."
    )


def test_head_does_not_decide_on_their_own_request_where_a_plh_is_there(office):
    case = office.open(by=office.people["ketua"])
    office.up_to(case, 2)
    acting = make.user(court=office.court)
    make.appointment(acting, "ketua", capacity="plh")

    with pytest.raises(Refusal, match="menunggu pemegang peran lain atau Plh"):
        office.do(case, 2)

    assert office.do(case, 2, by=acting).status == "selesai"


def test_request_filed_for_the_decider_by_a_colleague_is_still_their_own(office):
    case = office.open(requester=office.people["sekretaris"])
    office.up_to(case, 8)

    with pytest.raises(Refusal, match="Pemohon tidak dapat memutuskan"):
        office.do(case, 8)


# ------------------------------------------------------------------------------------- routes
def test_routed_document_goes_to_the_chosen_receiver_and_may_come_back():
    roles = ("operator_subbag", "admin_web", "editor", "redaktur", "penanggung_jawab", "ketua")
    office = Office(roles=roles, of="pa-ternate", document="publikasi-konten")
    case = office.open("publikasi-konten", by=office.people["operator_subbag"])
    office.up_to(case, 5)
    office.do(case, 5, route="perhatian khusus")

    assert office.task(case).role_id == "ketua"
    office.do(case, 5, outcome="kembali", note=REASON)
    again = office.task(case)
    assert (again.role_id, again.route, again.attempt) == ("redaktur", "", 2)
    office.do(case, 5, route="biasa/rutin")
    assert office.task(case).role_id == "penanggung_jawab"
    office.do(case, 5)

    assert office.task(case).step == 6


def test_receiver_outside_the_table_is_refused():
    roles = ("operator_subbag", "admin_web", "editor", "redaktur", "penanggung_jawab", "ketua")
    office = Office(roles=roles, of="pa-ternate", document="publikasi-konten")
    case = office.open("publikasi-konten", by=office.people["operator_subbag"])
    office.up_to(case, 5)

    with pytest.raises(Refusal, match="Pilih kepada siapa"):
        office.do(case, 5, route="siapa saja")

    assert Task.objects.filter(case=case, step=5).count() == 1


def test_step_refuses_to_begin_without_its_required_document(office):
    kasubag = office.people["kasubag_ptip"]
    case = office.open("perumusan-kebijakan", by=kasubag)

    with pytest.raises(Refusal, match="Tandai bahwa kelengkapan sudah ada: Draft"):
        actions.complete(office.task(case).pk, Work(), by=kasubag, at=minutes(5))

    assert office.task(case).status == "terbuka"


def test_request_brings_its_own_form_and_each_step_the_document_of_the_next(office):
    case = office.open()

    office.do(case, 1, input_confirmed=False)
    office.do(case, 2, input_confirmed=False)

    assert office.task(case).step == 3
