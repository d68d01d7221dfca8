"""The papers of a request: each court's own, filled in and blank."""

import pytest
from django.urls import reverse

from requests.enums import Category, Urgency
from sopti.core.errors import Refusal
from sopti.reports import contents
from sopti.reports.blank_forms import PLAIN_FORM, blank_form
from sopti.reports.marks import qr_code
from sopti.reports.pdf import render_pdf
from sopti.reports.task_sheets import task_sheet
from sopti.workflow.enums import Outcome
from sopti.workflow.models import Attachment
from tests import make
from tests.reports import objects, reading

pytestmark = pytest.mark.django_db

ASKED = {
    "nomor": "147/TI.B/PA.Mdn/2026",
    "tanggal": "2026-10-12",
    "pemohon": "Nur Laila Hidayati, S.H.I.",
    "unit": "Kepaniteraan Gugatan",
    "jenis": "Perangkat keras (komputer, pencetak, pemindai)",
    "perangkat": "Pencetak laser, loket PTSP 2",
    "uraian": "Pencetak berbunyi dan berhenti.",
    "urgensi": "Pekerjaan terganggu",
}
DISPOSED = {
    "nomor_agenda": "147/TI.B/PA.Mdn/2026",
    "surat_dari": "Nur Laila Hidayati, S.H.I.",
    "diterima": "2026-10-12",
    "hal": "Pencetak loket PTSP 2 tidak menarik kertas",
    "sifat": "Segera",
    "diteruskan": ["Sekretaris"],
    "harap": ["Proses lebih lanjut"],
    "catatan": "Pinjamkan pencetak cadangan dulu.",
}
SIX = [
    (1, "FM/AS/32/05", "FORMULIR PERMINTAAN LAYANAN TI"),
    (2, "FM/AS/32/06", "LEMBAR DISPOSISI"),
    (4, "FM/AS/32/07", "DAFTAR KLASIFIKASI PERMINTAAN LAYANAN TI"),
    (6, "FM/AS/32/08", "DAFTAR PRIORITAS LAYANAN TI"),
    (7, "FM/AS/32/09", "PERTIMBANGAN PELAYANAN"),
    (8, "FM/AS/32/10", "DAFTAR PERSETUJUAN PELAYANAN TI"),
]


@pytest.fixture
def court():
    return objects.court()


@pytest.fixture
def kasubag(court):
    return objects.official(court)


@pytest.fixture
def case(court):
    asks = objects.clerk(court, nip="198702212012122001", position="Panitera Pengganti")
    return objects.case(asks)


def words_of(sheet):
    return reading.words(render_pdf(sheet.template, {"sheet": sheet}))


def sheet_of(task):
    return task_sheet(task, at=objects.PRINTED)


@pytest.mark.parametrize(("step", "code", "title"), SIX, ids=lambda value: str(value)[-2:])
def test_the_six_papers_of_madiun_bear_its_codes_and_titles(case, kasubag, step, code, title):
    text = words_of(sheet_of(objects.task(case, kasubag, step)))

    assert code in text
    assert title in text


@pytest.mark.parametrize(("of", "document"), [("pa-ternate", "as-29"), ("pa-payakumbuh", "as-29")])
def test_courts_without_codes_print_by_the_name_of_the_output(of, document):
    where = objects.court()
    by = objects.official(where)
    edition = make.edition(where, document, of=of)
    table = next(one for one in edition.sop.procedures if one.section == "service_request")
    case = objects.case(objects.clerk(where), procedure_key=table.key)

    for step in table.steps:
        sheet = sheet_of(objects.task(case, by, step.number))
        assert sheet.template == "reports/task_sheet.html"
        assert sheet.paper.heading == step.output
        assert sheet.paper.slip[0] == f"Langkah {step.number}"


def test_the_request_shows_who_asks_what_for_and_who_received_it(case, kasubag):
    task = objects.task(case, kasubag, 1, values=ASKED, capacity="Operator/Admin")

    text = words_of(sheet_of(task))

    for words in (
        "A PEMOHON",
        "Nama Nur Laila Hidayati, S.H.I. Tanggal 12 Oktober 2026",
        "NIP 19870221 201212 2 001 Unit kerja Kepaniteraan Gugatan",
        "Jabatan Panitera Pengganti",
        "B LAYANAN YANG DIMINTA",
        "Pencetak laser, loket PTSP 2",
        "Perihal Pencetak loket PTSP 2 tidak menarik kertas",
        "Pencetak berbunyi dan berhenti.",
        "Jangan menuliskan nama atau data pihak berperkara",
        "C PENERIMAAN (DIISI PETUGAS)",
        "Nomor register 147/TI.B/PA.Mdn/2026 Diterima 15-10-2026 09.34 WIB",
        "oleh pemohon sendiri",
        "Madiun, 12 Oktober 2026 Pemohon,",
        "Diterima, 15 Oktober 2026 Operator/Admin,",
    ):
        assert words in text
    assert "Halaman 1 dari 1" in text


def test_the_boxes_of_the_request_are_those_that_were_chosen(case, kasubag):
    sheet = sheet_of(objects.task(case, kasubag, 1, values=ASKED))

    service = sheet.request.sections[1].blocks[0]
    ticked = {
        line[0].label: [tick.word for tick in line[0].ticks if tick.is_on]
        for line in service.lines
        if line[0].ticks
    }
    assert ticked == {
        "Jenis layanan": [ASKED["jenis"]],
        "Urgensi menurut pemohon": [ASKED["urgensi"]],
    }


def test_a_field_that_the_layout_does_not_know_is_printed_all_the_same(case, kasubag):
    values = ASKED | {"nomor_inventaris": "3.10.02.03.003"}
    disposed = DISPOSED | {"tembusan": "Panitera Muda Hukum"}

    asked = words_of(sheet_of(objects.task(case, kasubag, 1, values=values)))
    decided = words_of(sheet_of(objects.task(case, kasubag, 2, values=disposed)))

    assert asked.index("C PENERIMAAN") < asked.index("Nomor inventaris 3.10.02.03.003")
    assert "Tembusan Panitera Muda Hukum" in decided


def test_files_that_came_later_are_not_on_the_request(case, kasubag):
    task = objects.task(case, kasubag, 1, values=ASKED)
    for name, at in (("layar.png", objects.at(12, 9, 45)), ("nota.pdf", objects.at(16, 9, 0))):
        Attachment.objects.create(
            case=case, file="x", name=name, content_type="image/png", size=1, sha256="c0" * 32,
            added_by=kasubag, added_at=at,
        )  # fmt: skip

    text = words_of(sheet_of(task))

    assert "Lampiran layar.png" in text
    assert "nota.pdf" not in text


def test_the_position_of_the_applicant_belongs_to_the_fingerprint_of_the_request_alone(
    case, kasubag
):
    request, other = objects.task(case, kasubag, 1), objects.task(case, kasubag, 3)
    before = [contents.task_fingerprint(task, []) for task in (request, other)]

    for task in (request, other):
        task.case.requester.position = "Panitera Muda Hukum"

    after = [contents.task_fingerprint(task, []) for task in (request, other)]
    assert [one == two for one, two in zip(before, after, strict=True)] == [False, True]


@pytest.mark.parametrize(
    ("outcome", "note"), [(Outcome.YES, ""), (Outcome.RETURN, "Belum ada nomor inventaris.")]
)
def test_the_disposition_is_half_a_sheet_with_boxes_note_and_decision(case, kasubag, outcome, note):
    task = objects.task(
        case,
        kasubag,
        2,
        values=DISPOSED,
        outcome=outcome,
        note=note,
        capacity="Plh. Ketua",
        capacity_letter="1203/KPA/KP.01/X/2026",
    )
    sheet = sheet_of(task)

    text = words_of(sheet)

    for words in (
        "LEMBAR DISPOSISI",
        "Surat dari Nur Laila Hidayati, S.H.I.",
        "Nomor surat 147/TI.B/PA.Mdn/2026",
        "Tanggal surat 12 Oktober 2026",
        "Diteruskan kepada",
        "Dengan hormat harap",
        "Pinjamkan pencetak cadangan dulu.",
        "Penerusan dari Kepada Tanggal Paraf",
        "Plh. Ketua, Surat perintah nomor 1203/KPA/KP.01/X/2026",
        "Halaman 1 dari 1",
        note,
    ):
        assert words in text
    assert [tick.word for tick in sheet.disposition.forwarded.ticks if tick.is_on] == ["Sekretaris"]
    decided = sheet.disposition.right.lines[-1][0]
    assert [tick.is_on for tick in decided.ticks].index(True) == (outcome != Outcome.YES)


# ------------------------------------------------------------------------------------------ blank
@pytest.mark.parametrize(
    ("of", "document", "slip"),
    [
        ("pa-kota-madiun", "as-32", "FM/AS/32/05"),
        ("pa-ternate", "as-29", "Formulir"),
        ("pa-payakumbuh", "as-29", "Formulir"),
    ],
)
def test_a_blank_form_is_one_page_with_room_and_the_way_into_sopti(of, document, slip, settings):
    settings.SITE_ADDRESS = "https://sopti.example"
    where = objects.court()
    clerk = objects.clerk(where)
    make.edition(where, document, of=of)

    sheet = blank_form(clerk, at=objects.PRINTED)

    text = words_of(sheet)
    assert sheet.paper.slip[0] == slip
    assert "FORMULIR PERMINTAAN LAYANAN TI" in text
    assert "Jenis layanan" in text
    assert "Jaringan dan internet" in text
    assert "Petugas memasukkan formulir ini di sopti.example/permintaan/baru/" in text
    assert "Halaman 1 dari 1" in text
    assert clerk.full_name not in text
    assert sheet.way.qr == qr_code("https://sopti.example/permintaan/baru/")


def test_a_blank_form_of_a_site_without_address_tells_the_way_in_words(court, case, settings):
    settings.SITE_ADDRESS = ""

    way = blank_form(case.requester, at=objects.PRINTED).way

    assert (way.qr, way.place) == (None, "SOPTI, menu Ajukan permintaan")


def test_a_court_without_a_table_of_requests_has_no_blank_form():
    where = objects.court()
    make.edition(where, "as-24", of="pa-banjarnegara")

    with pytest.raises(Refusal, match="tidak memuat tabel permintaan"):
        blank_form(objects.clerk(where), at=objects.PRINTED)


def test_the_plain_form_uses_the_words_of_the_page():
    options = {field.key: field.options for field in PLAIN_FORM.fields}

    assert options["jenis"] == tuple(Category.labels)
    assert options["urgensi"] == tuple(Urgency.labels)


def test_the_blank_form_is_for_people_of_the_court_and_is_linked_where_one_asks(client, case):
    address = reverse("reports:blank_form")
    assert address == "/permintaan/formulir-kosong.pdf"
    assert client.get(address).status_code == 302

    client.force_login(case.requester)

    answer = client.get(address)
    assert answer["Content-Type"] == "application/pdf"
    assert "formulir-permintaan-kosong.pdf" in answer["Content-Disposition"]
    assert address in client.get(reverse("requests:new")).content.decode()
