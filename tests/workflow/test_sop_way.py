"""The table of the SOP shows how far a case came: in words, in shapes, and along the line."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sopti.workflow.pages import sop_way_page
from tests import make
from tests.workflow.office import REASON, Office

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return Office()


def states(page):
    return [row.state for row in page["rows"]]


def walked(page):
    """The numbers of the steps in whose cells a walked line lies."""
    return {
        row.drawn.step.number
        for row in page["rows"]
        for band in row.drawn.bands
        for cell in band
        if any(piece.is_walked for piece in cell.drawn.pieces)
    }


def shapes(row):
    return [
        (cell.drawn.shape.text, cell.state)
        for band in row.drawn.bands
        for cell in band
        if cell.drawn.shape
    ]


def test_steps_are_done_now_and_to_come(office):
    case = office.open()
    office.up_to(case, 3)

    page = sop_way_page(case)

    assert states(page) == ["done", "done", "now", *["next"] * 6]
    assert [row.word for row in page["rows"]][:4] == ["selesai", "selesai", "sekarang", "belum"]
    assert (page["done_count"], page["step_count"]) == (2, 9)
    assert walked(page) == {1, 2, 3}
    assert shapes(page["rows"][1]) == [("2", "done"), ("Ditolak", "out")]


def test_a_return_is_said_and_its_line_is_walked(office):
    case = office.open()
    office.up_to(case, 5)
    office.do(case, 5, outcome="kembali", note=REASON)

    page = sop_way_page(case)

    assert states(page) == ["done", "done", "done", "now", "again", *["next"] * 4]
    assert page["rows"][4].word == "dikembalikan, akan diulang"
    assert [back.note for back in page["rows"][4].returns] == [REASON]
    assert walked(page) == {1, 2, 3, 4, 5}


def test_a_refusal_is_the_end_of_the_way(office):
    case = office.open()
    office.up_to(case, 2)
    office.do(case, 2, outcome="tolak", note=REASON)
    case.refresh_from_db()

    page = sop_way_page(case)

    assert states(page) == ["done", "done", *["dropped"] * 7]
    assert (page["rows"][1].word, page["done_count"]) == ("ditolak", 1)
    assert shapes(page["rows"][1]) == [("2", "done"), ("Ditolak", "done")]


def test_steps_of_another_flow_are_outside(office):
    kasubag = office.people["kasubag_ptip"]
    case = office.open("pengamanan", flow_key="implementasi", requester=None, by=kasubag)

    page = sop_way_page(case)

    assert states(page) == ["out", "now", "next", "out", "out", "next", "out"]
    assert page["rows"][0].word == "di luar jalan berkas ini"


def test_only_the_receiver_it_went_to_is_on_the_way():
    roles = ("operator_subbag", "admin_web", "editor", "redaktur", "penanggung_jawab", "ketua")
    office = Office(roles=roles, document="publikasi-konten", of="pa-ternate")
    operator = office.people["operator_subbag"]
    case = office.open("publikasi-konten", requester=None, by=operator)
    office.up_to(case, 5)
    office.do(case, 5, route="perhatian khusus")

    page = sop_way_page(case)

    assert shapes(page["rows"][4]) == [
        ("5", "now"), ("biasa/rutin", "out"), ("perhatian khusus", "now"),
    ]  # fmt: skip


def test_the_page_says_it_in_words_and_asks_as_little_as_for_one_task(client, office):
    case = office.open()
    client.force_login(office.clerk)
    address = reverse("workflow:sop_way", args=[case.pk])
    few = queries(client, address)
    office.up_to(case, 8)

    page = client.get(address).content.decode()

    assert "sekarang langkah 8" in page
    assert "garis tebal: jalan yang sudah dilalui" in page
    assert queries(client, address) == few <= 12
    assert address in client.get(case.get_absolute_url()).content.decode()


def queries(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


def test_the_way_of_a_case_of_another_court_is_not_there(client, office):
    case = office.open()
    client.force_login(make.user("kasubag_ptip", court=make.court()))

    assert client.get(reverse("workflow:sop_way", args=[case.pk])).status_code == 404
