"""What a step asks for before it and after it: tables of steps, work and sentences."""

from types import SimpleNamespace

import pytest

from sopti.sop.schema import Decision, Norm, Route, Step
from sopti.workflow import gates
from sopti.workflow.enums import TaskStatus

ROUTES = (Route(role="ketua", label="perhatian khusus"),)


def step(**words):
    return Step(
        number=2, activity="Memeriksa", role="ketua", confidence="high",
        norm=Norm(text="", kind="relative"), **words,
    )  # fmt: skip


def task(**words):
    return SimpleNamespace(**{"route": "", "outcome": "", "note": "", "result": ""} | words)


def done(output, *, status=TaskStatus.DONE, is_current=True):
    return SimpleNamespace(status=status, is_current=is_current, sop_step=step(output=output))


# ---------------------------------------------------------------------------------------- before
def test_required_document_is_the_newest_output_of_that_name():
    first, second = done("Daftar Klasifikasi"), done("Daftar  klasifikasi terverifikasi")

    assert gates.producer_of("daftar Klasifikasi", [first, second]) is second


@pytest.mark.parametrize(
    ("requires", "tasks"),
    [
        ("", [done("Daftar")]),
        ("Daftar", []),
        ("Daftar", [done("Disposisi")]),
        ("Daftar", [done("Daftar", status=TaskStatus.OPEN)]),
        ("Daftar", [done("Daftar", is_current=False)]),
    ],
)
def test_nothing_produced_the_required_document(requires, tasks):
    assert gates.producer_of(requires, tasks) is None


@pytest.mark.parametrize(
    ("requires", "confirmed", "produced", "reason"),
    [
        ("", False, None, None),
        ("Draft", True, None, None),
        ("Draft", False, done("Draft"), None),
        ("Draft", False, None, "Tandai bahwa kelengkapan sudah ada: Draft."),
    ],
)
def test_step_asks_for_its_input(requires, confirmed, produced, reason):
    found = gates.why_not_enter(step(requires=requires), confirmed=confirmed, produced=produced)

    assert found == reason


# ----------------------------------------------------------------------------------------- after
RETURN_WANTED = "Tulis alasan pengembalian. Pelaksana langkah sebelumnya membacanya."
REFUSE_WANTED = "Tulis alasan penolakan. Pemohon membacanya."
DECIDES = {"decision": Decision(no=1)}
REFUSES = {"decision": Decision(no=1, refuse=True)}


@pytest.mark.parametrize(
    ("words", "work", "reason"),
    [
        ({"output": "Laporan"}, {}, "Tuliskan hasilnya, atau lampirkan berkasnya: Laporan."),
        ({"output": "Laporan"}, {"result": "  "},
         "Tuliskan hasilnya, atau lampirkan berkasnya: Laporan."),
        ({"output": "Laporan"}, {"result": "Selesai."}, None),
        ({"form": "FM/AS/32/01"}, {}, None),  # its form was checked field by field
        (DECIDES, {}, "Pilih keputusan Anda."),
        (DECIDES, {"outcome": "ya"}, None),
        (DECIDES, {"outcome": "kembali"}, RETURN_WANTED),
        (DECIDES, {"outcome": "kembali", "note": " ab  "}, RETURN_WANTED),
        (DECIDES, {"outcome": "kembali", "note": "Kurang lengkap."}, None),
        (DECIDES, {"outcome": "tolak", "note": "Tidak ada anggaran."},
         "Langkah ini tidak dapat menolak; pilih kembalikan atau lanjutkan."),
        (REFUSES, {"outcome": "tolak"}, REFUSE_WANTED),
        (REFUSES, {"outcome": "tolak", "note": "Tidak ada anggaran."}, None),
        ({"routes": ROUTES}, {"result": "Konsep"}, "Pilih kepada siapa dokumen ini disampaikan."),
        ({"routes": ROUTES}, {"route": "perhatian khusus"}, "Pilih keputusan Anda."),  # receiver
        ({"routes": ROUTES}, {"route": "perhatian khusus", "outcome": "tolak", "note": "Tidak."},
         "Langkah ini tidak dapat menolak; pilih kembalikan atau lanjutkan."),
    ],
)  # fmt: skip
def test_step_asks_for_what_it_must_give(words, work, reason):
    assert gates.why_not_leave(step(**words), task(**work), route="", has_files=False) == reason


def test_files_are_a_result_too():
    assert gates.why_not_leave(step(), task(), route="", has_files=True) is None


def test_unknown_receiver_is_no_receiver():
    found = gates.why_not_leave(
        step(routes=ROUTES), task(result="Konsep"), route="siapa saja", has_files=False
    )

    assert found == "Pilih kepada siapa dokumen ini disampaikan."
