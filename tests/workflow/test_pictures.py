"""Attached pictures: small ones on the page, the whole one to look at, for who may see the case."""

import io
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from sopti.workflow import actions
from tests import make
from tests.workflow.office import Office

pytestmark = pytest.mark.django_db


def picture(kind="PNG", size=(800, 600), mode="RGB", colour="green"):
    out = io.BytesIO()
    Image.new(mode, size, colour).save(out, kind)
    return out.getvalue()


@pytest.fixture
def office(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return Office()


def attached(office, name="layar.png", content=None):
    case = office.open()
    file = SimpleUploadedFile(name, content or picture())
    (kept,) = actions.attach(case.pk, [file], by=office.clerk, at=make.MONDAY)
    return kept


def small(kept):
    return reverse("workflow:thumbnail", args=[kept.pk])


def whole(kept):
    return reverse("workflow:attachment", args=[kept.pk])


def test_small_picture_is_made_once_and_fits_its_box(client, office, settings):
    kept = attached(office)
    client.force_login(office.clerk)

    first = client.get(small(kept))
    content = b"".join(first.streaming_content)
    (made,) = Path(settings.MEDIA_ROOT, "thumbnails").iterdir()
    before = made.stat().st_mtime_ns
    b"".join(client.get(small(kept)).streaming_content)

    assert first.headers["Content-Type"] == "image/jpeg"
    assert Image.open(io.BytesIO(content)).size == (240, 180)
    assert made.stat().st_mtime_ns == before
    assert len(content) < 5_000


def test_what_is_transparent_becomes_white(client, office):
    kept = attached(office, content=picture(mode="RGBA", colour=(0, 0, 0, 0)))
    client.force_login(office.clerk)

    content = b"".join(client.get(small(kept)).streaming_content)

    assert Image.open(io.BytesIO(content)).getpixel((5, 5)) == (255, 255, 255)


def test_who_may_not_see_the_case_sees_no_picture_of_it(client, office):
    kept = attached(office)
    for stranger in (make.user("ketua"), make.user(court=office.court)):
        client.force_login(stranger)

        assert client.get(small(kept)).status_code == 404
        assert client.get(whole(kept)).status_code == 404
    client.logout()
    assert client.get(small(kept)).status_code == 302


@pytest.mark.parametrize(
    ("name", "content", "way"),
    [
        ("layar.png", picture(), "inline"),
        ("surat.pdf", b"%PDF-1.7\n1 0 obj\n", "inline"),
        ("catatan.txt", b"Sudah dicoba.", "attachment"),
    ],
)
def test_pictures_and_pdf_open_and_the_rest_is_kept(client, office, name, content, way):
    kept = attached(office, name, content)
    client.force_login(office.clerk)

    opened, taken = client.get(whole(kept)), client.get(f"{whole(kept)}?unduh")
    opened.close()
    taken.close()

    assert opened.headers["Content-Disposition"] == f'{way}; filename="{name}"'
    assert taken.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert opened.headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in opened.headers["Content-Security-Policy"]
    assert "script-src" not in opened.headers["Content-Security-Policy"]


def test_only_pictures_have_a_small_one(client, office):
    kept = attached(office, "catatan.txt", b"Sudah dicoba.")
    client.force_login(office.clerk)

    assert client.get(small(kept)).status_code == 404
    assert "data-picture" not in client.get(kept.case.get_absolute_url()).text
