"""The agent's door: what a key opens, what is refused, and the agent itself against a server."""

import os
import subprocess
from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from maintenance.servers import actions, agent_views
from maintenance.servers.agent_views import MOST_BYTES, SCRIPT
from maintenance.servers.enums import Source
from maintenance.servers.models import ServerKey, ServerReading
from sopti.workflow.models import Event
from tests import make
from tests.maintenance.racks import server

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
GOOD = '{"disk": 71, "memory": 60, "load": 1.5, "temperature": 58, "where": "/var"}'


@pytest.fixture
def operator():
    return make.user("operator_ti")


@pytest.fixture
def mine(operator):
    cache.clear()
    return server(operator)


@pytest.fixture
def key(mine, operator):
    return actions.give_key(mine.pk, by=operator, at=make.MONDAY)


def post(mine, key, body=GOOD, **words):
    """Send as the agent does: no session, no token of a form, only the key."""
    address = reverse("maintenance:take_reading", args=[mine.pk])
    browser = Client(enforce_csrf_checks=True)
    return browser.post(
        address, body, content_type="application/json", headers={"Authorization": f"Bearer {key}"},
        **words,
    ).status_code  # fmt: skip


def test_agent_with_its_key_is_heard_and_only_the_digest_is_kept(mine, key):
    assert post(mine, key) == 201

    kept = ServerReading.objects.get()
    assert (kept.disk, kept.load, kept.where, kept.source) == (71, 1.5, "/var", Source.AGENT)
    row = ServerKey.objects.get()
    assert row.used_at is not None
    assert key not in str(vars(row))
    assert not any(key in event.text for event in Event.objects.all())


def test_wrong_revoked_replaced_and_foreign_keys_are_refused_alike(mine, key, operator):
    other = server(operator)
    foreign = actions.give_key(other.pk, by=operator, at=make.MONDAY)

    assert post(mine, foreign) == 401
    assert post(mine, key[:-1]) == 401
    assert post(mine, "") == 401
    assert post(mine, "ké") == 401
    newer = actions.give_key(mine.pk, by=operator, at=make.MONDAY)
    assert post(mine, key) == 401
    actions.end_key(mine.pk, by=operator, at=make.MONDAY)
    assert post(mine, newer) == 401
    mine.pk = 999_999
    assert post(mine, newer) == 401
    assert not ServerReading.objects.exists()


def test_server_that_is_used_no_more_is_not_heard(mine, key, operator):
    mine.is_active = False
    actions.save_server(mine, by=operator, at=make.MONDAY)

    assert post(mine, key) == 401


def test_too_much_and_without_length_is_refused_before_it_is_read(mine, key):
    exactly = GOOD + " " * (MOST_BYTES - len(GOOD))

    assert post(mine, key, exactly + " ") == 413
    assert post(mine, key, GOOD, CONTENT_LENGTH="") == 411
    assert post(mine, key, GOOD, CONTENT_LENGTH="-1") == 411
    assert post(mine, key, GOOD, CONTENT_LENGTH="9" * 4000) == 413
    assert not ServerReading.objects.exists()
    assert post(mine, key, exactly) == 201


@pytest.mark.parametrize(
    "body",
    ["[]", "{}", "{", "[" * 2000, '{"where": "/"}', '{"disk": "71"}', '{"disk": 101}',
     '{"disk": -1}', '{"load": NaN}', '{"load": 1e400}', '{"disk": 1, "by": 1}', '{"disk": true}',
     '{"disk": 1, "where": "<b>"}', '{"disk": 1, "where": "\\u0000"}', "\xff\xfe"],
)  # fmt: skip
def test_odd_bodies_are_refused_and_keep_nothing(mine, key, body):
    assert post(mine, key, body) == 400
    assert not ServerReading.objects.exists()


def test_agent_is_heard_once_a_minute(mine, key):
    with time_machine.travel(make.MONDAY, tick=False) as clock:
        assert post(mine, key) == 201
        clock.shift(timedelta(seconds=40))
        assert post(mine, key) == 429
        clock.shift(timedelta(seconds=20))
        assert post(mine, key) == 201
    assert ServerReading.objects.count() == 2


def test_one_address_asks_only_so_often(mine, key, monkeypatch):
    monkeypatch.setattr(agent_views, "SENDINGS_A_MINUTE", 3)

    with time_machine.travel(make.MONDAY, tick=False):
        answers = [post(mine, "salah") for _ in range(5)]

    assert answers == [401, 401, 401, 429, 429]


def test_door_takes_posts_alone(mine, client):
    assert client.get(reverse("maintenance:take_reading", args=[mine.pk])).status_code == 405


def test_key_is_shown_once_to_who_may_and_the_script_is_given(mine, operator, client):
    client.force_login(make.user("sekretaris", court=operator.court))
    address = reverse("maintenance:give_server_key", args=[mine.pk])
    assert client.post(address).status_code == 302  # led back with the reason
    assert not ServerKey.objects.exists()

    client.force_login(operator)
    page = client.post(address)
    key = page.context["key"]

    assert key in page.text
    assert "no-store" in page.headers["Cache-Control"]
    assert key not in client.get(mine.get_absolute_url()).text
    assert b"".join(client.get(reverse("maintenance:server_script")).streaming_content)[:9] == (
        b"#!/bin/sh"
    )
    assert client.post(reverse("maintenance:end_server_key", args=[mine.pk])).status_code == 302
    assert post(mine, key) == 401


# --------------------------------------------------------------------------------- the real thing
def run_agent(address, key, tmp_path, **words):
    file = tmp_path / "token"
    file.write_text(f"{key}\n")
    surroundings = {"PATH": os.environ["PATH"], "SOPTI_ALAMAT": address,
                    "SOPTI_TOKEN_BERKAS": str(file), "no_proxy": "*", **words}  # fmt: skip
    return subprocess.run(
        ["/bin/sh", str(SCRIPT)], env=surroundings, capture_output=True, text=True, timeout=60,
        check=False,
    )  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_agent_reads_this_machine_and_sends_it_to_a_real_server(live_server, mine, key, tmp_path):
    address = f"{live_server.url}{reverse('maintenance:take_reading', args=[mine.pk])}"

    bare = run_agent(address, key, tmp_path)
    wrong = run_agent(address, "salah", tmp_path, SOPTI_TANPA_HTTPS="ya")
    sent = run_agent(address, key, tmp_path, SOPTI_TANPA_HTTPS="ya")

    assert bare.returncode == 2
    assert "tanpa https" in bare.stderr
    assert wrong.returncode != 0
    assert sent.returncode == 0, sent.stderr + sent.stdout
    kept = ServerReading.objects.get()
    assert 0 <= kept.disk <= 100
    assert 0 < kept.memory <= 100
    assert kept.load is not None
    assert kept.where.startswith("/")
