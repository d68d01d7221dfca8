"""The PDF of a report: its words in order, its marks, what it is anchored to; rendered twice."""

import hashlib
import io
import shutil
import subprocess

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.html import strip_tags
from PIL import Image
from pypdf import PdfReader

from sopti.reports.models import Paper
from sopti.reports.parts import fingerprint
from sopti.reports.periodic import actions, appendix, papers
from sopti.reports.periodic.layout import roman, set_table
from sopti.workflow.chapters import BAD, GOOD, Column, Photo, Table
from tests.reports import reading
from tests.reports.periodic import sample
from tests.reports.periodic.desk import THIRTIETH, acting


@pytest.fixture
def photo(monkeypatch):
    """A photo in the store, as a room keeps it, in the chapter of upkeep."""
    out = io.BytesIO()
    Image.new("RGB", (2400, 1800), "#357").save(out, "JPEG")
    kept = out.getvalue()
    name = default_storage.save("rooms/aki.jpg", ContentFile(kept))
    digest = hashlib.sha256(kept).hexdigest()
    made = Photo(file=name, sha256=digest, caption="Penggantian aki UPS, 7 November 2026")
    monkeypatch.setattr(sample, "PHOTOS", [made])
    return made


def in_reading_order(pdf):
    """Return the words as pdftotext reads them."""
    told = subprocess.run(
        [shutil.which("pdftotext"), "-", "-"], input=pdf, capture_output=True, check=True
    )
    return " ".join(told.stdout.decode().split())


def signed_by_an_acting_head(desk):
    acting(desk.ketua, "sekretaris")
    report = desk.draft()
    remark = {"remarks": {"upkeep": "Menunggu teknisi."}}
    actions.word(report.pk, remark, by=desk.kasubag, at=THIRTIETH)
    desk.checked(report)
    return actions.sign(report.pk, by=desk.ketua, at=THIRTIETH)


def in_turn(text, parts):
    """Return the parts that follow each other in the text, up to the first that does not."""
    found, place = [], 0
    for part in parts:
        place = text.find(part, place)
        if place < 0:
            break
        found.append(part)
    return found


def test_the_signed_report_reads_in_order_and_tells_number_key_and_anchor(desk, settings, photo):
    settings.SITE_ADDRESS = "https://sopti.example"
    signed = signed_by_an_acting_head(desk)

    pdf = papers.make_pdf(signed, at=THIRTIETH)

    paper = Paper.objects.get(pk=signed.paper_id)
    anchor = f"catatan {signed.anchor['sequence']} {fingerprint(signed.anchor['mac'])}"
    parts = [
        "LAPORAN BULANAN PENGELOLAAN TEKNOLOGI INFORMASI", "Bulan November 2026",
        f"Nomor {signed.number}", "permintaan layanan masuk, 17 selesai",
        "Dari 31 pekerjaan terencana", "Dasar hukum", "Waktu",
        "Rencana dan realisasi tiap bagian", "Permintaan layanan TI November 2026",
        "Menunggu teknisi.", "Dua permintaan jaringan lewat norma", "Demikian laporan ini",
        "Diperiksa oleh", "Plh. Sekretaris", "Surat perintah nomor 88/KPA/SPT/2026",
        paper.short_key, "Mengetahui", "Ketua,", "Penggantian aki UPS, 7 November 2026",
    ]  # fmt: skip
    text = in_reading_order(pdf)
    assert in_turn(text, parts) == parts
    assert "Dibuat di Madiun, 30 November 2026" in text
    assert anchor in reading.words(pdf)
    catalogue = PdfReader(io.BytesIO(pdf)).trailer["/Root"]
    assert (catalogue["/MarkInfo"]["/Marked"], catalogue["/Lang"]) == (True, "id")
    assert reading.fonts(pdf)[1]


def test_anybody_with_the_paper_may_check_it(desk, client):
    signed = signed_by_an_acting_head(desk)

    page = client.get(f"/periksa/{signed.paper.short_key}/").content.decode()

    told = " ".join(strip_tags(page).split())
    assert "Laporan Bulanan Pengelolaan Teknologi Informasi Bulan November 2026" in told
    assert "kasubag_ptip satu, sebagai Kasubag PTIP, 30 November 2026" in told
    assert "ketua satu, sebagai Plh. Sekretaris, 30 November 2026" in told
    assert fingerprint(signed.digest, groups=8) in told


def test_a_draft_says_that_it_is_one_and_names_a_lost_photo(desk, photo):
    report = desk.draft()
    default_storage.delete(report.told.photos[0].file)

    text = reading.words(papers.make_pdf(report, at=THIRTIETH))

    assert "Konsep, belum disahkan" in text
    assert "Foto ini tidak ada lagi di penyimpanan." in text
    assert "Laporan mendapat nomor dan kode pemeriksaan sesudah disahkan." in text


def test_photos_are_kept_small_and_outlive_the_rooms_own(desk, photo):
    signed = desk.signed()
    default_storage.delete(photo.file)

    kept = appendix.path_of(papers.content_of(signed, on=THIRTIETH.date()).photos[0])

    with Image.open(kept) as picture:
        assert (picture.format, picture.size) == ("JPEG", (900, 675))


def test_a_photo_that_is_not_what_was_signed_is_not_shown(desk, photo):
    signed = desk.signed()
    shown = papers.content_of(signed, on=THIRTIETH.date()).photos[0]
    with default_storage.open(shown.file, "wb") as file:
        file.write(b"another picture")

    assert appendix.path_of(shown) is None


# ------------------------------------------------------------------------------------ the layout
def test_states_become_marks_with_words():
    table = Table(
        caption="Contoh",
        columns=(Column(head="Bagian"), Column(head="Sesuai", kind="state")),
        rows=(("Server", f"{GOOD}ya"), ("UPS", f"{BAD}kurang 1"), ("Router", "tidak dinilai")),
    )

    cells = [row[1] for row in set_table(table, 1).rows]

    assert [(cell.tone, cell.text) for cell in cells] == [
        ("ok", "ya"),
        ("late", "kurang 1"),
        ("", "tidak dinilai"),
    ]


@pytest.mark.parametrize("columns", [1, 2, 5, 9])
def test_the_columns_of_any_table_fill_the_page_exactly(columns):
    kinds = ("text", "number", "state")
    table = Table(
        caption="Contoh",
        columns=tuple(Column(head=f"Kolom {n}", kind=kinds[n % 3]) for n in range(columns)),
        rows=(tuple("Kata yang agak panjang" * (n % 2) for n in range(columns)),),
    )

    widths = [head.width for head in set_table(table, 1).heads]

    assert sum(widths) == 100
    assert min(widths) >= 1


def test_parts_are_numbered_in_roman():
    assert [roman(number) for number in (1, 4, 9, 14, 18, 21)] == [
        "I", "IV", "IX", "XIV", "XVIII", "XXI",
    ]  # fmt: skip
