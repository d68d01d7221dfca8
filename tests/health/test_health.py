"""What a program learns that watches over the server, and who is warned when the worker is away."""

import platform
import re
import threading
import time
from datetime import timedelta

import pytest
from django.db import connection
from django.test import override_settings
from django.utils.timezone import now

from sopti.core.gauges import Gauge, as_text
from sopti.health import ready, views
from sopti.health.actions import beat
from sopti.health.models import Beat
from tests import make

AT = now()
GOOD = {"ready": True, "database": "ok", "tables": "ok", "disk": "ok"}


@pytest.fixture(autouse=True)
def nothing_kept():
    """What one test found answers no other."""
    ready.answers.clear()
    views.answers.clear()


@pytest.mark.django_db
def test_a_process_that_can_work_says_so_without_a_session(client):
    answer = client.get("/healthz")

    assert (answer.status_code, answer.json()) == (200, GOOD)
    assert answer.cookies == {}
    assert "no-store" in answer["Cache-Control"]
    assert client.get("/healthz/live").content == b"ok\n"


@pytest.mark.django_db
def test_a_disk_without_room_is_told_but_people_may_go_on_reading(client, monkeypatch):
    monkeypatch.setattr(ready, "is_short", lambda: True)

    answer = client.get("/healthz")

    assert (answer.status_code, answer.json()) == (200, GOOD | {"disk": "short"})


@pytest.mark.django_db
def test_tables_of_an_older_version_take_the_process_out(client, monkeypatch):
    monkeypatch.setattr(ready, "migrations_are_done", lambda: False)

    answer = client.get("/healthz")

    assert (answer.status_code, answer.json()["tables"]) == (503, "old")


@pytest.mark.django_db
def test_a_database_that_hangs_is_told_within_the_time(client, monkeypatch):
    let_go = threading.Event()
    monkeypatch.setattr(ready, "ANSWER_SECONDS", 0.2)
    monkeypatch.setattr(ready, "_database", lambda: let_go.wait(20) and "ok")

    began = time.monotonic()
    answer = client.get("/healthz")
    spent = time.monotonic() - began
    let_go.set()

    assert (answer.status_code, answer.json()["database"]) == (503, "slow")
    assert spent < 2


@pytest.mark.django_db
def test_migrations_that_wait_are_found(monkeypatch):
    ready.plan_is_empty.cache_clear()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'health'")

    assert ready.migrations_are_done() is False


@pytest.mark.django_db
def test_numbers_are_for_this_machine_or_for_a_token(client, settings):
    assert client.get("/metrics").status_code == 200
    assert client.get("/metrics", REMOTE_ADDR="10.1.2.3").status_code == 404
    assert client.get("/metrics", headers={"X-Forwarded-For": "10.1.2.3"}).status_code == 404
    with override_settings(HTTPS=True):
        assert client.get("/metrics").status_code == 404

    settings.METRICS_TOKEN = "panjang-sekali"  # noqa: S105 (of the test)
    assert client.get("/metrics").status_code == 404
    given = {"Authorization": "Bearer panjang-sekali"}
    assert client.get("/metrics", headers=given, REMOTE_ADDR="10.1.2.3").status_code == 200


@pytest.mark.django_db
def test_numbers_cost_few_queries_and_are_kept_for_a_moment(client, django_assert_num_queries):
    make.court()
    beat(now())

    with django_assert_num_queries(7):
        told = client.get("/metrics").content.decode()
    with django_assert_num_queries(0):
        assert client.get("/metrics").content.decode() == told

    assert "\nsopti_workers 1\n" in told
    assert "\nsopti_outbox_waiting 0\n" in told
    assert re.search(r"^sopti_worker_silent_seconds [0-2](\.\d+)?$", told, re.MULTILINE)
    assert all(re.fullmatch(r"#.*|\w+(\{.*\})? \S+", line) for line in told.splitlines())


@pytest.mark.both_databases
@pytest.mark.django_db
def test_numbers_tell_what_waits(client):
    person = make.user(email="a@example.org")
    from sopti.notifications.actions import notify  # noqa: PLC0415

    notify(to=[person], subject="x", body="y", link="/", at=now())

    assert "\nsopti_outbox_waiting 1\n" in client.get("/metrics").content.decode()


def test_words_in_labels_cannot_break_a_line():
    told = as_text([Gauge("a", "Help.", 1, {"court": 'x"\n\\'}), Gauge("a", "Help.", 2)])

    assert told == '# HELP a Help.\n# TYPE a gauge\na{court="x\\"\\n\\\\"} 1\na 2\n'


@pytest.mark.django_db
def test_a_worker_keeps_one_row_and_forgets_those_of_the_day_before():
    Beat.objects.create(place="sopti2:9", at=AT - timedelta(days=2))
    beat(AT - timedelta(seconds=30))
    beat(AT)

    (left,) = Beat.objects.all()
    assert left.place.startswith(f"{platform.node()}:")
    assert left.at == AT


@pytest.mark.django_db
def test_only_an_administrator_is_warned_of_a_silent_worker(client):
    court = make.court()
    worry = "Pekerja latar SOPTI tidak berjalan sejak"
    admin, ketua = make.user("admin", court=court), make.user("ketua", court=court)

    client.force_login(admin)
    assert worry not in client.get("/").content.decode()  # nothing known: none was ever started
    beat(now() - timedelta(minutes=20))
    assert worry in client.get("/").content.decode()
    client.force_login(ketua)
    assert worry not in client.get("/").content.decode()
    client.force_login(admin)
    Beat.objects.create(place="sopti2:9", at=now())
    assert worry not in client.get("/").content.decode()
