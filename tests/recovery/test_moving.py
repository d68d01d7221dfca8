"""Moving from SQLite: what comes is what was there, and nothing comes where something is."""

from datetime import UTC, datetime

import pytest
from django.contrib.sessions.models import Session
from django.db import connection, connections
from django.db.backends.sqlite3.base import DatabaseWrapper

from sopti.core.errors import Refusal
from sopti.recovery import moving
from sopti.recovery.moving import Content, why_not_move

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

PRECISE = datetime(2026, 11, 30, 8, 0, 0, 123456, tzinfo=UTC)


@pytest.fixture
def old(tmp_path):
    """A SQLite file with one table, open beside the database of the tests."""
    if connection.vendor == "sqlite":
        pytest.skip("SQLite is what one moves away from")
    place = {"NAME": str(tmp_path / "old.sqlite3"), "OPTIONS": {}, "CONN_MAX_AGE": 0}
    connections[moving.OLD] = DatabaseWrapper({**connection.settings_dict, **place}, moving.OLD)
    with connections[moving.OLD].schema_editor() as editor:
        editor.create_model(Session)
    for key in ("satu", "dua"):
        Session.objects.using(moving.OLD).create(
            session_key=key, session_data="é\\\n\t", expire_date=PRECISE
        )
    yield tmp_path / "old.sqlite3"
    connections[moving.OLD].close()
    del connections[moving.OLD]


def test_rows_come_as_they_were_to_the_microsecond(old):
    content = moving._bring(Session, "django_session")  # noqa: SLF001 (one table of the move)

    assert content.rows == 2
    assert list(Session.objects.order_by("session_key").values_list()) == list(
        Session.objects.using(moving.OLD).order_by("session_key").values_list()
    )
    assert Session.objects.get(pk="satu").expire_date == PRECISE


def test_table_that_did_not_come_as_it_was_is_refused(old, monkeypatch):
    def without_microseconds(model, row):
        return [*row[:2], row[2].replace(microsecond=0)]

    monkeypatch.setattr(moving, "_prepared", without_microseconds)

    with pytest.raises(Refusal, match="django_session tidak sama sesudah dipindahkan"):
        moving._bring(Session, "django_session")  # noqa: SLF001


def test_rows_are_told_apart_but_not_by_their_order():
    first, second = (1, PRECISE, {"a": 1, "b": 2}, b"x"), (2, None, {}, b"y")
    there = Content().and_row(first).and_row(second)

    assert there == Content().and_row(second).and_row(first)
    assert there == Content().and_row((1, PRECISE, {"b": 2, "a": 1}, memoryview(b"x"))).and_row(
        second
    )
    assert there != Content().and_row(first).and_row((2, None, {}, b"z"))
    assert there != Content().and_row(first)


def test_full_or_wrong_database_is_not_moved_into(tmp_path):
    if connection.vendor == "sqlite":
        assert why_not_move(tmp_path).startswith("Tujuannya harus PostgreSQL")
        return
    assert "tidak ada. Sebutkan letaknya" in why_not_move(tmp_path / "nowhere")
    (tmp_path / "old.sqlite3").touch()
    assert why_not_move(tmp_path / "old.sqlite3").startswith("Basis data tujuan sudah berisi.")
