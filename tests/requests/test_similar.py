"""Similar open requests are shown before sending, once, and tell no more than they may."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import now

from requests import similar
from sopti.workflow.models import Case
from tests import make
from tests.requests import desk
from tests.workflow.office import Office

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

NEW = reverse("requests:new")


@pytest.fixture
def office():
    return Office()


def sent(by, **changes):
    wish = desk.WISH
    form = {
        "category": wish.category,
        "urgency": wish.urgency,
        "title": wish.title,
        "detail": wish.detail,
        "asset_or_place": wish.asset_or_place,
        "requester": by.pk,
    }
    return form | changes


def open_now(office, **words):
    return desk.filed(office, at=now() - timedelta(hours=2), **words)


def test_similar_request_is_shown_and_sending_again_files_it(client, office):
    other = open_now(office)
    neighbour = make.user(court=office.court)
    client.force_login(neighbour)

    answer = client.post(NEW, sent(neighbour, title="Pencetak sidang 2 tersangkut"))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert Case.objects.count() == 1
    assert other.number in page
    assert other.title in page
    assert other.detail not in page.replace(desk.WISH.detail, "", 1)
    assert other.get_absolute_url() not in page
    assert f'name="seen" value="{other.pk}"' in page
    client.post(NEW, sent(neighbour, seen=str(other.pk)))
    assert Case.objects.count() == 2


def test_own_similar_request_can_be_opened(client, office):
    mine = open_now(office)
    client.force_login(office.clerk)

    page = client.post(NEW, sent(office.clerk)).content.decode()

    assert mine.get_absolute_url() in page


@pytest.mark.parametrize(
    ("changes", "is_found"),
    [
        ({"title": "Tinta habis"}, True),  # the same device
        ({"asset_or_place": "Lantai 1"}, True),  # the same words
        ({"asset_or_place": "Lantai 1", "title": "Tinta habis"}, False),
        ({"asset_or_place": "Ruang PTSP", "title": "Pencetak tidak menarik kertas"}, False),
    ],
)
def test_place_or_words_make_requests_alike(office, changes, is_found):
    open_now(office)

    found = similar.alike(replace(desk.WISH, **changes), seen=(), viewer=office.clerk, now=now())

    assert bool(found) is is_found


def test_finished_and_other_courts_requests_are_not_shown(office):
    desk.done(office, at=now() - timedelta(hours=4))
    open_now(Office())

    assert similar.alike(desk.WISH, seen=(), viewer=office.clerk, now=now()) == []


def test_search_takes_the_same_number_of_queries_at_1_and_at_3(office):
    counts = []
    for wanted in (1, 3):
        while Case.objects.count() < wanted:
            open_now(office)
        with CaptureQueriesContext(connection) as seen:
            found = similar.alike(desk.WISH, seen=(), viewer=office.clerk, now=now())
        assert len(found) == wanted
        counts.append(len(seen))
    assert counts[0] == counts[1]
