"""What looks like data of the parties or a password is pointed out once, and then let through."""

import pytest

from requests.privacy import doubts_in


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("SIPP 412/Pdt.G/2026/PA.Mn tidak terbuka", "memuat nomor perkara “412/Pdt.G/2026/PA.Mn”"),
        ("Perkara 7/Pdt.P/2026/PA.Mdn", "memuat nomor perkara"),
        ("NIK 3577011203850004 ditolak", "tampak seperti NIK"),
        ("3577 0112 0385 0004", "tampak seperti NIK"),
        ("password: Rahasia123", "tampak memuat kata sandi"),
        ("Kata sandinya = rahasia", "tampak memuat kata sandi"),
        ("PIN adalah 123456", "tampak memuat kata sandi"),
    ],
)
def test_what_does_not_belong_is_found(text, found):
    assert [found in doubt for doubt in doubts_in(text)] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "Kata sandi SIPP perlu diatur ulang setelah mutasi ruang",
        "NIP 198503122010011005 tidak dapat masuk",
        "NIP 19850312 201001 1 005",
        "Nomor surat 1042/KPA.W13-A30/KP4.6/XI/2026",
        "Galat 500 pada 192.168.1.1, port 8080, sejak 17/11/2026",
        "Permintaan 147/TI.B/PA.Mdn/2026",
    ],
)
def test_ordinary_words_are_left_alone(text):
    assert doubts_in(text) == []


def test_long_nonsense_is_read_quickly():
    for text in ("1" * 50_000, "1 " * 25_000, "1/" * 25_000, "pin " * 12_000, "a/" * 25_000):
        doubts_in(text)
