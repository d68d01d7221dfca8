"""The newest copy brought back for practice: proved, told, and nothing left, on both databases."""

import json
import os
import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.utils.timezone import now

from sopti.core.errors import Refusal
from sopti.core.gauges import gauges
from sopti.recovery import actions, beside, rules
from sopti.recovery.copies import alone
from sopti.recovery.manifest import Packed, kept_file
from sopti.recovery.nightly import Weekly, why_worry
from sopti.recovery.rehearsal import Rehearsal, last_rehearsal
from sopti.recovery.rehearsing import rehearse
from tests import make
from tests.recovery.test_backup import NIGHT
from tests.recovery.test_nightly import copy_of

AT = now()


@pytest.fixture
def copies(settings, tmp_path):
    settings.BACKUP_DIR = str(tmp_path / "copies")
    return tmp_path / "copies"


def leftovers():
    """Return what a rehearsal left: its folder, its database."""
    place = Path(settings.VAR_DIR) / beside.FOLDER
    if connection.vendor == "sqlite":
        return [place] if place.exists() else []
    with connection.cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE '%\\_uji\\_%'")
        names = [name for (name,) in cursor.fetchall()]
    return [*names, *([place] if place.exists() else [])]


def surroundings():
    """Return those of this installation, for a process of its own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DJANGO_")}
    url = settings.DATABASE_URL.rpartition("/")[0] + "/" + str(connection.settings_dict["NAME"])
    place = {"DATABASE_URL": url} if connection.vendor == "postgresql" else {}
    return kept | place | {"SOPTI_VAR": str(settings.VAR_DIR)}


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_copy_is_proved_and_a_changed_one_is_found_and_nothing_is_left(case, copies):
    copy = actions.back_up(copies, at=NIGHT)

    assert passes(copies, copy) == AT
    manifest = json.loads((copy / "manifest.json").read_text())
    name = f"files/{case.attachments.get().file.name}"
    (copy / name).write_bytes(b"another")
    found = rehearse(copies, at=AT + timedelta(days=1))
    assert found.wrong.startswith(f"Cadangan ini rusak: {name} tidak lagi sama")
    assert (found.passed_at, leftovers()) == (AT, [])

    # Whoever makes the manifest fit is found by what the database says of the file.
    manifest["files"][name] = kept_file(copy / name).model_dump()
    (copy / "manifest.json").write_text(json.dumps(manifest))
    found = rehearse(copies, at=AT + timedelta(days=1))
    assert found.wrong == f"workflow.Attachment: {case.attachments.get().file.name} isinya berubah."
    assert leftovers() == []


def passes(copies, copy):
    found = rehearse(copies, at=AT)
    assert (found.of, found.wrong, leftovers()) == (copy.name, "", [])
    assert last_rehearsal(copies) == found
    assert found.seconds > 0
    return found.passed_at


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_what_a_killed_rehearsal_left_is_removed_by_the_next(case, copies):
    actions.back_up(copies, at=NIGHT)
    command = [sys.executable, "manage.py", "rehearse", str(copies)]
    running = subprocess.Popen(command, cwd=settings.BASE_DIR, env=surroundings())
    wait_for(Path(settings.VAR_DIR) / beside.FOLDER)
    os.kill(running.pid, signal.SIGKILL)
    running.wait()
    assert leftovers() != []
    assert last_rehearsal(copies) is None

    with beside.empty_installation() as fresh:
        there = Path(fresh["SOPTI_VAR"])
        assert [path.name for path in there.iterdir() if path.name != beside.NOTE] == []

    assert leftovers() == []


def wait_for(place):
    deadline = time.monotonic() + 30
    holds = [beside.NOTE] if connection.vendor == "postgresql" else []
    while not place.is_dir() or sorted(os.listdir(place))[:1] != holds[:1]:  # noqa: PTH208
        assert time.monotonic() < deadline
        time.sleep(0.01)


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_database_of_another_name_is_never_dropped(copies):
    place = Path(settings.VAR_DIR) / beside.FOLDER
    place.mkdir(parents=True)
    real = str(connection.settings_dict["NAME"])
    (place / beside.NOTE).write_text(real)

    with beside.empty_installation():
        pass

    connection.close()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM people_court")  # still there
    assert leftovers() == []


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_right_that_is_missing_is_named(copies):
    if connection.vendor == "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE tanpa_hak; SET ROLE tanpa_hak")
        try:
            with pytest.raises(Refusal, match="ALTER ROLE tanpa_hak CREATEDB"):
                beside._make_database(Path(settings.VAR_DIR))  # noqa: SLF001 (as that role)
        finally:
            cursor.execute("RESET ROLE; DROP ROLE tanpa_hak")
    assert leftovers() == []


@pytest.mark.django_db
def test_torn_copy_is_a_result_and_what_cannot_be_tried_is_none(copies, tmp_path, monkeypatch):
    with pytest.raises(Refusal, match="Belum ada cadangan"):
        rehearse(copies, at=AT)
    copies.mkdir()
    copy_of(copies, AT)
    with pytest.raises(Refusal, match=r"Berkas kunci .+ tidak ada"):
        rehearse(copies, at=AT, key=tmp_path / "nowhere")
    with alone(Path(settings.VAR_DIR) / "latihan.lock", busy=""), pytest.raises(Refusal):
        rehearse(copies, at=AT)
    monkeypatch.setattr(rules.room, "rooms", lambda: [rules.room.Room("/data", 10, 1000)])
    with pytest.raises(Refusal, match="Ruang pada disk /data tidak cukup"):
        rehearse(copies, at=AT)
    assert last_rehearsal(copies) is None

    (copies / "sopti-1" / "manifest.json").write_text("torn")

    assert rehearse(copies, at=AT).wrong.endswith("tidak dapat dibaca: berkas itu rusak.")
    assert last_rehearsal(copies).passed_at is None


def test_copy_that_needs_a_key_from_elsewhere_says_how(settings, copies):
    copies.mkdir()
    copy_of(copies, AT, packed=Packed(name="sopti.tar.age", program="age", size=1, sha256=""))
    settings.BACKUP_AGE_RECIPIENT = "age1"

    with pytest.raises(Refusal, match="rehearse --key BERKAS"):
        rehearse(copies, at=AT)

    assert Weekly().is_due(AT) is False
    settings.BACKUP_KEY_FILE = "/here"
    assert Weekly().is_due(AT) is True


def kept(copies, *, began_at, wrong="", passed_at=None):
    copies.mkdir(exist_ok=True)
    Rehearsal(began_at=began_at, of="sopti-1", seconds=7, wrong=wrong, passed_at=passed_at).keep(
        copies
    )


def test_rehearsal_is_due_after_a_week_and_after_a_failure_next_day(copies):
    copies.mkdir()
    assert Weekly().is_due(AT) is False
    copy_of(copies, AT)
    assert Weekly().is_due(AT) is True

    kept(copies, began_at=AT, passed_at=AT)
    assert Weekly().is_due(AT + timedelta(days=7)) is False
    assert Weekly().is_due(AT + timedelta(days=7, hours=1)) is True

    kept(copies, began_at=AT, wrong="rusak", passed_at=AT)
    assert Weekly().is_due(AT + timedelta(hours=23)) is False
    assert Weekly().is_due(AT + timedelta(hours=24)) is True


def test_worker_begins_a_rehearsal_in_a_process_of_its_own(settings, copies, tmp_path):
    copies.mkdir()
    copy_of(copies, AT)
    settings.BASE_DIR = tmp_path  # without a manage.py the process ends at once
    weekly = Weekly()

    assert weekly(AT) == "a rehearsal of the newest copy was begun"
    weekly._running.wait()  # noqa: SLF001 (however busy the machine)
    assert weekly(AT + timedelta(hours=23)) == ""


def test_failed_and_forgotten_rehearsals_worry_and_a_fresh_one_does_not(settings, copies):
    kept(copies, began_at=AT, passed_at=AT)
    copy_of(copies, AT - timedelta(days=11))
    copy_of(copies, AT, name="sopti-2")
    assert why_worry(AT) is None

    kept(copies, began_at=AT, wrong="sopti.sqlite3 tidak ada.", passed_at=AT)
    assert why_worry(AT).startswith("Latihan memulihkan cadangan SOPTI gagal. Minta petugas")
    assert why_worry(AT).endswith("Sebabnya: sopti.sqlite3 tidak ada.")

    kept(copies, began_at=AT, passed_at=AT - timedelta(days=10))
    assert why_worry(AT).startswith("Cadangan SOPTI terakhir dicoba dipulihkan 10 hari yang lalu.")
    settings.BACKUP_AGE_RECIPIENT = "age1"
    assert why_worry(AT) is None
    kept(copies, began_at=AT, passed_at=AT - timedelta(days=100))
    assert why_worry(AT).endswith("manage.py rehearse --key BERKAS dengan kunci cadangannya.")

    (copies / "latihan.json").write_text("torn")
    assert why_worry(AT).startswith("Cadangan SOPTI belum pernah berhasil dicoba dipulihkan.")


@pytest.mark.django_db
def test_administrator_reads_of_copies_and_rehearsals_and_nobody_else(copies, client):
    court = make.court()
    kept(copies, began_at=AT - timedelta(days=1), passed_at=AT - timedelta(days=1))
    copy_of(copies, AT)

    client.force_login(make.user("admin", court=court))
    page = " ".join(client.get("/").content.decode().split())
    assert "<dt>Latihan pemulihan</dt> <dd> kemarin, " in page
    assert ": berhasil </dd>" in page

    client.force_login(make.user("ketua", court=court))
    assert "Cadangan SOPTI" not in client.get("/").content.decode()


@pytest.mark.django_db
def test_watchers_learn_of_a_failed_rehearsal_and_of_the_last_good_one(copies):
    def told():
        return {one.name: one.value for one in gauges(AT) if one.name.startswith("sopti_reh")}

    copies.mkdir()
    copy_of(copies, AT)
    assert told() == {}
    kept(copies, began_at=AT, wrong="rusak", passed_at=AT - timedelta(days=2))
    assert told() == {"sopti_rehearsal_failed": 1, "sopti_rehearsal_age_seconds": 172800.0}
