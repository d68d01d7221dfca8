"""Each category is asked for its own thing; what others are asked counts as not said."""

import pytest
from django.urls import reverse

from requests.models import ServiceRequest
from sopti.workflow.registry import case_facts
from tests.requests import desk
from tests.workflow.office import Office

pytestmark = pytest.mark.django_db

NEW = reverse("requests:new")


@pytest.fixture
def clerk(client):
    clerk = Office().clerk
    client.force_login(clerk)
    return clerk


def sent(clerk, **changes):
    form = {
        "urgency": "menunggu",
        "title": "Mohon bantuan hari ini",
        "detail": desk.WISH.detail,
        "requester": clerk.pk,
    }
    return form | changes


@pytest.mark.parametrize(
    ("category", "name", "sentence"),
    [
        ("perangkat", "asset_or_place", "Isi perangkat, aplikasi, atau ruangnya."),
        ("lain", "asset_or_place", "Isi perangkat, aplikasi, atau ruangnya."),
        ("akun", "account", "Isi akun siapa dan pada aplikasi apa."),
        ("website", "page", "Isi halaman website mana."),
        ("data", "lost", "Isi data yang mana."),
    ],
)
def test_category_needs_its_own_thing_only(client, clerk, category, name, sentence):
    page = client.post(NEW, sent(clerk, category=category)).content.decode()
    assert page.count("is-wrong") == 1
    assert sentence in page

    client.post(NEW, sent(clerk, category=category, **{name: "Yang ini"}))

    assert ServiceRequest.objects.get().asset_or_place == "Yang ini"


def test_answers_are_kept_for_the_categories_that_are_asked(client, clerk):
    extra = {"reach": "ruang", "message": "Galat 500", "asset_or_place": "SIPP"}

    client.post(NEW, sent(clerk, category="sipp", **extra))

    asked = ServiceRequest.objects.get()
    assert asked.answers == {"reach": "ruang", "message": "Galat 500"}
    assert case_facts(asked.case)[-2:] == [
        ("Yang terganggu", "Satu ruang"),
        ("Pesan galat", "Galat 500"),
    ]


def test_answers_to_what_the_category_is_not_asked_are_left_out(client, clerk):
    extra = {"reach": "ruang", "message": "Galat 500", "account": "Budi", "asset_or_place": "NUP 3"}

    client.post(NEW, sent(clerk, category="perangkat", **extra))

    asked = ServiceRequest.objects.get()
    assert (asked.answers, asked.asset_or_place) == ({}, "NUP 3")


def test_form_shows_eight_pictures_beside_their_words(client, clerk):
    page = client.get(NEW).content.decode()

    pictures = page[page.index('id="div_id_category"') : page.index('id="div_id_title"')]
    assert pictures.count("<svg") == pictures.count('type="radio"') == 8
    assert "Apa yang tidak berfungsi?" in pictures
