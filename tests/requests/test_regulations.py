"""The library of regulations: its seed, its links, its files, and what is found."""

import io
import tomllib
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from requests.regulations import actions, reading
from requests.regulations.enums import LinkKind, Standing, TextState
from requests.regulations.finding import found_regulations
from requests.regulations.models import Regulation, RegulationFile, RegulationLink
from requests.regulations.seed import fill, job, seeds
from sopti.core.errors import Refusal
from sopti.reports.pdf import render_pdf
from tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

LIBRARY = reverse("requests:regulations")


@pytest.fixture
def keeper():
    return make.user("operator_ti", court=make.court("pa-kota-madiun"))


def told(number="Nomor 3 Tahun 2025", **words):
    usual = {"kind": "perma", "title": "Sidang elektronik", "year": 2025, "issued_on": None}
    return {
        **usual,
        "number": number,
        "summary": "Panggilan dikirim lewat surat tercatat.",
        **words,
    }


def added(by, number="Nomor 3 Tahun 2025", **words):
    return actions.add_regulation(told(number, **words), by=by, at=make.MONDAY)


def linked(newer, older, by, kind=LinkKind.AMENDS):
    return actions.link(newer.pk, older.pk, kind=kind, by=by, at=make.MONDAY)


def standing(regulation):
    return Regulation.objects.with_standing().get(pk=regulation.pk).standing


def numbers(user, **chosen):
    return [one.number for one in found_regulations(user, chosen)]


# ------------------------------------------------------------------------------------- the seed
def test_every_citation_is_what_a_sop_wrote_and_every_law_of_a_sop_is_there():
    written = {}
    for path in Path(make.SOPS).glob("*/*/sop.toml"):
        body = tomllib.loads(path.read_text(encoding="utf-8"))
        written.setdefault((body["court"], body["number"]), set()).update(body["legal_basis"])

    cited = {}
    for seed in seeds():
        for cite in seed.cites:
            cited.setdefault((cite.court, cite.document), set()).add(cite.words)

    assert set(cited) <= set(written)
    assert {document: written[document] for document in cited} == cited


def test_seed_corrects_the_law_that_banjarnegara_misnumbers_beside_its_words():
    court = make.court("pa-banjarnegara")

    fill(court, at=make.MONDAY)
    fill(court, at=make.MONDAY)

    second = court.regulations.get(number="Nomor 1 Tahun 2024")
    cite = second.citations.get()
    assert "Nomor 11 Tahun 2024" in cite.words
    assert "bukan Nomor 11 Tahun 2024" in cite.why
    assert court.regulations.count() == len(seeds())
    first = court.regulations.get(number="Nomor 11 Tahun 2008")
    assert (standing(first), standing(second)) == (Standing.AMENDED, Standing.IN_FORCE)


def test_worker_fills_the_library_of_a_court_that_came_later_once(keeper):
    assert job(make.MONDAY) == "1 pustaka peraturan diisi"

    assert job(make.MONDAY) == ""


# ----------------------------------------------------------------------------------------- links
def test_revocation_is_read_from_both_ends_and_taken_back(keeper):
    older, newer = added(keeper, "Nomor 1 Tahun 2020", year=2020), added(keeper)

    made = linked(newer, older, keeper, LinkKind.REVOKES)

    assert (standing(older), standing(newer)) == (Standing.REVOKED, Standing.IN_FORCE)
    assert numbers(keeper, keadaan="dicabut") == [older.number]
    actions.unlink(made.pk, by=keeper)
    assert standing(older) == Standing.IN_FORCE


def test_circle_is_refused_with_the_reason_and_changes_nothing(keeper):
    first, second, third = (added(keeper, f"Nomor {number}") for number in range(3))
    linked(second, first, keeper)
    linked(third, second, keeper)

    with pytest.raises(Refusal, match="melingkar"):
        linked(first, third, keeper)

    assert RegulationLink.objects.count() == 2


def test_clerk_reads_and_searches_but_does_not_keep(keeper, client):
    added(keeper)
    clerk = make.user(court=keeper.court)
    client.force_login(clerk)

    page = client.get(LIBRARY, {"q": "memanggil"}).content.decode()

    assert "Nomor 3 Tahun 2025" in page
    assert "Tambah peraturan" not in page
    with pytest.raises(Refusal, match="dihimpun Operator"):
        added(clerk, "Nomor 4")


def test_library_of_another_court_is_not_there(keeper, client):
    regulation = added(keeper)
    client.force_login(make.user("kasubag_ptip"))

    answers = [
        client.get(regulation.get_absolute_url()),
        client.post(reverse("requests:edit_regulation", args=[regulation.pk]), told(issued_on="")),
    ]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert "Nomor 3 Tahun 2025" not in client.get(LIBRARY).content.decode()


# ------------------------------------------------------------------------------- files and words
def test_words_of_an_uploaded_pdf_are_found_after_the_worker_read_them(keeper):
    regulation = added(keeper)
    pdf = render_pdf(
        "requests/regulations/_row.html",
        {"regulation": regulation, "standing": "Penyelenggaraan telekonferensi"},
    )
    kept = actions.attach(
        regulation.pk, SimpleUploadedFile("salinan.pdf", pdf), by=keeper, at=make.MONDAY
    )
    assert numbers(keeper, q="telekonferensi") == []

    said = reading.read_waiting(make.MONDAY)

    assert said == "1 peraturan dibaca"
    assert RegulationFile.objects.get(pk=kept.pk).text_state == TextState.READ
    assert numbers(keeper, q="telekonferensi") == [regulation.number]
    assert numbers(keeper, q="menyelenggarakan") == [regulation.number]
    actions.detach(kept.pk, by=keeper)
    assert numbers(keeper, q="telekonferensi") == []


def test_broken_pdf_is_kept_without_words(keeper):
    regulation = added(keeper)
    broken = SimpleUploadedFile("rusak.pdf", b"%PDF-1.7\n" + b"\x00garbage" * 50)
    actions.attach(regulation.pk, broken, by=keeper, at=make.MONDAY)

    reading.read_waiting(make.MONDAY)

    assert RegulationFile.objects.get().text_state == TextState.NONE


def test_wrong_file_gets_a_sentence_and_nothing_is_kept(keeper, client):
    regulation = added(keeper)
    client.force_login(keeper)

    answer = client.post(
        reverse("requests:attach_regulation", args=[regulation.pk]),
        {"file": io.BytesIO(b"MZ program")},
    )

    assert answer.status_code == 422
    assert "Simpan sebagai JPG, PNG, PDF" in answer.content.decode()
    assert not RegulationFile.objects.exists()


def test_list_asks_the_same_queries_for_one_and_three(keeper, client):
    client.force_login(keeper)
    added(keeper)
    counts = []
    for more in (0, 2):
        for number in range(more):
            added(keeper, f"Nomor {number + 10}")
        client.get(LIBRARY)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(LIBRARY)
        counts.append(len(asked))

    assert counts[0] == counts[1]
