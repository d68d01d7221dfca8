"""A half-filled form survives: a failed sending, a lost session, a closed window."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import now

from requests.drafts import actions
from requests.models import Draft
from sopti.workflow.models import Case
from sopti.workflow.registry import jobs
from tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

NEW, KEEP, FORGET = (reverse(f"requests:{name}") for name in ("new", "keep_draft", "forget_draft"))
KEY = "00000000-0000-4000-8000-000000000003"
HALF = {
    "title": "Papan ketik loket 1",
    "category": "perangkat",
    "detail": "Tombol",
    "form_key": KEY,
}
REST = {
    "urgency": "menunggu",
    "asset_or_place": "Loket 1",
    "detail": "Tombol huruf A dan S tidak berfungsi sejak kemarin.",
}


@pytest.fixture
def court():
    court = make.court("pa-kota-madiun")
    make.edition(court)
    return court


@pytest.fixture
def clerk(court, client):
    clerk = make.user(court=court)
    client.force_login(clerk)
    return clerk


def test_failed_sending_is_kept_and_offered_again(client, clerk):
    assert client.post(NEW, HALF).status_code == 422

    page = client.get(NEW).content.decode()

    assert "Ada draf yang belum dikirim: Papan ketik loket 1." in page
    assert 'value="Papan ketik loket 1"' not in page
    assert 'value="Papan ketik loket 1"' in client.get(f"{NEW}?draf=lanjut").content.decode()
    assert "Draf tersimpan" in client.get("/").content.decode()


def test_page_keeps_what_is_typed_and_says_when(client, clerk):
    answer = client.post(KEEP, HALF)

    assert answer.content.decode().startswith("Draf disimpan pukul ")
    assert Draft.objects.get().values == {
        "title": "Papan ketik loket 1", "category": "perangkat", "detail": "Tombol",
    }  # fmt: skip
    client.post(KEEP, HALF | {"detail": "Tombol huruf"})
    assert Draft.objects.get().values["detail"] == "Tombol huruf"


def test_sent_request_leaves_no_draft_and_none_comes_back_late(client, clerk):
    client.post(KEEP, HALF)

    client.post(NEW, HALF | REST | {"requester": clerk.pk})

    assert Case.objects.count() == 1
    assert not Draft.objects.exists()
    assert client.post(KEEP, HALF).status_code == 204
    assert not Draft.objects.exists()


def test_empty_form_is_no_draft(client, clerk):
    assert client.post(KEEP, {"category": "perangkat", "title": "  "}).status_code == 204

    assert not Draft.objects.exists()


def test_draft_is_nobody_elses(client, clerk, court):
    client.post(KEEP, HALF)
    client.force_login(make.user("ketua", court=court))

    page = client.get(NEW).content.decode() + client.get("/").content.decode()
    client.post(FORGET)

    assert "Papan ketik loket 1" not in page
    assert Draft.objects.get().user == clerk


def test_draft_is_removed_on_wish_and_after_fourteen_days(client, clerk):
    client.post(KEEP, HALF)
    assert client.post(FORGET).url == NEW
    assert not Draft.objects.exists()
    client.post(KEEP, HALF)

    late = now() + timedelta(days=14, minutes=1)

    assert actions.draft_of(clerk, at=late) is None
    assert jobs()["old drafts"](late) == "1 old drafts removed"
    assert jobs()["old drafts"](late) == ""


def test_without_a_session_nothing_is_kept(client, clerk):
    client.logout()

    assert client.post(KEEP, HALF).status_code == 302
    assert not Draft.objects.exists()
