"""Labels: a QR code that opens the asset's page, on sheets of 3 by 8."""

import io
import re

import pytest
import zxingcpp
from django.urls import reverse
from PIL import Image, ImageDraw
from pypdf import PdfReader

from maintenance.assets import label_views, labels
from tests import make
from tests.maintenance.shelf import asset
from tests.reports.reading import pages, words

pytestmark = [pytest.mark.django_db]

PRINT, CHOOSE = reverse("maintenance:print_labels"), reverse("maintenance:choose_labels")
DOT = 6


@pytest.fixture
def operator(client):
    person = make.user("operator_ti", court=make.court(short_name="PA Kota Madiun"))
    client.force_login(person)
    return person


def read(qr):
    """What a phone reads from the code as it is drawn."""
    picture = Image.new("L", (qr.size * DOT, qr.size * DOT), 255)
    draw = ImageDraw.Draw(picture)
    for x, y in re.findall(r"M(\d+) (\d+)h1v1h-1z", qr.path):
        left, top = int(x) * DOT, int(y) * DOT
        draw.rectangle((left, top, left + DOT - 1, top + DOT - 1), fill=0)
    return [found.text for found in zxingcpp.read_barcodes(picture)]


def test_code_leads_a_phone_through_the_login_straight_to_the_asset(client, operator):
    mine = asset(operator)
    (sheet,) = labels.sheets_of(
        [mine], start=1, address=lambda one: f"https://sopti.example/aset/{one.pk}/"
    )

    (address,) = read(sheet[0].qr)

    assert address == f"https://sopti.example{mine.get_absolute_url()}"
    client.logout()
    path = address.removeprefix("https://sopti.example")
    login = client.get(path)
    assert login.url.startswith(f"{reverse('account_login')}?next={path}")
    answer = client.post(login.url, {"login": operator.username, "password": make.PASSWORD})
    assert answer.url == path


def test_sheet_prints_number_name_and_room_of_what_was_chosen(client, operator):
    mine = asset(operator, name="Pencetak loket", nup="3.10-7", room="Ruang PTSP")
    asset(operator, name="Tidak dipilih")
    theirs = asset(make.user("operator_ti"), name="Milik lain")

    answer = client.get(PRINT, {"aset": [mine.pk, theirs.pk, "x", "9" * 40], "mulai": "24"})

    assert answer["Content-Type"] == "application/pdf"
    assert sorted(words(answer.content).split()) == sorted(
        ["PA", "Kota", "Madiun", "Pencetak", "loket", "3.10-7", "Ruang", "PTSP"]
    )


def test_labels_begin_where_the_sheet_is_still_whole_and_go_on_overleaf(client, operator):
    mine = [asset(operator, name=f"PC {number:02}", room="TI") for number in range(4)]

    answer = client.get(PRINT, {"aset": [one.pk for one in mine], "mulai": "23"})
    sheets = labels.sheets_of(mine, start=23, address=lambda one: "https://sopti.example/")

    assert ["PC 01" in page for page in pages(answer.content)] == [True, False]
    assert ["PC 02" in page for page in pages(answer.content)] == [False, True]
    assert [len(sheet) for sheet in sheets] == [24, 2]
    assert sheets[0][:22] == [None] * 22


def test_labels_stand_three_across_and_eight_down(client, operator):
    mine = [asset(operator, nup=f"NUP{number:02}") for number in range(24)]

    pdf = client.get(PRINT, {"aset": [one.pk for one in mine]}).content

    places = set()

    def note(text, cm, tm, font, size):
        if text.strip().startswith("NUP"):
            places.add((round(tm[4] * cm[0] + cm[4]), round(tm[5] * cm[3] + cm[5])))

    (sheet,) = PdfReader(io.BytesIO(pdf)).pages
    sheet.extract_text(visitor_text=note)
    assert (len({x for x, _ in places}), len({y for _, y in places})) == (3, 8)
    assert len(places) == 24


def test_code_names_the_site_as_people_reach_it(client, operator, settings, monkeypatch):
    mine, told = asset(operator), []
    monkeypatch.setattr(
        label_views.labels,
        "sheets_of",
        lambda found, start, address: told.append(address(found[0])),
    )

    for site in ("", "https://sopti.pa-madiun.go.id"):
        settings.SITE_ADDRESS = site
        client.get(PRINT, {"aset": mine.pk})

    path = mine.get_absolute_url()
    assert told == [f"http://testserver{path}", f"https://sopti.pa-madiun.go.id{path}"]


def test_choice_follows_the_filter_of_the_list(client, operator):
    asset(operator, name="Di TI", room="TI")
    asset(operator, name="Di PTSP", room="PTSP")

    page = client.get(CHOOSE, {"ruang": "TI"}).content.decode()

    assert "Di TI" in page
    assert "Di PTSP" not in page
    empty = client.get(CHOOSE, {"q": "tidak ada"}).content.decode()
    assert "Tidak ada aset untuk dicetak labelnya." in empty


@pytest.mark.parametrize(("count", "sentence"), [(0, "paling sedikit satu"), (3, "paling banyak")])
def test_none_or_too_many_get_a_sentence(client, operator, monkeypatch, count, sentence):
    monkeypatch.setattr(labels, "MOST", 2)
    chosen = [asset(operator).pk for _ in range(count)]

    answer = client.get(PRINT, {"aset": chosen})

    assert answer.status_code == 409
    assert sentence in answer.content.decode()
