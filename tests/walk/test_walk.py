"""Every procedure of every court, from its first step to its last, over HTTP, as its roles."""

import pytest
from django.conf import settings
from django.urls import reverse

from sopti.sop.files import folders_in, read_document
from sopti.workflow import deeds
from sopti.workflow.record import verify
from tests.walk.walker import REASON, Walker

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.both_databases,
    pytest.mark.usefixtures("courts_at_work"),
]


# Every table as (court, document, procedure), and what is in it, as the files say it.
TABLES = [
    (folder.parent.name, folder.name, procedure)
    for folder in folders_in([settings.SOP_DIR])
    for procedure in read_document(folder).procedures.values()
]
STEPS = [(*table, step) for table in TABLES for step in table[2].steps]


def flows(procedure):
    """Return the keys of its ways: "" is the whole table."""
    return ["", *(flow.key for flow in procedure.flows)]


def decides(procedure, flow):
    return any(procedure.step(number).decision for number in procedure.flow(flow).steps)


WAYS = [(court, document, table.key, flow) for court, document, table in TABLES
        for flow in flows(table)]  # fmt: skip
DECIDED = [(court, document, table.key, flow) for court, document, table in TABLES
           for flow in flows(table) if decides(table, flow)]  # fmt: skip
REFUSING = [(court, document, table.key, step.number) for court, document, table, step in STEPS
            if step.decision and step.decision.refuse]  # fmt: skip
ROUTED = [(court, document, table.key, step.number, index)
          for court, document, table, step in STEPS
          for index in range(len(step.routes))]  # fmt: skip
PRINTED = [
    ("pa-kota-madiun", "as-32", "permintaan-layanan"),
    ("pa-ternate", "as-29", "permintaan-layanan"),
    ("pa-payakumbuh", "as-29", "permintaan-layanan"),
    ("pa-banjarnegara", "as-24", "media-sosial"),
]


def test_walks_cover_all_tables_and_all_steps():
    assert (len(TABLES), len(STEPS)) == (25, 171)
    assert len(WAYS) > len(TABLES)
    assert len(REFUSING) == 6  # at disposition and at approval, in three courts
    assert len(ROUTED) == 2  # Ternate's publishing step 5


@pytest.mark.parametrize(("court", "document", "procedure", "flow"), WAYS)
def test_case_runs_from_its_first_step_to_its_last(court, document, procedure, flow):
    walker = Walker(court, document, procedure, flow).open()

    for stage in walker.stages:
        assert set(walker.waiting()) == set(stage)
        walker.stage(stage)

    case = walker.case
    case.refresh_from_db()
    done = case.tasks.filter(status="selesai")
    assert case.status == "selesai"
    assert not walker.waiting()
    assert set(done.values_list("step", flat=True)) == {n for s in walker.stages for n in s}
    assert not done.exclude(attempt=1).exists()
    assert not done.filter(capacity="").exists()
    assert verify(walker.court) is None
    look_at_what_deeds_left(walker, done.select_related("case__edition", "case__court", "role"))


def look_at_what_deeds_left(walker, done):
    """Each deed keeps words for page and paper, writes rows of its room, or decides."""
    for task in done.filter(route=""):
        found = deeds.of(task)
        names = (task.case.procedure_key, task.step, [deed.key for deed in found])
        left = deeds.told(task) or task.values or walker.written[task.pk] or task.outcome
        assert not found or left, names


@pytest.mark.parametrize(("court", "document", "procedure", "flow"), DECIDED)
def test_decision_sends_back_and_the_case_comes_again(court, document, procedure, flow):
    walker = Walker(court, document, procedure, flow).open()
    sent_back = []

    while waiting := walker.waiting():
        number = min(waiting)
        if walker.steps[number].decision and number not in sent_back:
            sent_back.append(number)
            send_back(walker, number)
        else:
            walker.stage([number])

    walker.case.refresh_from_db()
    assert walker.case.status == "selesai"
    assert walker.case.events.filter(kind="returned").count() == len(sent_back)
    assert verify(walker.court) is None


def send_back(walker, number):
    """Say "tidak" at the step, and look where the case is now and who reads why."""
    walker.do(number, outcome="kembali", reason=REASON)

    [again] = walker.waiting().values()
    page = walker.browser(walker.performer(again)).get(again.get_absolute_url()).content.decode()
    assert again.step == walker.goes_back_to(walker.steps[number])
    assert again.attempt > 1
    assert REASON in page


@pytest.mark.parametrize(("court", "document", "procedure", "number"), REFUSING)
def test_refusal_ends_the_request_and_the_requester_reads_why(court, document, procedure, number):
    walker = Walker(court, document, procedure, "").open()
    walker.reach(number)

    walker.do(number, outcome="tolak", refusal=REASON)

    walker.case.refresh_from_db()
    page = walker.browser("pegawai").get(walker.case.get_absolute_url()).content.decode()
    assert (walker.case.status, walker.case.closing_note) == ("ditolak", REASON)
    assert not walker.waiting()
    assert REASON in page


@pytest.mark.parametrize(("court", "document", "procedure", "number", "route"), ROUTED)
def test_routed_document_reaches_every_receiver_and_returns(
    court, document, procedure, number, route
):
    walker = Walker(court, document, procedure, "").open()
    walker.reach(number)
    label = walker.steps[number].routes[route].label

    walker.do(number, route=label)
    walker.do(number, outcome="kembali", reason=REASON)
    again = walker.waiting()[number]
    walker.do(number, route=label)
    walker.do(number, outcome="ya")

    assert (again.route, again.attempt) == ("", 2)
    assert set(walker.waiting()) == {number + 1}


@pytest.mark.parametrize(("court", "document", "procedure"), PRINTED)
def test_sheet_of_a_walked_step_can_be_printed(court, document, procedure):
    walker = Walker(court, document, procedure, "").open()
    for stage in walker.stages[:3]:
        walker.stage(stage)
    done = walker.case.tasks.filter(status="selesai").last()

    sheet = walker.browser(walker.performer(done)).get(
        reverse("reports:task_sheet", args=[done.pk])
    )

    assert (sheet.status_code, sheet["Content-Type"]) == (200, "application/pdf")
    assert sheet.content.startswith(b"%PDF-")
