"""An invented past is as right as what people did: its numbers, its times, its record, its way."""

from io import StringIO
from itertools import groupby

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.urls import reverse

from requests.register.search import cases_with
from sopti.people.models import Court, User
from sopti.search.words import asked_words
from sopti.workflow import way
from sopti.workflow.models import Case, Event, Question, RegisterCounter, Task
from sopti.workflow.record import verify

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

CASES = 240
MADIUN = "pa-kota-madiun"
ELSEWHERE = ("BAST", "SK.TI", "LAP.TI", "PDP", "TI.Musnah")  # numbers of what is no case


@pytest.fixture(scope="module")
def past(django_db_setup, django_db_blocker):
    """A demonstration with a past of all four courts; taken back after these tests."""
    with django_db_blocker.unblock(), transaction.atomic():
        said = StringIO()
        call_command("load_demo", cases=CASES, seed=7, stdout=said)
        yield said.getvalue()
        transaction.set_rollback(True)


def old():
    return Case.objects.filter(period="").exclude(status="berjalan").order_by("pk")


def test_past_is_written_with_the_present_after_it(past):
    assert "60 berkas" in past
    assert old().count() >= CASES
    assert Case.objects.filter(status="berjalan").exists()
    statuses = set(old().values_list("status", flat=True))
    assert statuses >= {"selesai", "ditolak", "ditarik", "dibatalkan"}
    assert Task.objects.filter(outcome="kembali").exists()
    assert Task.objects.filter(within_norm=False).exists()
    assert Question.objects.filter(task__case__in=old(), answered_at__isnull=False).exists()
    assert Case.objects.filter(confirmation__state="beres", survey__isnull=False).exists()
    assert Case.objects.filter(confirmation__state="diam").exists()
    assert not Case.objects.filter(title__contains="⟦").exists()
    assert not Event.objects.filter(text__contains="⟦").exists()
    assert not Event.objects.filter(text__contains="{place}").exists()


def test_record_of_every_court_is_whole_and_in_order(past):
    for court in Court.objects.on_show():
        assert verify(court) is None
        moments = list(court.events.order_by("sequence").values_list("at", flat=True))
        assert len(moments) > 200
    past_of_madiun = Event.objects.filter(court__key=MADIUN, case__in=old()).order_by("sequence")
    assert past_of_madiun.count() > 500


def test_register_numbers_have_no_gap_and_rise_with_time(past):
    counters = RegisterCounter.objects.exclude(code__in=ELSEWHERE).select_related("court")
    assert len(counters) > 12
    for counter in counters:
        cases = Case.objects.filter(
            court=counter.court, year=counter.year, number__contains=f"/{counter.code}/"
        )
        numbers = list(cases.order_by("sequence").values_list("sequence", flat=True))
        assert numbers == list(range(1, counter.last + 1))
    first = list(old().filter(court__key=MADIUN, number__contains="/TI.B/PA.Mdn/2025"))
    assert first == sorted(first, key=lambda case: case.sequence)
    assert [case.opened_at for case in first] == sorted(case.opened_at for case in first)


def test_every_row_is_valid_and_every_case_went_a_way_of_its_table(past):
    tasks = Task.objects.filter(case__in=old()).select_related("case__edition", "case__court")
    by_case = groupby(tasks.order_by("case", "pk"), key=lambda task: task.case_id)
    for number, (_, group) in enumerate(by_case):
        went = list(group)
        went_on(went)
        if number % 20 == 0:
            for task in went:
                task.full_clean(exclude=["values", "assigned_to"])  # may be empty, if not in a form
            went[0].case.full_clean(exclude=["parent"])


def went_on(tasks):
    """Look at each finished task: in order, by who holds its role, and followed as the SOP says."""
    case, flow = tasks[0].case, tasks[0].case.flow
    assert tasks[0].step in way.stages(flow)[0]
    for task in tasks:
        assert task.role_id == next(
            (r.role for r in task.sop_step.routes if r.label == task.route), task.sop_step.role
        )
        if task.status != "selesai":
            continue
        assert case.opened_at <= task.opened_at <= task.started_at <= task.finished_at
        assert task.finished_at <= case.closed_at
        assert task.waiting_minutes is not None
        after = [other.step for other in tasks if other.opened_at == task.finished_at]
        allowed = {
            "kembali": {way.step_before(flow, task.sop_step)},
            "tolak": set(),
        }.get(task.outcome, {task.step, *(way.stage_after(flow, task.sop_step) or ())})
        stage = way.stages(flow)[way.stage_of(flow, task.step)]
        assert set(after) <= allowed | set(stage)


@pytest.mark.parametrize("status", ["selesai", "ditolak", "ditarik", "dibatalkan"])
def test_pages_of_such_cases_open(past, client, status):
    case = old().filter(status=status).first()
    client.force_login(User.objects.filter(court=case.court, username__startswith="ketua").get())

    page = client.get(case.get_absolute_url())

    assert page.status_code == 200
    assert case.title in page.content.decode()


def test_register_finds_them_by_their_words(past, client):
    client.force_login(User.objects.get(username="operator.madiun"))
    case = old().filter(court__key=MADIUN, service_request__isnull=False).first()

    page = client.get(reverse("requests:register"), {"q": case.number}).content.decode()

    assert case.title in page
    assert Case.objects.filter(pk__in=cases_with(asked_words(case.number))).count() == 1


def test_database_gives_the_next_keys_itself(past, client):
    case = old().first()

    new = Case.objects.create(
        court=case.court, edition=case.edition, procedure_key=case.procedure_key, number="9999/X",
        year=2026, sequence=9999, title="Sesudahnya", opened_at=case.opened_at,
    )  # fmt: skip

    assert new.pk > Case.objects.exclude(pk=new.pk).order_by("-pk").first().pk
    new.delete()


def test_court_with_cases_gets_no_past(past):
    with pytest.raises(CommandError, match="sudah punya berkas"):
        call_command("load_demo", cases=10, stdout=StringIO())
    assert connection.is_usable()
