"""The demonstration: what it makes, that its record is true, and where it is not loaded."""

import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils.timezone import now

from requests import demo
from requests.demo_file import DemoFile
from requests.satisfaction.results import outcome_of
from sopti.core.periods import month_before
from sopti.people.models import Court, User
from sopti.reports.models import Report
from sopti.reports.periodic.enums import FROZEN
from sopti.sop.models import Edition
from sopti.workflow.enums import CaseStatus, Outcome, TaskStatus
from sopti.workflow.models import Case, Event, Question, Task
from sopti.workflow.record import verify
from tests import make

pytestmark = pytest.mark.django_db


def load():
    out = StringIO()
    call_command("load_demo", stdout=out)
    return out.getvalue()


@pytest.fixture(scope="module")
def demonstration(django_db_setup, django_db_blocker):
    """Loaded once for all tests of this module: it takes seconds."""
    with django_db_blocker.unblock(), transaction.atomic():
        load()
        yield
        transaction.set_rollback(True)


@pytest.mark.usefixtures("demonstration")
def test_demonstration_shows_every_turn_that_a_case_can_take():
    assert Edition.objects.in_force().count() == 6
    assert all(court.cases.count() >= 12 for court in Court.objects.on_show())
    assert set(Case.objects.values_list("status", flat=True)) == set(CaseStatus.values)
    assert set(Task.objects.values_list("status", flat=True)) == set(TaskStatus.values)
    assert set(Task.objects.values_list("outcome", flat=True)) == {"", *Outcome.values}
    assert Task.objects.waiting().filter(due_at__lt=now()).exists()
    assert Task.objects.filter(capacity="Plh. Ketua").exclude(capacity_letter="").exists()
    assert Task.objects.filter(own_request=True).exists()
    assert Question.objects.filter(answered_at=None).exists()
    assert Case.objects.filter(procedure_key="monitoring-pemeliharaan", tasks__step=7).exists()


@pytest.mark.usefixtures("demonstration")
def test_every_court_has_a_survey_to_answer_and_results_to_compare():
    for court in Court.objects.on_show():
        closed = outcome_of(court.survey_rounds.closed().first())
        running = court.survey_rounds.open().get()
        assert (closed.result.band, closed.former.result.band) == ("B", "B")
        assert closed.former.round.last < closed.round.first < running.first
        assert 0 < running.takers.count() == running.sheets.count() < running.invited


@pytest.mark.usefixtures("demonstration")
def test_record_of_the_demonstration_is_whole_and_in_the_order_of_time():
    for court in Court.objects.on_show():
        moments = list(court.events.order_by("sequence").values_list("at", flat=True))
        assert verify(court) is None
        assert moments == sorted(moments)
        assert moments[-1] <= now()


@pytest.mark.usefixtures("demonstration")
def test_every_court_has_signed_the_reports_of_its_last_two_months():
    for court in Court.objects.on_show():
        last = month_before(now().astimezone(court.tz).date())
        signed = Report.objects.filter(court=court, state__in=FROZEN)
        months = set(signed.values_list("starts_on", flat=True))
        assert months == {last, month_before(last)}


@pytest.mark.usefixtures("demonstration")
def test_second_loading_adds_nothing():
    before = (User.objects.count(), Case.objects.count(), Event.objects.count())

    said = load()

    assert said.startswith("Peragaan: 0 orang, 0 SOP diberlakukan, ")
    assert set(re.findall(r"\d+", said)) == {"0"}
    assert before == (User.objects.count(), Case.objects.count(), Event.objects.count())


@pytest.mark.usefixtures("demonstration")
def test_people_added_to_a_demonstration_do_not_stop_its_next_start():
    make.user(court=Court.objects.first())

    assert load().startswith("Peragaan: 0 orang")


def test_stories_write_only_what_the_forms_of_their_steps_have():
    told = DemoFile.model_validate(demo.read_file())

    for court, here in told.courts.items():
        for story in here.cases:
            body = make.sop_body(court, story.document)
            for act in story.acts:
                if act.do == "complete":
                    assert_fits(body, story, act, told.usual(story, act.step))


def assert_fits(body, story, act, usual):
    procedure = body.procedure(story.procedure)
    step = procedure.step(act.step)
    form = body.form(step.form) if step.form else None
    wanted = {field.key: field for field in form.fields} if form else {}
    written = usual.values | act.values
    place = f"{story.title}: langkah {act.step}"
    of_a_room = step.does and procedure.section != "service_request"  # its deeds fill it
    if not of_a_room:
        assert set(written) <= set(wanted), place
        assert {key for key, field in wanted.items() if field.required} <= set(written), place
    for key, value in written.items():
        if key in wanted and wanted[key].options and "{" not in str(value):
            assert set([value] if isinstance(value, str) else value) <= set(wanted[key].options)
    if not form and not step.decision and not act.route and not of_a_room:
        assert act.result or usual.result, place


def test_demonstration_is_refused_where_real_people_work():
    User.objects.filter(is_demo=True).update(is_demo=False)
    make.user()
    before = (User.objects.count(), Edition.objects.count())

    with pytest.raises(CommandError, match="akun yang bukan akun peragaan"):
        load()

    assert before == (User.objects.count(), Edition.objects.count())
