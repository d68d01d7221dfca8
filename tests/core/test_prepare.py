import pytest
from django.core.management import call_command
from django.db import connection

from sopti.core.management.commands import prepare


@pytest.fixture
def var(tmp_path, settings):
    settings.VAR_DIR, settings.STATIC_ROOT = tmp_path, tmp_path / "collected"
    settings.STATIC_ROOT.mkdir()
    return tmp_path


@pytest.fixture
def done(monkeypatch, var):
    """What a start did, in order: the commands are others' business."""
    names = []
    monkeypatch.setattr(prepare, "call_command", lambda name, **options: names.append(name))
    return names


@pytest.fixture
def new_database(monkeypatch):
    monkeypatch.setattr(connection.introspection, "table_names", list)
    monkeypatch.setattr(prepare, "migrations_wait", lambda: True)


pytestmark = pytest.mark.django_db


def test_first_start_does_everything(done, new_database):
    call_command("prepare")

    assert done == ["migrate", "createcachetable", "collectstatic", "load_demo"]


def test_second_start_does_nothing(done):
    call_command("prepare")
    done.clear()

    call_command("prepare")

    assert done == []


def test_changed_fixtures_load_the_demonstration_again(done, var, settings):
    settings.BASE_DIR = var
    for folder in ("static", "requirements", "fixtures"):
        (var / folder).mkdir()
    (var / "requirements/base.txt").touch()
    (var / "fixtures/courts.toml").write_text("old")
    call_command("prepare")
    (var / "fixtures/courts.toml").write_text("newer")
    done.clear()

    call_command("prepare")

    assert done == ["load_demo"]


def test_empty_start_tells_how_to_begin_and_stays_empty(done, new_database, monkeypatch, capsys):
    call_command("prepare", empty=True)
    monkeypatch.undo()
    monkeypatch.setattr(prepare, "call_command", lambda name, **options: done.append(name))
    call_command("prepare")

    assert done == ["migrate", "createcachetable", "collectstatic"]
    assert "manage.py add_court" in capsys.readouterr().out


def test_start_after_the_data_was_removed_loads_the_demonstration_again(done, new_database):
    call_command("prepare")
    done.clear()

    call_command("prepare")

    assert done == ["migrate", "createcachetable", "load_demo"]
