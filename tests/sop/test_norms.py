"""Norms are understood from their own words, and totals are added up as a person would."""

import pytest

from sopti.sop.norms import Span, norm_words, read_span, read_total, why_unreadable
from sopti.sop.schema import Norm
from sopti.sop.totals import computed_total, differs_from_stated
from tests import make


@pytest.mark.parametrize(
    ("text", "days", "minutes"),
    [
        ("2 Jam 20 menit", 0, 140),
        ("15 Menit", 0, 15),
        ("0,5 Jam", 0, 30),
        ("1 hari 3 Jam 40 Menit", 1, 220),
        ("1 Hari", 1, 0),
    ],
)
def test_amounts_of_time_are_read(text, days, minutes):
    assert read_span(text) == Span(days, minutes)


@pytest.mark.parametrize(
    "text", ["", "Relatif", "2", "30 setiap bulan", "15 - 30 Menit", "2 jam saja"]
)
def test_other_words_are_no_amount_of_time(text):
    assert read_span(text) is None


def test_stated_total_is_read_after_its_words():
    assert read_total("Waktu yang diperlukan : 24 Jam") == Span(0, 1440)


@pytest.mark.parametrize(
    ("norm", "words"),
    [
        ({"text": "2 Jam", "kind": "duration", "amount": 2, "unit": "hours"}, "2 jam"),
        (
            {"text": "12 Jam", "kind": "duration", "amount": 12, "unit": "hours", "clock": True},
            "12 jam menurut jam dinding",
        ),
        (
            {
                "text": "1 Jam-3 Hari",
                "kind": "range",
                "amount": 1,
                "unit": "hours",
                "max_amount": 3,
                "max_unit": "days",
            },
            "1 jam sampai 3 hari",
        ),
        (
            {
                "text": "15 - 30 Menit",
                "kind": "range",
                "amount": 15,
                "unit": "minutes",
                "max_amount": 30,
            },
            "15 menit sampai 30 menit",
        ),
        ({"text": "2", "kind": "day_of_case", "day": 2}, "selesai hari kerja ke-2"),
        ({"text": "30 setiap bulan", "kind": "day_of_month", "day": 30}, "tanggal 30 tiap bulan"),
        ({"text": "Relatif", "kind": "relative"}, "dicatat, tidak dinilai"),
        (
            {"text": "disesuaikan dengan waktu kegiatan", "kind": "event"},
            "menurut waktu kegiatan",
        ),
    ],
)
def test_every_kind_of_norm_is_understood(norm, words):
    norm = Norm(**norm)

    assert why_unreadable(norm) is None
    assert norm_words(norm) == words


@pytest.mark.parametrize(
    ("norm", "reason"),
    [
        (
            {
                "text": "3 Hari - 1 Jam",
                "kind": "range",
                "amount": 3,
                "unit": "days",
                "max_amount": 1,
                "max_unit": "hours",
            },
            "norma waktu “3 Hari - 1 Jam”: batas atas tidak lebih besar daripada batas bawah",
        ),
        (
            {"text": "2", "kind": "day_of_case", "day": 2, "unit": "days"},
            "norma waktu day_of_case tidak mengenal unit",
        ),
        (
            {"text": "40 setiap bulan", "kind": "day_of_month", "day": 40},
            "norma waktu “40 setiap bulan”: tanggal 40 tidak ada",
        ),
        ({"text": "", "kind": "relative"}, "norma waktu tidak ditulis"),
    ],
)
def test_norm_that_cannot_be_is_unreadable(norm, reason):
    assert why_unreadable(Norm(**norm)) == reason


@pytest.mark.parametrize(
    ("court", "document", "letter", "total"),
    [
        ("pa-kota-madiun", "as-32", "B", "selesai hari ke-5"),
        ("pa-kota-madiun", "as-32", "C", "selesai hari ke-1, ditambah 8 langkah setiap bulan"),
        ("pa-kota-madiun", "as-32", "E", "8 jam 15 menit, ditambah 4 langkah relatif"),
        (
            "pa-kota-madiun",
            "as-32",
            "F",
            "3 jam 40 menit, ditambah 1 langkah menurut waktu kegiatan",
        ),
        ("pa-ternate", "publikasi-konten", "", "6 jam 30 menit sampai 6 jam 45 menit"),
        ("pa-ternate", "pemeliharaan-website", "", "4 hari 6 jam sampai 7 hari 5 jam"),
        ("pa-payakumbuh", "as-29", "D", "9 jam 15 menit"),
        ("pa-payakumbuh", "as-29", "G", "1 hari 3 jam 40 menit"),
    ],
)
def test_totals_of_the_real_tables_are_added_up(court, document, letter, total):
    body = make.sop_body(court, document)

    procedure = next(one for one in body.procedures if letter in ("", one.letter))

    assert computed_total(procedure) == total


def test_only_payakumbuh_d_states_a_wrong_total():
    documents = [("pa-payakumbuh", "as-29"), ("pa-banjarnegara", "as-24")]

    procedures = [one for found in documents for one in make.sop_body(*found).procedures]
    wrong = [one.letter for one in procedures if differs_from_stated(one)]

    assert len([one for one in procedures if one.stated_total]) == 11
    assert wrong == ["D"]
