"""The guide in the product: every page leads to its place in it, and every place is there."""

import re

import pytest
from django.urls import URLResolver, get_resolver, reverse

from sopti.guide.books import FOLDER, NAMES, PICTURES, guide, guides
from sopti.guide.places import EVERYBODY, GUIDE_OF_ROLE, PLACES, Place, place_of
from tests import make
from tests.browser.guide import SCENES, pictures_shown, tasks_told

LARGEST = 3_000_000


def names_in(patterns, space=""):
    for one in patterns:
        if isinstance(one, URLResolver):
            inner = f"{space}{one.namespace}:" if one.namespace else space
            yield from names_in(one.url_patterns, inner)
        else:
            yield f"{space}{one.name}"


PAGES = sorted(names_in(get_resolver().url_patterns))
ROLES = [*({role} for role in GUIDE_OF_ROLE), set()]


def is_there(place):
    anchors = {task.anchor for task in guide(place.guide).tasks}
    return not place.anchor or place.anchor in anchors


def test_every_page_leads_everybody_to_a_place_that_is_there():
    missing = [
        (page, place)
        for page in PAGES
        for roles in ROLES
        if not is_there(place := place_of(page, roles))
    ]

    assert missing == []


def test_only_pages_that_exist_have_places():
    assert sorted(set(PLACES) - set(PAGES)) == []


def test_of_several_places_the_readers_own_is_taken_and_else_the_guide_of_the_role():
    assert place_of("workflow:task", {"ketua", "pegawai"}).guide == "ketua"
    assert place_of("workflow:task", {"operator_ti"}).guide == "operator"
    assert place_of("people:manage", {"pegawai"}).guide == "admin"
    assert place_of("a page without a place", {"sekretaris"}) == Place("sekretaris")
    assert place_of("a page without a place", {"pegawai"}) == Place(EVERYBODY)


@pytest.mark.parametrize("name", NAMES)
def test_pictures_and_links_of_a_guide_lead_somewhere(name):
    body = guide(name).body
    pictures = re.findall(r'src="([^"]+)"', body)
    links = re.findall(r'href="/panduan/([a-z-]+)/(?:#([a-z0-9-]+))?"', body)

    assert all((PICTURES / one.rpartition("/")[2]).is_file() for one in pictures)
    assert all(is_there(Place(*link)) for link in links)
    assert ".md" not in re.sub(r"docs/[\w.]+", "", body)
    assert "[//]" not in body


def test_every_picture_is_shown_and_all_together_are_small():
    files = {one.stem: one.stat().st_size for one in PICTURES.glob("*.png")}

    assert set(files) == pictures_shown()
    assert sum(files.values()) < LARGEST


def test_what_a_task_quotes_can_be_looked_up():
    told = list(tasks_told())

    assert [one for one in told if one.words and not one.scenes] == []
    assert {scene for one in told for scene in one.scenes} <= set(SCENES)
    assert {one.stem for one in FOLDER.glob("*.md")} == set(NAMES)


def test_markup_in_a_guide_is_shown_and_not_obeyed(tmp_path, monkeypatch):
    text = "# Judul\n\nTentang.\n\n## Satu\n\n<script>x</script> [a](javascript:x)\n"
    (tmp_path / "coba.md").write_text(text)
    monkeypatch.setattr("sopti.guide.books.FOLDER", tmp_path)

    drawn = guide("coba")

    assert (drawn.title, drawn.about) == ("Judul", "Tentang.")
    assert "&lt;script&gt;" in drawn.body
    assert "href" not in drawn.body


@pytest.mark.django_db
def test_the_guide_is_open_and_names_the_readers_own_first(client):
    closed = client.get(reverse("guide:guides"))
    client.force_login(make.user("ketua"))
    mine = client.get(reverse("guide:guides")).text
    picture = client.get("/panduan/gambar/ajukan.png")
    drawn = b"".join(picture.streaming_content)

    assert closed.status_code == 200
    assert mine.index("Panduan ketua") < mine.index("Panduan pegawai")
    assert mine.count("untuk Anda") == 1
    assert (picture.headers["Content-Type"], drawn[1:4]) == ("image/png", b"PNG")
    assert client.get("/panduan/gambar/tidak-ada.png").status_code == 404
    assert client.get("/panduan/tidak-ada/").status_code == 404


@pytest.mark.django_db
def test_the_help_of_a_page_leads_to_its_task(client):
    client.force_login(make.user("kasubag_ptip"))

    page = client.get(reverse("requests:matrix")).text

    assert 'href="/panduan/kasubag/#mengubah-matriks-prioritas"' in page
    assert all(one.tasks for one in guides())
