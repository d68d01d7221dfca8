"""The daily copy begins by itself, and an administrator reads when the last one is old."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from sopti.recovery.manifest import Contents, Kept, Manifest
from sopti.recovery.nightly import Nightly, last_copy_at, why_worry
from tests import make

AT = now()


@pytest.fixture
def folder(settings, tmp_path):
    settings.BACKUP_DIR = str(tmp_path)
    return tmp_path


def copy_of(folder, at, name="sopti-1", packed=None):
    (folder / name).mkdir()
    contents, kept = Contents(rows={}, heads={}), Kept(size=0, sha256="")
    Manifest(made_at=at, engine="sqlite", record_key="", database="x", contents=contents,
             files={"x": kept}, packed=packed).write(folder / name)  # fmt: skip


def test_no_copy_is_begun_without_a_folder_or_within_a_day(settings, folder):
    copy_of(folder, AT)

    assert Nightly()(AT + timedelta(hours=23)) == ""
    settings.BACKUP_DIR = ""
    assert Nightly()(AT + timedelta(days=9)) == ""


def test_copy_that_failed_is_tried_again_an_hour_later(settings, folder, tmp_path):
    settings.BASE_DIR = tmp_path  # without a manage.py the process ends at once
    nightly = Nightly()

    assert nightly(AT) == "a copy of the installation was begun"
    nightly._running.wait()  # noqa: SLF001 (the process must have ended, however busy the machine)

    assert nightly(AT + timedelta(minutes=59)) == ""
    assert nightly(AT + timedelta(minutes=61)) == "a copy of the installation was begun"
    nightly._running.wait()  # noqa: SLF001


def test_newest_readable_copy_counts(folder):
    copy_of(folder, AT - timedelta(days=3))
    (folder / "sopti-2").mkdir()
    (folder / "sopti-2" / "manifest.json").write_text("torn")

    assert last_copy_at() == AT - timedelta(days=3)


def test_old_copy_and_no_copy_are_told_and_a_fresh_one_is_not(folder):
    assert why_worry(AT).startswith("Belum ada cadangan SOPTI.")
    copy_of(folder, AT - timedelta(days=3))
    assert why_worry(AT).startswith("Cadangan SOPTI terakhir dibuat 3 hari yang lalu.")
    copy_of(folder, AT - timedelta(hours=30), name="sopti-2")
    assert why_worry(AT) is None


@pytest.mark.django_db
def test_only_an_administrator_is_warned_on_beranda(folder, client):
    court = make.court()
    worry = "Belum ada cadangan SOPTI."

    client.force_login(make.user("admin", court=court))
    page = client.get("/").content.decode()
    assert worry in page
    assert "Server SOPTI perlu diperiksa" in page

    client.force_login(make.user("ketua", court=court))
    assert worry not in client.get("/").content.decode()
