"""What was written on a form, as paper says it."""

import pytest

from sopti.reports.answers import Answer, Block, Tick, answers_of, blocks_of, given_of
from sopti.sop.schema import Form

FORM = Form.model_validate(
    {
        "code": "FM/AS/32/05",
        "title": "Formulir Permintaan",
        "fields": [
            {"key": "nip", "label": "NIP", "kind": "text"},
            {"key": "tanggal", "label": "Tanggal", "kind": "date"},
            {
                "key": "urgensi",
                "label": "Urgensi",
                "kind": "choice",
                "options": ["Biasa", "Segera"],
            },
            {"key": "jenis", "label": "Jenis", "kind": "choices", "options": ["A", "B"]},
            {
                "key": "barang",
                "label": "Barang",
                "kind": "table",
                "columns": [
                    {"key": "nama", "label": "Nama"},
                    {"key": "jumlah", "label": "Jumlah", "kind": "number"},
                ],
            },
            {"key": "uraian", "label": "Uraian", "kind": "paragraph"},
        ],
    }
)


def field(kind, value):
    form = Form.model_validate(
        {"code": "x", "title": "x", "fields": [{"key": "k", "label": "K", "kind": kind}]}
    )
    return answers_of(form, {"k": value})[0].text


@pytest.mark.parametrize(
    ("kind", "value", "said"),
    [
        ("text", "198507162010011018", "19850716 201001 1 018"),
        ("text", "  ", "\N{EN DASH}"),
        ("text", None, "\N{EN DASH}"),
        ("number", 2027.0, "2027"),
        ("number", 1250000.0, "1.250.000"),
        ("number", 5.4, "5,4"),
        ("date", "2026-10-12", "12 Oktober 2026"),
        ("date", "sekitar Oktober", "sekitar Oktober"),
        ("time", "09:15", "09.15"),
        ("time", "09.15", "09.15"),
        ("choices", ["A", "B"], "A; B"),
        ("paragraph", "dua\nbaris", "dua\nbaris"),
    ],
)
def test_a_value_is_said_as_people_write_it(kind, value, said):
    assert field(kind, value) == said


def test_every_option_has_a_box_and_only_the_chosen_is_crossed():
    answers = answers_of(FORM, {"urgensi": "Segera", "jenis": ["B"]})

    assert answers[2].ticks == (Tick("Biasa", is_on=False), Tick("Segera", is_on=True))
    assert answers[3].ticks == (Tick("A", is_on=False), Tick("B", is_on=True))


def test_a_chosen_word_that_is_no_option_any_more_is_still_shown():
    answers = answers_of(FORM, {"urgensi": "Kilat"})

    assert answers[2].ticks[-1] == Tick("Kilat", is_on=True)


def test_a_table_keeps_its_rows_in_the_order_of_the_columns():
    answers = answers_of(FORM, {"barang": [{"jumlah": 2.0, "nama": "Rol"}, {"nama": "Baki"}]})

    assert answers[4] == Answer(
        "Barang", heads=("Nama", "Jumlah"), rows=(("Rol", "2"), ("Baki", "\N{EN DASH}"))
    )


def test_a_stored_key_that_the_form_does_not_know_is_shown_too():
    answers = answers_of(FORM, {"nomor_rak": "12", "daftar": [{"a": 1}, {"a": 2}]})

    assert answers[-2:] == [Answer("Nomor rak", "12"), Answer("Daftar", "a: 1; a: 2")]


def test_short_answers_share_a_line_and_a_table_stands_alone():
    blocks = blocks_of(answers_of(FORM, {"nip": "1", "tanggal": "2026-10-12", "uraian": "x"}))

    assert [[[one.label for one in line] for line in block.lines] for block in blocks] == [
        [["NIP", "Tanggal"], ["Urgensi"], ["Jenis"]],
        [],
        [["Uraian"]],
    ]
    assert blocks[1] == Block(table=Answer("Barang", heads=("Nama", "Jumlah")))


def test_the_paper_of_a_case_shows_only_what_was_answered():
    given = given_of(FORM, {"nip": "", "urgensi": "Segera", "jenis": [], "uraian": "x"})

    assert [(one.label, one.text) for one in given] == [("Urgensi", "Segera"), ("Uraian", "x")]
