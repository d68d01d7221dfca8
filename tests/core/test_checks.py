import sqlite3

import pytest
from django.conf import settings

from sopti.core.checks import record_has_a_key, sqlite_keeps_what_it_promises


@pytest.fixture
def old_sqlite(monkeypatch):
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 40, 1))
    monkeypatch.setattr(sqlite3, "sqlite_version", "3.40.1")


@pytest.fixture
def on(monkeypatch):
    def use(engine: str, *, allowed: bool = False):
        name = f"django.db.backends.{engine}"
        monkeypatch.setitem(settings.DATABASES["default"], "ENGINE", name)
        monkeypatch.setattr(settings, "ALLOW_OLD_SQLITE", allowed)

    return use


def test_sqlite_of_the_installation_is_safe(on):
    on("sqlite3")

    assert sqlite_keeps_what_it_promises() == []


def test_old_sqlite_is_refused(on, old_sqlite):
    on("sqlite3")

    assert [(found.id, found.msg) for found in sqlite_keeps_what_it_promises()] == [
        ("sopti.E001", "SQLite 3.40.1 dapat merusak berkas data yang ditulis bersamaan.")
    ]


def test_old_sqlite_is_a_warning_where_it_was_accepted(on, old_sqlite):
    on("sqlite3", allowed=True)

    assert [found.id for found in sqlite_keeps_what_it_promises()] == ["sopti.W001"]


def test_old_sqlite_does_not_matter_on_postgres(on, old_sqlite):
    on("postgresql")

    assert sqlite_keeps_what_it_promises() == []


def test_record_without_a_key_is_refused_with_the_way_out(settings):
    settings.RECORD_KEY = ""

    assert [problem.id for problem in record_has_a_key()] == ["sopti.E002"]
    settings.RECORD_KEY = "x"
    assert record_has_a_key() == []
