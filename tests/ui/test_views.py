"""What a person sees when something does not go through."""

import errno

import pytest
from django.db import InternalError, OperationalError
from django.test import Client
from psycopg import errors

from sopti.ui.views import broken
from tests import make

POLICY = "default-src 'none'"


@pytest.fixture
def own_errors():
    return Client(raise_request_exception=False)


@pytest.mark.django_db
def test_an_unknown_address_offers_a_search_to_who_is_logged_in(client):
    anonymous = client.get("/tidak/ada/")
    client.force_login(make.user())
    known = client.get("/tidak/ada/")

    assert (anonymous.status_code, known.status_code) == (404, 404)
    assert "Halaman tidak ditemukan" in known.content.decode()
    assert 'role="search"' in known.content.decode()
    assert 'role="search"' not in anonymous.content.decode()
    assert POLICY in known["Content-Security-Policy"]


@pytest.mark.django_db
def test_a_forbidden_page_gives_the_reason(client):
    client.force_login(make.user())

    response = client.get("/terlarang/")

    assert response.status_code == 403
    assert "Hanya untuk administrator." in response.content.decode()


def test_a_broken_page_says_so_without_asking_the_database(own_errors):
    # no django_db mark: a query would fail this test

    response = own_errors.get("/rusak/")

    assert response.status_code == 500
    assert "SOPTI tidak dapat menjawab" in response.content.decode()
    assert "Traceback" not in response.content.decode()
    assert POLICY in response["Content-Security-Policy"]


@pytest.mark.parametrize("sqlstate", ["25006", "25P03"])
def test_a_database_that_ends_what_lay_idle_or_only_reads_asks_for_patience(rf, sqlstate):
    error = InternalError("terminating connection")
    error.__cause__ = errors.lookup(sqlstate)("terminating connection")
    try:
        raise error
    except InternalError:
        answer = broken(rf.get("/"))

    assert answer.status_code == 503


def test_a_busy_database_asks_for_patience(own_errors):
    response = own_errors.get("/terkunci/")

    assert response.status_code == 503
    assert response["Retry-After"] == "30"
    assert "SOPTI sedang sibuk" in response.content.decode()
    assert "locked" not in response.content.decode()


@pytest.mark.parametrize(
    ("headers", "gives_back"),
    [
        ({"origin": "http://testserver"}, True),
        ({"referer": "http://testserver/formulir/"}, True),
        ({"origin": "https://jahat.example"}, False),
        ({}, False),
    ],
)
def test_an_expired_form_gives_its_words_back_to_our_own_pages_only(headers, gives_back):
    strict = Client(enforce_csrf_checks=True)
    typed = {"note": "Router sudah dimatikan <sekali>.", "password": "rahasia sekali"}

    response = strict.post("/unggah/", typed, headers=headers)
    html = response.content.decode()

    assert response.status_code == 403
    assert "Formulir ini kedaluwarsa" in html
    assert ("Router sudah dimatikan &lt;sekali&gt;." in html) == gives_back
    assert "rahasia sekali" not in html
    assert POLICY in response["Content-Security-Policy"]


@pytest.mark.django_db
def test_a_wrong_form_says_so_in_title_and_sum_and_keeps_what_was_typed(client):
    client.force_login(make.user())

    html = client.post("/formulir/", {"outcome": "yes", "subject": "Ganti SSD"}).content.decode()

    assert "<title>Galat: Halaman coba – SOPTI</title>" in html  # noqa: RUF001 (the dash of our titles)
    assert "Keputusan belum dicatat." in html
    assert "Ada 2 hal yang perlu diperbaiki." in html
    assert '<a href="#id_unit">Pilih unit.</a>' in html
    assert 'value="Ganti SSD"' in html
    assert html.count('name="form_key"') == 1
    assert "novalidate" in html
    assert '<a class="btn btn-link" href="/batal/">Batal</a>' in html


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), 507),
        (OSError(errno.EDQUOT, "Disk quota exceeded"), 507),
        (OSError(errno.EIO, "Input/output error"), 500),
        (OperationalError("database or disk is full"), 507),
        (OperationalError("database is locked"), 503),
    ],
)
def test_a_full_disk_is_told_from_other_faults(rf, error, status):
    try:
        raise error
    except (OSError, OperationalError):
        answer = broken(rf.get("/"))

    assert answer.status_code == status
    assert ("Penyimpanan server penuh" in answer.content.decode()) == (status == 507)
