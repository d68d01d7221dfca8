"""Every kind of answer carries headers that keep a browser from doing more than it must."""

import io
from http.cookies import SimpleCookie

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from sopti.core.doors import PERSON
from sopti.settings import BEHIND_TLS
from sopti.workflow import actions
from tests import make
from tests.headers.grader import Answer, marks, score
from tests.requests.desk import filed
from tests.workflow.office import Office

pytestmark = pytest.mark.django_db

LEAST = 120
KEPT = "private, no-store"
BROWSER = {"HTTP_X_FORWARDED_PROTO": "https", "HTTP_ACCEPT": "text/html"}


@pytest.fixture
def office(settings, tmp_path):
    for name, value in BEHIND_TLS.items():
        setattr(settings, name, value)
    settings.MEDIA_ROOT, settings.STATIC_ROOT = tmp_path, tmp_path / "static"
    settings.STATIC_ROOT.mkdir()
    (settings.STATIC_ROOT / "looks.css").write_text("body { color: black }")
    return Office()


@pytest.fixture
def clerk(office):
    """A browser at the clerk's desk, who came in by https."""
    client = Client(raise_request_exception=False, **BROWSER)
    client.force_login(office.clerk)
    return client


@pytest.fixture
def nobody(office):
    return Client(raise_request_exception=False, **BROWSER)


def attached(office, name, content):
    case = filed(office)
    file = SimpleUploadedFile(name, content)
    [kept] = actions.attach(case.pk, [file], by=office.clerk, at=make.MONDAY)
    return f"/lampiran/{kept.pk}/"


def photo():
    out = io.BytesIO()
    Image.new("RGB", (32, 24), "green").save(out, "JPEG")
    return out.getvalue()


def graded(answer, *, kept=KEPT):
    """Hold the answer against all that the house promises of any answer."""
    if answer.streaming:
        b"".join(answer.streaming_content)  # which closes the file
    assert score(Answer.of(answer)) >= LEAST, marks(Answer.of(answer))
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer["Cross-Origin-Embedder-Policy"] == "require-corp"
    assert "camera=(), display-capture=()" in answer["Permissions-Policy"]
    assert "publickey-credentials-get=(self)" in answer["Permissions-Policy"]
    assert answer["Cache-Control"] == kept
    return score(Answer.of(answer))


def test_login_page_gets_the_most_marks_there_are(nobody):
    answer = nobody.get("/masuk/")

    kept = "max-age=0, no-cache, no-store, must-revalidate, private"
    assert graded(answer, kept=kept) == 135
    assert "__Host-csrftoken" in answer.cookies


def test_pages_behind_the_login_are_graded_and_kept_by_no_cache(clerk, office):
    case = filed(office)

    for page in ("/", "/berkas/", case.get_absolute_url(), "/panduan/"):
        assert graded(clerk.get(page)) >= 130, page


def test_page_of_somebody_who_is_not_logged_in_leads_to_the_login_unkept(nobody):
    answer = nobody.get("/berkas/")

    assert answer.status_code == 302
    graded(answer)


@pytest.mark.parametrize("name", ["foto.jpg", "daftar.txt", "surat.pdf"])
def test_attachments_are_graded_and_open_in_a_sandbox(clerk, office, name):
    contents = {"foto.jpg": photo(), "surat.pdf": b"%PDF-1.4\n%%EOF\n"}

    answer = clerk.get(attached(office, name, contents.get(name, b"satu, dua")))

    assert answer.status_code == 200
    graded(answer)
    assert answer["Content-Security-Policy"].startswith("sandbox; ") is (name != "surat.pdf")


def test_refusals_are_graded_like_pages(clerk, settings):
    answers = {
        404: clerk.get("/tidak-ada/"),
        403: clerk.get("/pengelolaan/pegawai/"),
        405: clerk.put("/keluar/", HTTP_ACCEPT="*/*"),
        400: clerk.get("/", HTTP_HOST="lain.example"),
    }
    settings.BODY_MAX_BYTES = 1000
    answers[413] = clerk.post("/keluar/", {"a": "a" * 2000})

    for status, answer in answers.items():
        assert answer.status_code == status
        graded(answer)


def test_broken_pages_are_graded_like_others(nobody, settings, monkeypatch):
    settings.ROOT_URLCONF = "tests.ui.urls"  # some of its pages break
    monkeypatch.setattr("sopti.ui.middleware.door_of", lambda name: PERSON)

    for page, status in (("/rusak/", 500), ("/terkunci/", 503)):
        answer = nobody.get(page)
        assert answer.status_code == status
        graded(answer)


def test_static_file_is_graded_and_may_be_kept(nobody):
    answer = nobody.get("/static/looks.css")

    assert answer.status_code == 200
    graded(answer, kept="max-age=60, public")


@pytest.mark.parametrize(
    ("name", "value", "points"),
    [
        ("content-security-policy", "", -25),
        ("content-security-policy", "default-src 'self' 'unsafe-inline'", -20),
        ("content-security-policy", "default-src 'none'; script-src 'unsafe-eval'", -10),
        ("content-security-policy", "default-src 'none'; style-src 'unsafe-inline'", 0),
        ("content-security-policy", "default-src 'self'", 5),
        ("strict-transport-security", "", -20),
        ("strict-transport-security", "max-age=3600", -10),
        ("x-content-type-options", "", -5),
        ("referrer-policy", "unsafe-url", -5),
        ("cross-origin-resource-policy", "cross-origin", -5),
    ],
)
def test_grader_takes_marks_away(nobody, name, value, points):
    told = Answer.of(nobody.get("/masuk/"))
    told.headers[name] = value

    assert marks(told)[name] == points


@pytest.mark.parametrize(
    ("cookie", "points"),
    [
        ("__Host-sessionid=x; Secure; HttpOnly; SameSite=Lax", 5),
        ("sessionid=x; HttpOnly; SameSite=Lax", -40),
        ("sessionid=x; Secure; SameSite=Lax", -30),
        ("csrftoken=x; Secure; HttpOnly", -20),
    ],
)
def test_grader_reads_cookies(cookie, points):
    assert marks(Answer({}, SimpleCookie(cookie)))["cookies"] == points
