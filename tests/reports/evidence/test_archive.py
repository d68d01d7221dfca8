"""A ZIP that grows by whole cases: other programs read it, and no end of a process tears it."""

import os
import zipfile
from datetime import UTC, datetime

import pytest

from sopti.reports.evidence.archive import (
    CASES,
    DIRECTORY,
    ZIP,
    Archive,
    Lengths,
    TakenError,
    WorkLostError,
)

AT = datetime(2026, 11, 16, 9, 30, tzinfo=UTC)
WORDS = "Pencetak loket macet. " * 500


def put(archive, path, content=b"isi"):
    return archive.add(path, iter([content[:100], content[100:]]), at=AT)


def test_other_programs_read_what_was_put_in(tmp_path):
    with Archive(tmp_path, Lengths()) as archive:
        entry = put(archive, "01 Café ½/Catatan.csv", WORDS.encode())
        put(archive, "01 Café ½/foto.jpg", b"\xff\xd8" * 400)
        archive.close()

    with zipfile.ZipFile(tmp_path / ZIP) as read:
        assert read.testzip() is None
        assert read.namelist() == ["01 Café ½/Catatan.csv", "01 Café ½/foto.jpg"]
        assert read.read("01 Café ½/Catatan.csv").decode() == WORDS
        assert read.getinfo("01 Café ½/Catatan.csv").compress_size < len(WORDS) // 10
        assert read.getinfo("01 Café ½/foto.jpg").date_time == (2026, 11, 16, 9, 30, 0)
    assert (entry.path, entry.size) == ("01 Café ½/Catatan.csv", len(WORDS))


def test_what_was_half_written_is_cut_off_and_what_was_whole_stays(tmp_path):
    with Archive(tmp_path, Lengths()) as archive:
        put(archive, "01/satu.txt", b"satu")
        archive.tell({"nomor": 1})
        kept = archive.made_safe()
        put(archive, "02/separuh.txt", b"tidak pernah utuh")
        archive.tell({"nomor": 2})

    with Archive(tmp_path, kept) as archive:
        put(archive, "02/dua.txt", b"dua")
        archive.tell({"nomor": 3})
        told = list(archive.told())
        archive.close()

    with zipfile.ZipFile(tmp_path / ZIP) as read:
        assert {name: read.read(name) for name in read.namelist()} == {
            "01/satu.txt": b"satu", "02/dua.txt": b"dua",
        }  # fmt: skip
    assert told == [{"nomor": 1}, {"nomor": 3}]


def test_work_that_is_gone_from_the_disk_is_noticed(tmp_path):
    with Archive(tmp_path, Lengths()) as archive:
        put(archive, "01/satu.txt")
        kept = archive.made_safe()
    (tmp_path / DIRECTORY).write_bytes(b"")

    with pytest.raises(WorkLostError), Archive(tmp_path, kept):
        pass

    assert (tmp_path / ZIP).stat().st_size == kept.zip


def test_a_second_writer_is_kept_out(tmp_path):
    with Archive(tmp_path, Lengths()) as archive:
        put(archive, "01/satu.txt")
        before = archive.made_safe()
        with pytest.raises(TakenError), Archive(tmp_path, Lengths()):
            pass
        assert archive.made_safe() == before


def test_entries_beyond_four_gigabytes_are_found(tmp_path):
    five = 5_000_000_000
    for name, length in ((ZIP, five), (DIRECTORY, 0), (CASES, 0)):
        (tmp_path / name).touch()
        os.truncate(tmp_path / name, length)  # sparse: takes no room

    with Archive(tmp_path, Lengths(zip=five)) as archive:
        put(archive, "jauh.txt", b"di belakang")
        archive.close()

    with zipfile.ZipFile(tmp_path / ZIP) as read:
        assert read.getinfo("jauh.txt").header_offset == five
        assert read.read("jauh.txt") == b"di belakang"


def test_more_entries_than_the_old_format_counts_are_found(tmp_path):
    with Archive(tmp_path, Lengths()) as archive:
        for number in range(66_000):
            archive.add(f"{number}.txt", iter([b"x"]), at=AT)
        archive.close()

    with zipfile.ZipFile(tmp_path / ZIP) as read:
        assert len(read.namelist()) == 66_000
        assert read.read("65999.txt") == b"x"
