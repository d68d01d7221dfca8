"""The administrator sees whose account is whose, and unties it."""

import pytest
from django.test import Client
from django.urls import reverse

from sopti.core.errors import Refusal
from sopti.sso import actions
from sopti.sso.models import ExternalIdentity
from sopti.workflow.models import Event
from tests import make
from tests.sso.browsing import come_in, is_in

pytestmark = pytest.mark.django_db


def tie(person, subject="s-1"):
    return ExternalIdentity.objects.create(
        person=person,
        issuer="https://sso.example",
        subject=subject,
        account=person.username,
        linked_at=make.MONDAY,
    )


def test_the_page_of_a_person_shows_the_tie_and_unties_it(client, settings):
    settings.OIDC_LABEL = "SSO Contoh"
    client.force_login(admin := make.user("admin"))
    identity = tie(person := make.user(court=admin.court, username="budi"))
    address = reverse("people:person", args=[person.pk])

    before = client.get(address).content.decode()
    client.post(reverse("sso:untie", args=[identity.pk]))
    after = client.get(address).content.decode()

    event = Event.objects.get()
    assert "Terhubung dengan akun <b>budi</b>" in before
    assert f"Akun budi dilepas dari {person}." in after
    assert "Terhubung dengan akun" not in after
    assert not ExternalIdentity.objects.exists()
    assert (event.kind, event.court, event.by) == ("identity-untied", person.court, admin)
    assert identity.history.first().history_user == admin


def test_who_is_not_tied_yet_reads_how_that_comes_about(client, idp):
    admin = make.user("admin")
    client.force_login(admin)

    page = client.get(reverse("people:person", args=[admin.pk])).content.decode()

    assert "Belum terhubung. Akun dihubungkan sendiri" in page


def test_without_a_provider_the_page_says_nothing_of_it(client):
    admin = make.user("admin")
    client.force_login(admin)

    assert (
        "Masuk dengan" not in client.get(reverse("people:person", args=[admin.pk])).content.decode()
    )


def test_only_the_administrator_of_that_court_unties(client):
    identity = tie(make.user())
    for person, status in ((make.user("admin"), 404), (make.user("ketua"), 403)):
        client.force_login(person)
        assert client.post(reverse("sso:untie", args=[identity.pk])).status_code == status

    with pytest.raises(Refusal, match="milik pengadilan lain"):
        actions.untie(identity.pk, by=make.user("admin"), at=make.MONDAY)
    assert ExternalIdentity.objects.exists()
    assert not Event.objects.exists()


def test_who_was_untied_is_matched_anew(client, idp):
    admin = make.user("admin")
    first = make.user(court=admin.court, username="orang")
    come_in(client, idp)
    client.logout()
    actions.untie(ExternalIdentity.objects.get().pk, by=admin, at=make.MONDAY)
    first.username = "dulu"
    first.save()
    second = make.user(court=admin.court, username="orang")

    come_in(client, idp)

    assert is_in(client) == str(second.pk)


def test_untying_ends_what_is_open(client, idp):
    """Whoever sits there may be somebody else, which is why an account is untied."""
    admin = make.user("admin")
    make.user(court=admin.court, username="orang")
    other = Client()
    other.force_login(admin)
    come_in(client, idp)
    was_in = client.get(reverse("home")).status_code

    actions.untie(ExternalIdentity.objects.get().pk, by=admin, at=make.MONDAY)

    assert was_in == 200
    assert client.get(reverse("home")).url.startswith(reverse("account_login"))
    assert other.get(reverse("home")).status_code == 200
