"""The pages of SOPs: the paper as staff know it, its doubts, its editions; and only one's own."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sopti.sop import actions
from sopti.sop.models import Edition, RoleCorrection
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def court():
    return make.court("pa-kota-madiun", name="Pengadilan Agama Kota Madiun")


@pytest.fixture
def visit(client, court):
    """Log a person in who holds these roles, and return the page as text."""

    def page(name, *args, roles=("operator_ti",), query="", status=200):
        client.force_login(make.user(*roles, court=court))
        response = client.get(reverse(f"sop:{name}", args=args) + query)
        assert response.status_code == status
        return re.sub(r"\s+", " ", response.content.decode())

    return page


def test_court_without_sops_reads_how_they_come(visit):
    assert "Belum ada SOP yang dimuat" in visit("documents")


def test_document_list_shows_status_edition_counts_and_doubts(court, visit):
    make.edition(court)

    page = visit("documents")

    assert "SOP/AS/32 Pengelolaan TI" in page
    assert "8 prosedur, 54 langkah" in page
    assert "Berlaku" in page
    assert re.search(r"\d+ catatan", page)


@pytest.mark.parametrize("name", ["documents", "document", "procedure", "review", "differences"])
def test_pages_take_the_same_queries_with_one_and_three_documents(court, client, name):
    rest = {"documents": [], "procedure": ["as-32", "permintaan-layanan"]}.get(name, ["as-32"])
    address = reverse(f"sop:{name}", args=rest)
    make.edition(court)
    client.force_login(make.user("ketua", court=court))
    client.get(address)

    counts = []
    for documents in (1, 3):
        if documents == 3:
            make.edition(court, "publikasi-konten", of="pa-ternate")
            make.edition(court, "as-24", of="pa-banjarnegara", in_force=False)
            client.get(reverse("sop:documents"))
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 12


def test_document_page_shows_the_identity_block_as_on_paper(court, visit):
    make.edition(court)

    page = visit("document", "as-32")

    for words in ("04 September 2017", "05 september 2017", "Ketua PA Kota Madiun"):
        assert words in page
    assert "S-1 Ilmu Komputer" in page
    assert "H. Perawatan SIPP/CTS" in page
    assert "FM/AS/32/05" in page


def test_procedure_page_is_the_paper_table_word_for_word(court, visit):
    edition = make.edition(court)
    procedure = edition.sop.procedure("permintaan-layanan")

    page = visit("procedure", "as-32", "permintaan-layanan")

    for step in procedure.steps:
        assert f'id="langkah-{step.number}"' in page
        assert step.activity in page
        assert step.output in page
    for lane in procedure.lanes:
        assert " ".join(lane.head.split()) in page
    assert "Persyaratan /Perlengkapan" in page
    assert "selesai hari ke-5" in page
    assert page.count("keputusan, langkah") == 3


def test_court_s_own_spelling_is_not_mended(visit, court):
    make.edition(court, "as-29", of="pa-payakumbuh")

    page = visit("procedure", "as-29", "monitoring-pemeliharaan")

    assert "Laporn hasil monitorin" in page


def test_stated_and_computed_totals_stand_side_by_side(visit, court):
    make.edition(court, "as-29", of="pa-payakumbuh")

    page = visit("procedure", "as-29", "pengamanan")

    assert "24 Jam" in page
    assert "9 jam 15 menit" in page
    assert "berbeda dari naskah" in page


def test_guesses_are_marked_only_while_the_edition_is_a_draft(visit, court):
    edition = make.edition(court, in_force=False)
    draft = visit("procedure", "as-32", "permintaan-layanan")
    actions.put_in_force(edition.pk, by=None, at=make.MONDAY)

    in_force = visit("procedure", "as-32", "permintaan-layanan")

    assert "shape--guess" in draft
    assert "shape--guess" not in in_force


@pytest.mark.parametrize(
    ("key", "roles", "address"),
    [
        ("permintaan-layanan", (), "/permintaan/baru/"),
        ("perumusan-kebijakan", ("kasubag_ptip",), "/berkas/baru/as-32/perumusan-kebijakan/"),
        ("perumusan-kebijakan", (), None),
    ],
)
def test_button_to_open_a_case_is_for_those_who_may(visit, court, key, roles, address):
    make.edition(court)

    page = visit("procedure", "as-32", key, roles=roles)

    button = f'href="{address}">Buka berkas dari prosedur ini' if address else "Buka berkas"
    assert (button in page) == bool(address)


def test_draft_opens_no_case(visit, court):
    make.edition(court, in_force=False)

    page = visit("procedure", "as-32", "permintaan-layanan")

    assert "Buka berkas" not in page


@pytest.mark.parametrize("number", ["2", "9", "abc", "-1", "9" * 5000])
def test_edition_is_chosen_by_number_and_nonsense_shows_what_is_in_force(visit, court, number):
    edition = make.edition(court)
    head = make.user("ketua", court=court)
    choice = actions.Performer("permintaan-layanan", 7, "kasubag_ptip", "Tidak ada Kabag.")
    actions.correct_role(edition.pk, choice, by=head, at=make.MONDAY)

    page = visit("document", "as-32", query=f"?edisi={number}")

    shown = 2 if number == "2" else 1
    assert f"<li> edisi {shown} " in page


OTHERS = [
    ("document", ["as-32"]),
    ("procedure", ["as-32", "permintaan-layanan"]),
    ("review", ["as-32"]),
    ("differences", ["as-32"]),
]


@pytest.mark.parametrize(("name", "args"), OTHERS)
def test_document_of_another_court_is_not_there(visit, name, args):
    make.edition(make.court("pa-ternate"))

    page = visit(name, *args, roles=("ketua",), status=404)

    assert "engelolaan" not in page


def test_document_list_shows_no_other_court(visit):
    make.edition(make.court("pa-ternate"))

    assert "Belum ada SOP yang dimuat" in visit("documents")


def test_unknown_procedure_is_not_there(visit, court):
    make.edition(court)

    visit("procedure", "as-32", "tidak-ada", status=404)


def test_visitor_without_account_is_sent_to_the_login(client, court):
    make.edition(court)

    response = client.get(reverse("sop:document", args=["as-32"]))

    assert response.status_code == 302
    assert response["Location"].startswith(reverse("account_login"))


def test_review_shows_doubts_and_only_the_head_the_button(visit, court):
    make.edition(court, in_force=False)
    make.user("ketua", court=court, full_name="Dra. Nur Aini")

    for_head = visit("review", "as-32", roles=("ketua",))
    for_others = visit("review", "as-32", roles=("operator_ti",))

    assert "Berlakukan edisi 1" in for_head
    assert "UU Nomor 19 Tahun 2016" in for_head
    assert "Tetapkan pelaksana" in for_head
    assert "Berlakukan edisi 1" not in for_others
    assert "SOP diberlakukan oleh Ketua" in for_others
    assert "Dra. Nur Aini" in for_others
    assert "Tetapkan pelaksana" not in for_others


@pytest.fixture
def settle(client, court):
    def post(role, reason="", *, by="ketua", number=1, court=court):
        client.force_login(make.user(by, court=court))
        address = reverse("sop:settle", args=["as-32", number])
        words = {"procedure": "permintaan-layanan", "step": "7", "role": role, "reason": reason}
        return client.post(address, words)

    return post


def test_other_performer_is_settled_with_a_reason(settle, court):
    make.edition(court, in_force=False)

    response = settle("kasubag_ptip", "Tidak ada Kabag.")

    step = Edition.objects.get().sop.procedure("permintaan-layanan").step(7)
    assert response["Location"] == "/sop/as-32/telaah/?edisi=1#permintaan-layanan-7"
    assert (step.role, step.confidence) == ("kasubag_ptip", "court")


@pytest.mark.parametrize(
    ("role", "reason", "sentence"),
    [
        ("kasubag_ptip", "", "Tulis alasan mengganti pelaksana."),
        ("pegawai", "Yang saya tulis", "Pilih pelaksana dari kolom tabel ini."),
        ("", "Yang saya tulis", "Pilih pelaksana langkah ini."),
        ("ketua", "x" * 301, "Persingkat alasan"),
    ],
)
def test_wrong_choice_comes_back_with_what_was_typed(settle, court, role, reason, sentence):
    make.edition(court, in_force=False)

    response = settle(role, reason)

    page = response.content.decode()
    assert response.status_code == 422
    assert sentence in page
    assert reason in page
    assert not RoleCorrection.objects.exists()


def test_correction_of_the_edition_in_force_leads_to_the_new_draft(settle, court):
    make.edition(court)

    response = settle("kasubag_ptip", "Tidak ada Kabag.")

    assert "edisi=2" in response["Location"]
    assert list(Edition.objects.order_by("number").values_list("status", flat=True)) == [
        "berlaku",
        "usulan",
    ]


@pytest.mark.parametrize("by", ["operator_ti", "pegawai"])
def test_who_may_not_settle_reads_why(settle, client, court, by):
    make.edition(court, in_force=False)

    response = settle("kasubag_ptip", "Tidak ada Kabag.", by=by)

    assert "dikoreksi oleh Ketua" in client.get(response["Location"]).content.decode()
    assert not RoleCorrection.objects.exists()


def test_performer_of_another_court_is_not_settled(settle, court):
    make.edition(court, in_force=False)

    response = settle("kasubag_ptip", "Alasan.", court=make.court("pa-ternate"))

    assert response.status_code == 404
    assert not RoleCorrection.objects.exists()


def test_forms_of_the_review_are_protected_and_accepted(court):
    make.edition(court, in_force=False)
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(make.user("ketua", court=court))
    page = browser.get(reverse("sop:review", args=["as-32"])).content.decode()
    words = {"procedure": "permintaan-layanan", "step": "7", "role": "kabag", "reason": ""}
    address = reverse("sop:settle", args=["as-32", 1])

    without = browser.post(address, words)
    tokens = re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    accepted = browser.post(address, words | {"csrfmiddlewaretoken": tokens[-1]})

    assert len(tokens) >= 54
    assert (without.status_code, accepted.status_code) == (403, 302)


def test_reading_never_settles(client, court):
    make.edition(court, in_force=False)
    client.force_login(make.user("ketua", court=court))

    response = client.get(reverse("sop:settle", args=["as-32", 1]))

    assert response.status_code == 405


def test_differences_show_both_sides_of_each_cell(visit, court):
    edition = make.edition(court)
    head = make.user("ketua", court=court)
    choice = actions.Performer("permintaan-layanan", 7, "kasubag_ptip", "Tidak ada Kabag.")
    actions.correct_role(edition.pk, choice, by=head, at=make.MONDAY)

    page = visit("differences", "as-32")

    assert "Edisi 1 dan edisi 2" in page
    assert "1 perbedaan" in page
    assert 'data-label="Semula">Kabag Perencanaan dan Kepegawaian<' in page
    assert 'data-label="Menjadi">Kasub Bag Kepeg dan TI<' in page
    assert f"Diubah. Ditetapkan {head}" in page
    assert "Tidak ada Kabag." in page


def test_equal_editions_say_so(visit, court):
    make.edition(court)

    page = visit("differences", "as-32", query="?dari=1&ke=1")

    assert "Tidak ada perbedaan." in page


def test_every_real_procedure_has_a_page(client):
    documents = {
        "pa-kota-madiun": ["as-32"],
        "pa-ternate": ["as-29", "publikasi-konten", "pemeliharaan-website"],
        "pa-payakumbuh": ["as-29"],
        "pa-banjarnegara": ["as-24"],
    }
    pages = 0
    for key, names in documents.items():
        court = make.court(key)
        client.force_login(make.user("ketua", court=court))
        for name in names:
            edition = make.edition(court, name, of=key, in_force=False)
            assert client.get(reverse("sop:review", args=[name])).status_code == 200
            for procedure in edition.sop.procedures:
                address = reverse("sop:procedure", args=[name, procedure.key])
                assert client.get(address).status_code == 200
                pages += 1

    assert pages == 25
