"""Copies of a site in use, brought back by the commands into an empty one, on both databases."""

import fcntl
import shutil
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings

from sopti.core.errors import Refusal
from sopti.recovery import actions, databases
from sopti.recovery.copies import copies_in
from sopti.recovery.manifest import Contents, Kept, Manifest, read_manifest
from sopti.recovery.proving import faults, file_fields
from sopti.workflow import guards
from sopti.workflow.models import Event
from tests.recovery.elsewhere import manage

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

NIGHT = datetime(2026, 11, 16, 14, 0, tzinfo=UTC)


@pytest.mark.django_db(transaction=True)
def test_copy_comes_back_whole_in_an_empty_installation_and_only_there(case, elsewhere, tmp_path):
    kept, sealed = case.attachments.get(), Event.objects.count()
    draw_small_picture()
    guards.take_away()  # as in a copy of the time before there were any

    copy = actions.back_up(tmp_path / "copies", at=NIGHT)

    holds_just(read_manifest(copy), case, kept, sealed)
    with damaged(copy / "files" / kept.file.name):
        refused_as(f"files/{kept.file.name} tidak lagi sama", elsewhere, copy)
    refused_as("bukan kunci yang menyegel", elsewhere | {"SOPTI_RECORD_KEY": "another"}, copy)
    assert [path for path in Path(elsewhere["SOPTI_VAR"]).rglob("*") if path.is_file()] == []

    comes_back(elsewhere, copy, f"{case.court.key}: catatan utuh sampai nomor {sealed}.")
    there = Path(elsewhere["SOPTI_VAR"]) / "files" / kept.file.name
    assert there.read_bytes() == Path(kept.file.path).read_bytes()
    refused_as("Basis data ini sudah berisi.", elsewhere, copy)


def draw_small_picture():
    small = Path(settings.MEDIA_ROOT) / "thumbnails" / "0a1b2c.jpg"
    small.parent.mkdir()
    small.write_bytes(b"drawn again when it is missing")


def holds_just(manifest, case, kept, sealed):
    assert manifest.contents == databases.contents()
    assert manifest.contents.rows["workflow_case"] == 1
    assert manifest.contents.heads[case.court.key].sequence == sealed
    assert set(manifest.files) == {manifest.database, f"files/{kept.file.name}"}


def comes_back(surroundings, copy, said):
    came = manage(surroundings, "restore", copy)
    assert (came.returncode, came.stderr) == (0, "")
    assert came.stdout.splitlines()[-1] == said
    proven = manage(surroundings, "verify")
    assert (proven.returncode, proven.stdout) == (0, "Utuh.\n")


@contextmanager
def damaged(path):
    before = path.read_bytes()
    path.write_bytes(b"another")
    yield
    path.write_bytes(before)


def refused_as(words, surroundings, copy):
    came = manage(surroundings, "restore", copy)
    assert came.returncode == 1
    assert words in came.stderr


@pytest.mark.django_db(transaction=True)
def test_newest_copies_are_kept_and_half_a_copy_is_none(case, tmp_path, monkeypatch):
    folder = tmp_path / "copies"
    made = [actions.back_up(folder, at=NIGHT + timedelta(days=day), keep=2) for day in range(3)]
    assert copies_in(folder) == made[1:]

    monkeypatch.setattr(shutil, "copy2", full_disk)
    with pytest.raises(Refusal, match="No space left"):
        actions.back_up(folder, at=NIGHT + timedelta(days=3), keep=1)

    assert copies_in(folder) == made[1:]
    assert sorted(path.name for path in folder.glob("sopti-*")) == [one.name for one in made[1:]]


def full_disk(*_):
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize("name", ["../secret.key", "/etc/passwd", "files/../../x"])
def test_copy_whose_files_lead_elsewhere_is_refused(tmp_path, name):
    kept = Kept(size=1, sha256="0" * 64)
    Manifest(
        made_at=NIGHT,
        engine="sqlite",
        record_key="",
        database="sopti.sqlite3",
        contents=Contents(rows={}, heads={}),
        files={"sopti.sqlite3": kept, name: kept},
    ).write(tmp_path)

    with pytest.raises(Refusal, match="tidak dapat dipercaya"):
        read_manifest(tmp_path)


def test_folder_that_is_no_copy_is_said_to_be_none(tmp_path):
    with pytest.raises(Refusal, match="bukan cadangan SOPTI"):
        read_manifest(tmp_path)


def test_two_copies_at_once_are_refused(tmp_path):
    folder = tmp_path / "copies"
    folder.mkdir()
    with (folder / ".sopti.lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)

        with pytest.raises(Refusal, match="Cadangan lain sedang dibuat"):
            actions.back_up(folder, at=NIGHT)


def test_missing_and_changed_files_are_found(case):
    kept = case.attachments.get()
    assert list(faults()) == []

    Path(kept.file.path).write_bytes(b"changed")
    assert list(faults()) == [f"workflow.Attachment: {kept.file.name} isinya berubah."]

    Path(kept.file.path).unlink()
    assert list(faults()) == [f"workflow.Attachment: {kept.file.name} tidak ada."]


def test_every_column_that_names_a_file_is_looked_at():
    found = {model._meta.label for model, _ in file_fields()}  # noqa: SLF001 (Django's own way)

    assert {"workflow.Attachment", "maintenance.Asset", "website_ops.Photo"} <= found
