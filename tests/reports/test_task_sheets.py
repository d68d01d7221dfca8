"""The sheet of one step, in words and on paper."""

import pytest

from sopti.reports.pdf import render_pdf
from sopti.reports.task_sheets import task_sheet
from sopti.workflow.enums import Outcome
from sopti.workflow.models import Task
from tests import make
from tests.reports import objects, reading

pytestmark = pytest.mark.django_db


@pytest.fixture
def court():
    return objects.court()


@pytest.fixture
def kasubag(court):
    return objects.official(court)


@pytest.fixture
def case(court):
    return objects.case(objects.clerk(court))


def sheet_of(task):
    return task_sheet(task, at=objects.PRINTED)


def facts_of(task):
    return {fact.label: (fact.text, fact.notes) for fact in sheet_of(task).facts}


def words_of(task):
    return reading.words(render_pdf("reports/task_sheet.html", {"sheet": sheet_of(task)}))


def test_the_paper_shows_number_step_performer_letter_values_and_times(case, kasubag):
    objects.event(case, 1234, "Berkas dibuka.")
    task = objects.task(
        case,
        kasubag,
        8,
        capacity="Plh. Sekretaris",
        capacity_letter="1219/SEK.PA/KP.01/X/2026",
        outcome=Outcome.YES,
        values={
            "isi": "Disetujui memakai rol cadangan.",
            "biaya": 1250000.0,
            "batas": "2026-10-20",
        },
        note="Segera kerjakan.",
        paused_minutes=90,
    )
    objects.attachment(task, kasubag)

    text = words_of(task)

    for words in (
        "PENGADILAN AGAMA KOTA MADIUN",
        "DAFTAR PERSETUJUAN PELAYANAN TI",
        "Nomor: 147/TI.B/PA.Mdn/2026/8",
        "FM/AS/32/10",
        "SOP/AS/32",
        "B. PENANGANAN PERMINTAAN DAN PEMENUHAN LAYANAN TI",
        "Langkah 8 Memberikan persetujuan pelayanan Teknologi Informasi",
        "Bagus Prasetyo, S.Kom., Plh. Sekretaris",
        "surat perintah nomor 1219/SEK.PA/KP.01/X/2026",
        "15-10-2026 08.05 WIB",
        "15-10-2026 09.20",
        "15-10-2026 09.34",
        "1 jam 15 menit",
        "14 menit jeda menunggu pemohon 1 jam 30 menit",
        "Waktu baku hari ke-4 terpenuhi",
        "Kelengkapan Pertimbangan Pelayanan",
        "Disetujui memakai rol cadangan.",
        "1.250.000",
        "20 Oktober 2026",
        "Segera kerjakan.",
        "layar.png 1,2 MB C0FF EE12 C0FF",
        "Madiun, 15 Oktober 2026 Plh. Sekretaris, Surat perintah nomor 1219/SEK.PA/KP.01/X/2026",
        "NIP 19850716 201001 1 018",
        "147/TI.B/PA.Mdn/2026/8 · catatan 1234 9F3A 61C0 7B2E 44D8",
        "Halaman 1 dari 1 Dicetak 20-10-2026 09.44 WIB",
    ):
        assert words in text


@pytest.mark.parametrize(
    "folder", sorted(path.parent for path in make.SOPS.rglob("sop.toml")), ids=lambda f: f.name
)
def test_every_step_of_every_court_is_printed_word_for_word(folder):
    where = objects.court()
    by = objects.official(where)
    make.edition(where, folder.name, of=folder.parent.name)
    procedures = make.sop_body(folder.parent.name, folder.name).procedures

    for number, procedure in enumerate(procedures):
        case = objects.case(objects.clerk(where), number, procedure_key=procedure.key)
        for step in procedure.steps:
            sheet = sheet_of(objects.task(case, by, step.number))
            shown = [sheet.paper.heading, *(fact.text for fact in sheet.facts)]
            assert {word for word in (step.activity, step.requires, step.output) if word} <= {
                *shown
            }


def test_the_head_is_the_forms_title_or_else_the_steps_output(case, kasubag):
    form, plain = objects.task(case, kasubag, 2), objects.task(case, kasubag, 3)

    assert sheet_of(form).paper.heading == "Lembar Disposisi"
    assert sheet_of(form).paper.slip[0] == "FM/AS/32/06"
    assert sheet_of(plain).paper.heading == case.procedure.step(3).output
    assert sheet_of(plain).paper.slip[0] == "Langkah 3"


def test_a_title_that_is_only_proposed_says_so(case, kasubag):
    hints = sheet_of(objects.task(case, kasubag, 2)).hints

    assert hints[0] == "Judul dan isian formulir ini usulan; kodenya menurut SOP."


def test_a_second_attempt_says_so_and_the_first_that_it_was_redone(case, kasubag):
    first = objects.task(case, kasubag, is_current=False)
    second = objects.task(case, kasubag, attempt=2)

    assert sheet_of(first).hints[0] == "Langkah ini dikerjakan ulang sesudah lembar ini terbit."
    assert sheet_of(second).paper.under == (
        "Nomor: 147/TI.B/PA.Mdn/2026/3.2",
        "Pengerjaan ke-2",
    )


@pytest.mark.parametrize(
    ("outcome", "crossed", "label"),
    [
        (Outcome.YES, "Ya", "Catatan"),
        (Outcome.RETURN, "Dikembalikan ke langkah 7", "Alasan"),
        (Outcome.REFUSE, "Ditolak", "Alasan"),
    ],
)
def test_a_decision_crosses_one_box_of_all(case, kasubag, outcome, crossed, label):
    sheet = sheet_of(objects.task(case, kasubag, 8, outcome=outcome, note="Belum ada biaya."))

    assert [tick.word for tick in sheet.verdict] == ["Ya", "Dikembalikan ke langkah 7", "Ditolak"]
    assert [tick.word for tick in sheet.verdict if tick.is_on] == [crossed]
    assert (sheet.note_label, sheet.note) == (label, "Belum ada biaya.")


def test_a_step_without_decision_has_no_boxes(case, kasubag):
    assert sheet_of(objects.task(case, kasubag, 3)).verdict == ()


def test_a_head_who_decided_on_a_request_of_their_own_is_named_as_such(case, kasubag):
    task = objects.task(case, kasubag, 2, capacity="Ketua", own_request=True, outcome=Outcome.YES)

    assert facts_of(task)["Pelaksana"] == (
        "Bagus Prasetyo, S.Kom., Ketua",
        ("diputuskan atas permintaan sendiri karena tidak ada pemegang peran lain",),
    )


def test_a_required_document_says_where_it_came_from(case, kasubag):
    nowhere = objects.task(case, kasubag, 2)
    objects.task(case, kasubag, 1)
    made = objects.task(case, kasubag, 2, attempt=2)
    confirmed = objects.task(case, kasubag, 2, attempt=3, input_confirmed=True)

    assert [facts_of(task)["Kelengkapan"][1] for task in (nowhere, made, confirmed)] == [
        ("tidak dinyatakan oleh pelaksana",),
        ("dihasilkan langkah 1, nomor 147/TI.B/PA.Mdn/2026/1",),
        ("dinyatakan ada oleh pelaksana",),
    ]


def test_somebody_without_nip_signs_without_nip(case, court):
    task = objects.task(case, objects.official(court, "Joko Santoso", nip=""))

    assert sheet_of(task).signature.nip == ""
    assert "NIP" not in words_of(task)


def test_the_times_are_those_of_the_courts_own_zone(kasubag):
    ternate = objects.court(zone="Asia/Jayapura", town="Ternate")
    case = objects.case(objects.clerk(ternate))

    clock = sheet_of(objects.task(case, kasubag)).clock[0]

    assert (clock[0].text, clock[0].notes) == ("15-10-2026 10.05", ("WIT",))


def test_a_routed_step_says_to_whom_its_document_went():
    where = make.court()
    requester, editor = objects.clerk(where), objects.official(where, role="editor")
    make.edition(where, "publikasi-konten", of="pa-ternate")
    case = objects.case(requester, procedure_key=routed().key)
    step = next(one for one in case.procedure.steps if one.routes)
    label = step.routes[0].label
    first = objects.task(case, editor, step.number)
    objects.open_task(case, step.number, route=label, opened_at=first.finished_at)

    assert facts_of(first)["Diteruskan kepada"] == (label, ())


def routed():
    body = make.sop_body("pa-ternate", "publikasi-konten")
    return next(one for one in body.procedures if any(step.routes for step in one.steps))


def test_words_that_cannot_be_broken_stay_within_the_page(case, kasubag):
    endless = "x" * 2000
    task = objects.task(case, kasubag, 5, values={"catatan": endless}, note=endless, result=endless)
    objects.attachment(task, kasubag, name="y" * 150 + ".png")

    pages = reading.pages(render_pdf("reports/task_sheet.html", {"sheet": sheet_of(task)}))

    lines = [line for page in pages for line in page.splitlines()]
    assert max(len(line) for line in lines if "xxx" in line) < 100
    assert reading.letters("".join(lines)).count("x") >= 6000


def test_markup_in_what_people_wrote_is_only_text(case, kasubag):
    typed = "</td><img src='file:///etc/passwd'>{{ settings.SECRET_KEY }}"

    text = words_of(
        objects.task(case, kasubag, result=typed, values={"catatan": typed}, note=typed)
    )

    assert reading.letters(text).count(reading.letters(typed)) == 3


def test_a_court_may_lay_its_own_emblem_beside_the_data(case, kasubag, settings, tmp_path):
    task = objects.task(case, kasubag)
    without = sheet_of(task).paper.head.emblem
    settings.VAR_DIR = tmp_path
    (tmp_path / "emblems").mkdir()
    emblem = tmp_path / "emblems" / f"{case.court.key}.svg"
    emblem.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text>E</text></svg>'
    )

    sheet = sheet_of(task)

    assert (without, sheet.paper.head.emblem) == (None, emblem)
    assert render_pdf("reports/task_sheet.html", {"sheet": sheet}, emblem=emblem)


def test_a_sheet_takes_the_same_queries_with_one_file_and_with_three(
    case, kasubag, django_assert_num_queries
):
    task = objects.task(case, kasubag)
    objects.attachment(task, kasubag)
    sheet_of(task)

    for _ in range(2):
        with django_assert_num_queries(4):  # the record's head, the tasks, the files, the key
            sheet_of(task)
        objects.attachment(task, kasubag)
        objects.attachment(task, kasubag)
        objects.task(case, kasubag, attempt=2 + Task.objects.count())
