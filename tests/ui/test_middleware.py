"""Refusals reach the person who asked, and nothing too large is read."""

import pytest
from django.contrib.messages import get_messages

from tests import make

pytestmark = pytest.mark.django_db

SENTENCE = "Keputusan Anda tidak dicatat. Langkah 8 sudah disetujui Rina, Plh. Sekretaris."
TYPED = {
    "subject": "ditolak",
    "note": "Setuju, beli lewat belanja pemeliharaan.",
    "outcome": "yes",
    "password": "rahasia sekali",
    "form_key": "a b c",
}


@pytest.fixture
def person(client):
    found = make.user(position="Panitera")
    client.force_login(found)
    return found


def said(response):
    return [(message.level_tag, str(message)) for message in get_messages(response.wsgi_request)]


def test_a_refused_page_says_why_instead(client, person):
    response = client.get("/ditolak/")

    assert response.status_code == 403
    assert "Halaman ini dibuka oleh Ketua." in response.content.decode()
    assert f"Anda masuk sebagai {person}, Panitera." in response.content.decode()


def test_a_refused_form_leads_back_with_the_reason_and_what_was_typed(client, person):
    response = client.post("/formulir/", TYPED, headers={"referer": "http://testserver/formulir/"})

    assert response.status_code == 302
    assert response.url == "http://testserver/formulir/"
    assert said(response) == [("error", SENTENCE)]
    page = client.get(response.url).content.decode()
    assert "<b>Keputusan Anda tidak dicatat.</b>" in page
    assert "Yang Anda tulis tidak hilang" in page
    assert TYPED["note"] in page
    assert "rahasia sekali" not in page
    assert "Yang Anda tulis tidak hilang" not in client.get(response.url).content.decode()


@pytest.mark.parametrize("referer", ["https://jahat.example/", "//jahat.example/", ""])
def test_a_refused_form_never_leads_to_another_site(client, person, referer):
    response = client.post("/formulir/", TYPED, headers={"referer": referer})

    assert response.url == "/"


def test_a_form_refused_within_a_page_reloads_the_whole_page(client, person):
    headers = {"referer": "http://testserver/formulir/", "hx-request": "true"}

    response = client.post("/formulir/", TYPED, headers=headers)

    assert response["HX-Redirect"] == "http://testserver/formulir/"
    assert said(response)[0] == ("error", SENTENCE)


def test_words_of_a_gone_session_stand_on_the_login_page_and_once_after_it(client):
    headers = {"referer": "http://testserver/formulir/?langkah=8"}

    response = client.post("/ditolak/", TYPED, headers=headers)
    login_page = client.get(response.url).content.decode()
    client.force_login(make.user())
    first, second = client.get("/"), client.get("/")

    assert response.url == "/masuk/?next=/formulir/%3Flangkah%3D8"
    assert TYPED["note"] in login_page
    assert TYPED["note"] in first.content.decode()
    assert TYPED["note"] not in second.content.decode()


def test_a_page_asked_for_before_the_login_is_shown_after_it(client):
    assert client.get("/formulir/?a=1").url == "/masuk/?next=/formulir/%3Fa%3D1"


def test_an_address_that_is_too_long_is_asked_for_without_its_questions(client):
    response = client.get(f"/formulir/?q={'a' * 20_000}")

    assert (response.status_code, response.url) == (302, "/masuk/?next=/formulir/")


def test_a_body_that_is_too_large_is_refused_before_it_is_read(client, settings):
    settings.BODY_MAX_BYTES = 1000

    fits = client.post("/unggah/", b"x" * 1000, content_type="application/octet-stream")
    too_large = client.post("/unggah/", b"x" * 1001, content_type="application/octet-stream")

    assert (fits.status_code, fits.content) == (200, b"1000")
    assert too_large.status_code == 413
    assert "Kiriman terlalu besar" in too_large.content.decode()
    assert "default-src 'none'" in too_large["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("length", "coding", "status"),
    [("", "chunked", 413), ("9" * 5000, "", 413), ("", "", 200), ("banyak", "", 200)],
)
def test_a_body_must_say_how_large_it_is(client, length, coding, status):
    response = client.get("/masuk/", CONTENT_LENGTH=length, HTTP_TRANSFER_ENCODING=coding)

    assert response.status_code == status
