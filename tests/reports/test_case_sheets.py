"""The paper of a whole case."""

import pytest

from requests.enums import Category, Urgency
from requests.models import ServiceRequest
from sopti.reports.case_sheets import RecordLine, case_sheet
from sopti.reports.pdf import render_pdf
from sopti.workflow.enums import CaseStatus, Outcome
from sopti.workflow.models import Case
from tests.reports import objects, reading

pytestmark = pytest.mark.django_db
SHEETS = ("form.css", "case.css")


def sheet_of(case):
    return case_sheet(Case.objects.for_pages().get(pk=case.pk), at=objects.PRINTED)


def test_the_paper_shows_facts_steps_answers_files_and_record():
    case = objects.full_case()

    text = reading.words(
        render_pdf("reports/case_sheet.html", {"sheet": sheet_of(case)}, sheets=SHEETS)
    )

    for words in (
        "Berkas nomor 147/TI.B/PA.Mdn/2026",
        "Perihal Pencetak loket PTSP 2 tidak menarik kertas",
        "Pemohon Nur Laila Hidayati, S.H.I., Kepaniteraan Gugatan",
        "Dibuka 12-10-2026 09.42 WIB",
        "Keadaan Berjalan",
        "Sejak pukul 09.10 pencetak berbunyi dan berhenti.",
        "Waktu Hari ke",
        "Meneliti permintaan layanan Teknologi Informasi",
        "Bagus Prasetyo, S.Kom., Kasubag PTIP",
        "Belum sampai",
        "Langkah 3: Dokumen Permintaan Layanan TI telah diterima dan diperiksa bagian TI",
        "Hasil langkah 3.",
        "Nomor inventaris pencetaknya berapa?",
        "3.10.02.03.003 / NUP 14",
        "foto-2.png",
        "1002 15-10-2026 09.34 Langkah 2 selesai oleh Bagus Prasetyo, S.Kom.",
        f"sampai nomor 1003, sidik jari {' '.join(['9F3A 61C0 7B2E 44D8'] * 4)}.",
    ):
        assert words in text


def test_what_the_room_knows_of_the_case_stands_among_the_facts():
    case = objects.full_case(steps=())
    without = sheet_of(case).facts
    ServiceRequest.objects.create(case=case, category=Category.SIPP, urgency=Urgency.STOPPED)

    added = [fact for fact in sheet_of(case).facts if fact not in without]

    assert ("Jenis layanan", "SIPP dan aplikasi perkara") in [(f.label, f.text) for f in added]


def test_attempts_stand_one_after_the_other_and_the_undone_is_marked():
    case = objects.full_case(steps=())
    by = objects.official(case.court)
    objects.task(case, by, 7, is_current=False)
    objects.task(case, by, 8, outcome=Outcome.RETURN, note="Belum ada biaya.", is_current=False)
    objects.task(case, by, 7, attempt=2, opened_at=objects.at(16, 8))

    sheet = sheet_of(case)

    assert [
        (row.number, row.paper[-3:], row.outcome, row.is_history) for row in sheet.rows[:3]
    ] == [
        (7, "6/7", "Selesai", True),
        (7, "7.2", "Selesai", False),
        (8, "6/8", "Dikembalikan ke langkah 7", True),
    ]
    assert sheet.rows[1].notes == ("pengerjaan ke-2",)
    assert sheet.has_history


def test_a_refused_case_says_why_and_which_steps_it_never_took():
    case = objects.full_case(
        steps=(1,),
        status=CaseStatus.REFUSED,
        closed_at=objects.at(16, 8),
        closing_note="Bukan urusan TI.",
    )

    sheet = sheet_of(case)

    status = next(fact for fact in sheet.facts if fact.label == "Keadaan")
    assert (status.text, status.notes) == ("Ditolak, 16-10-2026 08.00 WIB", ("Bukan urusan TI.",))
    assert {row.outcome for row in sheet.rows[1:]} == {"Tidak ditempuh"}


def test_a_routine_case_was_opened_by_the_calendar():
    case = objects.full_case(steps=())
    routine = objects.case(case.requester, 148)
    Case.objects.filter(pk=routine.pk).update(requester=None, filed_by=None, period="2026-11")
    routine.refresh_from_db()

    facts = {fact.label: fact.text for fact in sheet_of(routine).facts}

    assert facts["Pemohon"] == "dibuka menurut jadwal"


def test_an_open_question_and_an_open_step_are_shown_as_such():
    case = objects.full_case(steps=())
    by = objects.official(case.court)
    task = objects.open_task(case, 1)
    asked = objects.question(task, by, case.requester)
    asked.answered_by = asked.answered_at = None
    asked.answer = ""
    asked.save()

    sheet = sheet_of(case)

    assert (sheet.exchanges[0].answered, sheet.exchanges[0].answer) == ("Belum dijawab", "")
    assert (sheet.rows[0].moments, sheet.rows[0].outcome) == (("15-10-2026 08.05",), "Menunggu")


def test_only_the_cases_own_lines_of_the_record_are_shown():
    case = objects.full_case(steps=(1,))
    other = objects.case(case.requester, 148)
    objects.event(other, 2000, "Bukan berkas ini.")

    sheet = sheet_of(case)

    line = RecordLine("1001", "15-10-2026 09.34", "Langkah 1 selesai oleh Bagus Prasetyo, S.Kom..")
    assert sheet.lines == (line,)
    assert sheet.sealed_until == "2000"


def test_long_texts_go_over_pages_that_are_counted():
    case = objects.full_case(steps=())
    by = objects.official(case.court)
    for step in range(1, 10):
        objects.task(case, by, step, result="Uraian yang panjang sekali. " * 60, attempt=2)

    pages = reading.pages(
        render_pdf("reports/case_sheet.html", {"sheet": sheet_of(case)}, sheets=SHEETS)
    )

    assert len(pages) >= 3
    assert all(f"Halaman {n} dari {len(pages)}" in page for n, page in enumerate(pages, 1))


def test_a_case_takes_the_same_queries_with_one_step_and_with_nine(django_assert_num_queries):
    small = objects.full_case(steps=(1,))
    sheet_of(small)
    with django_assert_num_queries(9) as few:
        sheet_of(small)

    large = objects.full_case(steps=range(1, 10), number=148)

    with django_assert_num_queries(len(few)):
        sheet_of(large)
