"""How SOPTI says dates, durations, sizes and numbers."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from sopti.core import words

WIB, WITA, WIT = ZoneInfo("Asia/Jakarta"), ZoneInfo("Asia/Makassar"), ZoneInfo("Asia/Jayapura")
NOW = datetime(2026, 11, 19, 10, 15, tzinfo=WIB)  # a Thursday


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (-5, "0 menit"),
        (0, "0 menit"),
        (1, "1 menit"),
        (59, "59 menit"),
        (60, "1 jam"),
        (135, "2 jam 15 menit"),
        (449, "7 jam 29 menit"),
        (450, "1 hari"),
        (479, "1 hari"),
        (750, "1 hari 5 jam"),
        (799, "1 hari 5 jam"),
        (899, "1 hari 7 jam"),
        (900, "2 hari"),
        (1349, "2 hari"),
        (3150, "7 hari"),
        (45000, "100 hari"),
    ],
)
def test_a_duration_has_two_units_below_two_days_and_is_rounded_down(minutes, said):
    assert words.duration(minutes) == said


def test_a_day_is_as_long_as_the_court_works():
    assert words.duration(400, day_minutes=390) == "1 hari"
    assert words.duration(400) == "6 jam 40 menit"


@pytest.mark.parametrize(
    ("minutes", "left", "late"),
    [
        (0, "Sisa kurang dari 1 menit kerja", "Terlambat kurang dari 1 menit kerja"),
        (45, "Sisa 45 menit kerja", "Terlambat 45 menit kerja"),
        (135, "Sisa 2 jam 15 menit kerja", "Terlambat 2 jam 15 menit kerja"),
        (449, "Sisa 7 jam 29 menit kerja", "Terlambat 7 jam 29 menit kerja"),
        (750, "Sisa 1 hari 5 jam kerja", "Terlambat 1 hari kerja"),
        (899, "Sisa 1 hari 7 jam kerja", "Terlambat 1 hari kerja"),
        (3150, "Sisa 7 hari kerja", "Terlambat 7 hari kerja"),
    ],
)
def test_late_time_is_said_in_whole_days_from_one_day_on(minutes, left, late):
    assert words.time_left(minutes) == left
    assert words.time_late(minutes) == late


def test_kerja_is_left_out_where_the_column_says_it():
    assert words.time_left(315, unit="") == "Sisa 5 jam 15 menit"
    assert words.time_late(315, unit="") == "Terlambat 5 jam 15 menit"


@pytest.mark.parametrize(
    ("minutes", "is_late", "tone"),
    [(0, False, "soon"), (239, False, "soon"), (240, False, "ok"), (0, True, "late")],
)
def test_less_than_four_hours_is_soon(minutes, is_late, tone):
    assert words.tone_of(minutes, is_late=is_late) == tone


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (datetime(2026, 11, 19, 16, 30, tzinfo=WIB), "hari ini, 16.30"),
        (datetime(2026, 11, 19, 0, 0, tzinfo=WIB), "hari ini, 00.00"),
        (datetime(2026, 11, 18, 23, 59, tzinfo=WIB), "kemarin, 23.59"),
        (datetime(2026, 11, 18, 17, 30, tzinfo=UTC), "hari ini, 00.30"),
        (datetime(2026, 11, 17, 13, 20, tzinfo=WIB), "Selasa 17 Nov, 13.20"),
        (datetime(2026, 11, 20, 16, 30, tzinfo=WIB), "Jumat 20 Nov, 16.30"),
        (datetime(2026, 8, 3, 9, 5, tzinfo=WIB), "Senin 3 Agu, 09.05"),
        (datetime(2025, 12, 31, 8, 0, tzinfo=WIB), "Rabu 31 Des 2025, 08.00"),
        (datetime(2027, 1, 4, 8, 0, tzinfo=WIB), "Senin 4 Jan 2027, 08.00"),
    ],
)
def test_a_moment_in_a_list_says_today_yesterday_or_the_day(at, said):
    assert words.moment(at, now=NOW, tz=WIB) == said


def test_a_moment_is_said_in_the_zone_of_the_court():
    late_evening_in_madiun = datetime(2026, 11, 18, 22, 30, tzinfo=WIB)

    assert words.moment(late_evening_in_madiun, now=NOW, tz=WIB) == "kemarin, 22.30"
    assert words.moment(late_evening_in_madiun, now=NOW, tz=WIT) == "hari ini, 00.30"


@pytest.mark.parametrize(
    ("tz", "said"),
    [
        (WIB, "Kamis, 19 November 2026, pukul 10.15 WIB"),
        (WITA, "Kamis, 19 November 2026, pukul 11.15 WITA"),
        (WIT, "Kamis, 19 November 2026, pukul 12.15 WIT"),
        (UTC, "Kamis, 19 November 2026, pukul 03.15"),
    ],
)
def test_a_moment_in_text_names_weekday_month_and_zone(tz, said):
    assert words.long_moment(NOW, tz) == said


def test_every_month_and_weekday_has_its_indonesian_name():
    firsts = [date(2026, month, 1) for month in range(1, 13)]

    assert [words.long_date(day) for day in firsts] == [
        "Kamis, 1 Januari 2026",
        "Minggu, 1 Februari 2026",
        "Minggu, 1 Maret 2026",
        "Rabu, 1 April 2026",
        "Jumat, 1 Mei 2026",
        "Senin, 1 Juni 2026",
        "Rabu, 1 Juli 2026",
        "Sabtu, 1 Agustus 2026",
        "Selasa, 1 September 2026",
        "Kamis, 1 Oktober 2026",
        "Minggu, 1 November 2026",
        "Selasa, 1 Desember 2026",
    ]
    assert words.month_name(firsts[4]) == "Mei 2026"
    assert words.plain_date(firsts[4]) == "1 Mei 2026"


@pytest.mark.parametrize(
    ("value", "said"),
    [(0, "0"), (7, "7"), (1250, "1.250"), (650000, "650.000"), (5.4, "5,4"), (1234.56, "1.234,6")],
)
def test_numbers_have_a_comma_before_decimals_and_points_between_thousands(value, said):
    assert words.number(value) == said


@pytest.mark.parametrize(
    ("size", "said"),
    [
        (0, "0 byte"),
        (999, "999 byte"),
        (1000, "1 kB"),
        (840_999, "840 kB"),
        (1_200_000, "1,2 MB"),
        (10_485_760, "10,5 MB"),
    ],
)
def test_a_file_size_is_said_in_the_largest_unit(size, said):
    assert words.file_size(size) == said


def test_a_nip_is_grouped_and_anything_else_stays_as_it_is():
    assert words.nip("198001172005011003") == "19800117 200501 1 003"
    assert words.nip("12345") == "12345"
    assert words.nip("") == ""


@pytest.mark.parametrize(
    ("items", "said"),
    [([], ""), (["a"], "a"), (["a", "b"], "a dan b"), (["a", "b", "c"], "a, b, dan c")],
)
def test_a_list_of_words_ends_with_dan(items, said):
    assert words.listed(items) == said


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("PERUMUSAN KEBIJAKAN TI", "Perumusan kebijakan TI"),
        ("PERAWATAN SIPP/CTS", "Perawatan SIPP/CTS"),
        ("Pengelolaan Website", "Pengelolaan Website"),
        ("", ""),
    ],
)
def test_title_in_capitals_reads_calmly_and_others_stay(printed, read):
    assert words.calm(printed) == read


@pytest.mark.parametrize(
    ("text", "said"),
    [("2026-11-19", "19 November 2026"), ("2026-13-45", "2026-13-45"),
     ("sejak 2026-11-19", "sejak 2026-11-19"), ("", "")],
)  # fmt: skip
def test_a_day_as_stored_is_spoken_and_nothing_else_is(text, said):
    assert words.spoken(text) == said
