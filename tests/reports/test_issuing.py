"""Who gets a key, when, and that the same content never gets a second one."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sopti.core.errors import Refusal
from sopti.reports import actions
from sopti.reports.case_sheets import case_sheet
from sopti.reports.keys import LETTERS, grouped, key_in, new_key
from sopti.reports.models import Paper
from sopti.reports.pdf import render_pdf
from sopti.reports.task_sheets import UNMARKED, task_sheet
from sopti.workflow import actions as work
from sopti.workflow.models import Case, Task
from tests import make
from tests.reports import objects, reading
from tests.workflow.office import Office

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

SITE = "https://sopti.example"


@pytest.fixture
def office():
    return Office()


def fresh(task):
    return Task.objects.for_pages().get(pk=task.pk)


def mark_of(task):
    return task_sheet(fresh(task), at=objects.PRINTED).paper.mark


def case_mark_of(case):
    return case_sheet(Case.objects.for_pages().get(pk=case.pk), at=objects.PRINTED).paper.mark


def test_completing_a_step_issues_its_sheet_in_the_same_deed(office):
    case = office.open()

    task = office.do(case)

    paper = Paper.objects.get()
    assert (paper.task, paper.case, paper.court) == (task, case, office.court)
    assert (paper.title, paper.code) == ("Formulir Permintaan Layanan TI", "FM/AS/32/05")
    assert paper.number == f"{case.number}/1"
    assert paper.dated_on.isoformat() == "2026-11-16"
    assert paper.signers[-1] == {
        "name": "operator_ti satu",
        "capacity": task.capacity,
        "on": "2026-11-16",
    }
    assert len(paper.fingerprint) == 64


def test_a_step_that_is_refused_leaves_no_paper(office):
    case = office.open()

    with pytest.raises(Refusal):
        office.do(case, by=office.people["ketua"])

    assert not Paper.objects.exists()


def test_printing_again_shows_the_same_key_and_writes_nothing(office, settings):
    settings.SITE_ADDRESS = SITE
    task = office.do(office.open())

    marks = {mark_of(task) for _ in range(3)}

    assert len(marks) == 1
    assert Paper.objects.count() == 1


def test_a_second_attempt_is_another_paper_and_the_first_keeps_its_own(office):
    case = office.open()
    first = office.do(case)
    before = mark_of(first).key
    office.do(case, outcome="kembali", note="Nomor inventaris belum ditulis.")

    second = office.do(case)

    assert second.attempt == 2
    assert mark_of(first).key == before
    assert mark_of(second).key != before


def test_a_changed_content_has_no_key_until_it_is_issued_again(office):
    task = office.do(office.open(), result="Pencetak diterima.")
    first = Paper.objects.get()
    Task.objects.filter(pk=task.pk).update(result="Diubah di luar SOPTI.")

    assert mark_of(task) is None
    assert UNMARKED in task_sheet(fresh(task), at=objects.PRINTED).hints
    assert actions.issue_missing(at=make.MONDAY) == 0
    assert actions.issue_missing(at=make.MONDAY, also_changed=True) == 1

    assert mark_of(task).key not in {None, first.short_key}
    assert Paper.objects.filter(pk=first.pk).exists()


def test_a_closed_case_gets_a_key_and_a_running_one_has_none(office):
    case = office.open()
    office.do(case)
    assert case_mark_of(case) is None

    work.withdraw(
        case.pk, reason="Sudah menyala.", by=office.clerk, at=make.MONDAY + timedelta(hours=1)
    )

    paper = Paper.objects.get(task=None)
    assert paper.number == case.number
    assert paper.signers == []
    assert case_mark_of(case).key == paper.short_key


def test_the_last_step_issues_its_own_sheet_and_that_of_the_case(office):
    case = office.open()
    office.up_to(case, 9)

    last = office.do(case, 9)

    case.refresh_from_db()
    assert not case.is_running
    assert Paper.objects.filter(case=case).count() == 10
    assert mark_of(last)
    assert case_mark_of(case)


def test_old_sheets_get_a_key_by_command_once(office):
    case = objects.full_case()
    assert not Paper.objects.exists()

    said = [run() for _ in range(2)]

    assert said == ["5 lembar diberi kode pemeriksaan.", "0 lembar diberi kode pemeriksaan."]
    assert Paper.objects.filter(case=None).count() == 2  # the SOPs in force
    assert {mark_of(task).key for task in case.tasks.all()} == {
        paper.short_key for paper in Paper.objects.exclude(case=None)
    }


def run():
    out = StringIO()
    call_command("make_papers", stdout=out)
    return out.getvalue().strip()


def test_many_old_sheets_take_the_same_queries_as_one(office):
    objects.full_case(steps=(1,))
    few = queries_of_issuing()
    Paper.objects.all()._raw_delete(Paper.objects.db)  # noqa: SLF001 (rows that refuse to go)
    case = Case.objects.get()
    for step in (2, 4, 5, 6):
        done = objects.task(case, Task.objects.first().finished_by, step)
        objects.attachment(done, done.finished_by)

    assert queries_of_issuing() == few
    assert Paper.objects.count() == 5


def queries_of_issuing():
    with CaptureQueriesContext(connection) as seen:
        actions.issue_missing(at=make.MONDAY)
    return len(seen)


def test_an_issued_paper_is_never_changed(office):
    office.do(office.open())
    paper = Paper.objects.get()

    with pytest.raises(Refusal, match="tidak dapat diubah"):
        paper.save()
    with pytest.raises(Refusal, match="tidak dapat diubah"):
        paper.delete()


def test_keys_have_eight_letters_that_are_not_mistaken_for_others():
    keys = {new_key() for _ in range(500)}

    assert len(keys) == 500
    assert {len(key) for key in keys} == {8}
    assert not set("01OILU") & set(LETTERS)
    assert len(LETTERS) == 30


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("7K3M-Q2XF", "7K3MQ2XF"),
        (" 7k3m q2xf ", "7K3MQ2XF"),
        ("7k3mq2xf", "7K3MQ2XF"),
        ("7K3M\N{EN DASH}Q2XF", "7K3MQ2XF"),
        ("7K3M-Q2X", ""),
        ("7K3M-Q2XF2", ""),
        ("OK3M-Q2XF", ""),
        ("\x00" * 8, ""),
        ("\N{FULLWIDTH DIGIT TWO}" * 8, ""),
        ("7" * 5000, ""),
        ("", ""),
    ],
)
def test_a_key_is_read_however_it_is_typed(typed, key):
    assert key_in(typed) == key
    assert grouped("7K3MQ2XF") == "7K3M-Q2XF"


def test_the_paper_bears_key_place_fingerprint_and_what_it_is_not(office, settings):
    settings.SITE_ADDRESS = SITE
    task = office.do(office.open())
    paper = Paper.objects.get()

    sheet = task_sheet(fresh(task), at=objects.PRINTED)
    text = reading.words(render_pdf("reports/task_sheet.html", {"sheet": sheet}))

    groups = paper.fingerprint.upper()[:32]
    shown = " ".join(groups[at : at + 4] for at in range(0, 32, 4))
    assert paper.short_key in text
    assert "Periksa catatan dokumen ini di sopti.example/periksa" in text
    assert f"Sidik jari isi {shown}" in text
    assert "Bukan tanda tangan elektronik tersertifikasi." in text
    assert f"{task.document_number} · {paper.short_key} · catatan" in text
    assert sheet.paper.mark.qr is not None


def test_a_site_without_address_prints_the_key_in_words_and_no_code(office, settings):
    settings.SITE_ADDRESS = ""
    mark = mark_of(office.do(office.open()))

    assert mark.qr is None
    assert mark.place == "alamat SOPTI pengadilan ini, halaman /periksa"


def test_same_paper_of_a_court_keeps_its_key_and_another_content_gets_another():
    court = objects.court()
    told = {"title": "Laporan", "number": "1/LAP/2026", "dated_on": objects.PRINTED.date()}
    told |= {"signers": [], "at": objects.PRINTED}

    first = actions.issue_of_court(court, fingerprint="a" * 64, **told)
    again = actions.issue_of_court(court, fingerprint="a" * 64, **told)
    changed = actions.issue_of_court(court, fingerprint="b" * 64, **told)

    assert first == again
    assert changed.key != first.key
    assert Paper.objects.filter(case=None).count() == 2
