"""The SOP on paper: every cell of the text, in reading order, with the drawing in its table."""

import io
import subprocess

import pytest
from django.urls import reverse
from pypdf import PdfReader

from sopti.people.models import Court
from sopti.reports.models import Paper
from sopti.reports.sop_paper.issuing import issue_editions
from sopti.reports.sop_paper.setting import sop_pdf
from sopti.sop import actions as sop_actions
from sopti.workflow import actions
from tests import make
from tests.reports import objects, reading

pytestmark = pytest.mark.django_db

DOCUMENTS = sorted((path.parent.name, path.name) for path in make.SOPS.glob("*/*"))
PAGES = {"as-24": 5, "as-32": 9, "pemeliharaan-website": 2, "publikasi-konten": 2}


def edition_of(court, document, *, in_force=True):
    here = Court.objects.filter(key=court).first() or objects.court(key=court)
    draft = make.edition(here, document, of=court, in_force=False)
    return actions.put_in_force(draft.pk, by=None, at=make.MONDAY) if in_force else draft


def reader(pdf):
    return PdfReader(io.BytesIO(pdf))


def in_reading_order(pdf, tmp_path):
    """The words as they follow each other in the file, without white space."""
    file = tmp_path / "sop.pdf"
    file.write_bytes(pdf)
    command = ["pdftotext", "-raw", "-enc", "UTF-8", file, "-"]
    done = subprocess.run(command, capture_output=True, check=True)
    return reading.letters(done.stdout.decode())


def identity_words(body):
    lists = (
        body.legal_basis, body.qualifications, body.related,
        body.equipment, body.warning, body.records,
    )  # fmt: skip
    given = (body.number, body.created, body.revised, body.effective)
    approved = body.approved_by
    return [*given, approved.title, approved.name, approved.nip, body.title, *sum(lists, ())]


def procedure_words(procedure):
    heads, standard = procedure.heads, []
    title = f"{procedure.letter}. {procedure.title}" if procedure.letter else procedure.title
    lanes = [procedure.head(lane.role) for lane in procedure.lanes]
    above = [heads.number, heads.activity, heads.performers, heads.standard, heads.remark]
    for step in procedure.steps:
        standard += [str(step.number), step.activity, step.requires, step.norm.text]
        standard += [step.output, step.remark]
    columns = [heads.requires, heads.norm, heads.output]
    return [title, *above, *lanes, *columns, *standard, procedure.stated_total]


def missing(words, text):
    """What does not stand in the text behind the words before it."""
    at, lost = 0, []
    for word in (reading.letters(word) for word in words):
        found = text.find(word, at)
        at = found + len(word) if found >= 0 else at
        lost += [word] * (found < 0)
    return lost


@pytest.mark.parametrize(("court", "document"), DOCUMENTS)
def test_every_cell_of_the_text_is_on_paper_in_reading_order(court, document, tmp_path):
    edition = edition_of(court, document)
    papers = Paper.objects.count()

    pdf = sop_pdf(edition, paper="a4", at=objects.PRINTED)

    text = in_reading_order(pdf, tmp_path)
    tables = [word for one in edition.sop.procedures for word in procedure_words(one)]
    assert missing([*identity_words(edition.sop), *tables], text) == []
    assert Paper.objects.get().short_key in text
    assert "RANCANGAN" not in text
    assert len(reader(pdf).pages) == PAGES.get(document, len(edition.sop.procedures) + 1)
    assert_is_accessible(pdf)
    assert Paper.objects.count() == papers == 1


def assert_is_accessible(pdf):
    names, inside = reading.fonts(pdf)
    assert inside
    assert {name.rpartition("+")[2].partition("-")[0] for name in names} == {"Arimo", "Bonum"}
    root = reader(pdf).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "id"
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()


def test_a_draft_says_that_it_is_one_and_has_no_key(tmp_path):
    draft = edition_of("pa-kota-madiun", "as-32", in_force=False)
    procedure = draft.sop.procedure("permintaan-layanan")

    pdf = sop_pdf(draft, paper="f4", at=objects.PRINTED, procedure=procedure)

    text = in_reading_order(pdf, tmp_path)
    assert "RANCANGAN:belumdiberlakukanKetua" in text
    assert "4?" in text
    assert text.index("yatolaktidak") > text.index("ditindaklanjuti")  # the drawing after the table
    assert Paper.objects.count() == 0
    assert [round(float(side)) for side in page_size(pdf)] == [935, 609]


def page_size(pdf):
    return reader(pdf).pages[0].mediabox[2:]


def test_putting_into_force_issues_the_paper_once(client):
    edition = edition_of("pa-banjarnegara", "as-24")

    issue_editions(at=make.MONDAY)
    paper = Paper.objects.get()
    page = client.get(reverse("reports:check_key", args=[paper.short_key])).content.decode()

    assert (paper.number, paper.fingerprint) == ("SOP/AS/24, edisi 1", edition.fingerprint)
    assert "SOP/AS/24, edisi 1" in page


def test_editions_from_before_papers_had_keys_get_theirs():
    court = objects.court()
    make.edition(court)

    assert (issue_editions(at=make.MONDAY), issue_editions(at=make.MONDAY)) == (1, 0)


def test_who_put_it_into_force_is_named_with_capacity():
    court = objects.court(key="pa-kota-madiun")
    ketua = objects.official(court, name="Drs. Ahmad", role="ketua")
    draft = make.edition(court, in_force=False)

    actions.put_in_force(draft.pk, by=ketua, at=make.MONDAY)

    signers = Paper.objects.get().signers
    assert [(sign["name"], sign["capacity"]) for sign in signers] == [("Drs. Ahmad", "Ketua")]


def test_one_procedure_is_sent_and_changes_nothing(client):
    court = objects.court()
    make.edition(court)
    client.force_login(objects.official(court))

    address = reverse("reports:procedure", args=["as-32", "jaringan-internet"])
    answer = client.get(address, {"kertas": "folio"})

    assert address == "/sop/as-32/jaringan-internet/prosedur.pdf"
    assert answer["Content-Type"] == "application/pdf"
    assert len(reader(answer.content).pages) == 1
    assert Paper.objects.count() == 0


@pytest.mark.parametrize("document", ["as-32", "tidak-ada"])
def test_the_sop_of_another_court_is_not_there(client, document):
    make.edition(objects.court())
    client.force_login(objects.official(make.court()))

    assert client.get(reverse("reports:sop", args=[document])).status_code == 404


def test_the_list_of_changes_is_paper_too_and_says_who_settled(client, tmp_path):
    court = objects.court()
    edition = make.edition(court)
    ketua = objects.official(court, name="Drs. Ahmad", role="ketua")
    choice = sop_actions.Performer("permintaan-layanan", 7, "kasubag_ptip", "Tidak ada Kabag.")
    sop_actions.correct_role(edition.pk, choice, by=ketua, at=make.MONDAY)
    client.force_login(ketua)

    answer = client.get(reverse("reports:sop_review", args=["as-32"]), {"dari": 1, "ke": 2})

    words = [
        "DAFTAR REVIU SOP", "Edisi 1 menjadi edisi 2", "SOP semula", "SOP menjadi", "Keterangan",
        "B, langkah 7: Pelaksana", "Kabag Perencanaan dan Kepegawaian", "Kasub Bag Kepeg dan TI",
        "Diubah. Ditetapkan Drs. Ahmad", "Tidak ada Kabag.", "Ketua,", "Drs. Ahmad",
    ]  # fmt: skip
    assert missing(words, in_reading_order(answer.content, tmp_path)) == []
