"""A file is whole and on the disk, or it is not there at all."""

import errno
import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.utils.timezone import now

from sopti.core import storing
from sopti.core.storing import LastingStorage, forget_halves


@pytest.fixture
def storage(tmp_path):
    return LastingStorage(location=tmp_path)


def files(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_file_is_stored_whole_and_nothing_else_stays(storage, tmp_path):
    name = storage.save("attachments/a.txt", ContentFile(b"isi"))

    assert name == "attachments/a.txt"
    assert files(tmp_path) == ["attachments/a.txt"]
    assert (tmp_path / name).read_bytes() == b"isi"


def test_known_name_is_not_written_over(storage, tmp_path):
    first = storage.save("a.txt", ContentFile(b"satu"))
    second = storage.save("a.txt", ContentFile(b"dua"))

    assert first != second
    assert ((tmp_path / first).read_bytes(), (tmp_path / second).read_bytes()) == (b"satu", b"dua")


def test_words_are_stored_as_utf8(storage, tmp_path):
    storage.save("a.txt", ContentFile("Rédaksi"))

    assert (tmp_path / "a.txt").read_text("utf-8") == "Rédaksi"


def test_full_disk_leaves_nothing_behind(storage, tmp_path):
    class Full(ContentFile):
        def chunks(self, chunk_size=None):
            yield b"setengah"
            raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(OSError, match="No space left"):
        storage.save("attachments/a.txt", Full(b"isi"))

    assert files(tmp_path) == []


def test_file_reaches_the_disk_before_it_gets_its_name(storage, tmp_path, monkeypatch):
    seen, real = [], os.fsync

    def noted(number):
        path = Path(f"/proc/self/fd/{number}").resolve()
        seen.append((path.parent.name, path.name, "attachments/a.txt" in here()))
        real(number)

    def here():
        return files(tmp_path)

    monkeypatch.setattr(storing.os, "fsync", noted)
    storage.save("attachments/a.txt", ContentFile(b"isi"))

    (above, _, named), folder = seen[-2:]
    assert (above, named) == (storing.HALVES, False)
    assert folder == (tmp_path.name, "attachments", True)


def test_what_a_killed_writer_left_is_thrown_away_a_day_later(tmp_path):
    halves = tmp_path / storing.HALVES
    halves.mkdir()
    old, new = halves / "old", halves / "new"
    for path in (old, new):
        path.write_bytes(b"setengah")
    os.utime(old, (1, 1))

    assert forget_halves(tmp_path, older_than=now() - timedelta(days=1)) == 1
    assert files(tmp_path) == [".half/new"]
