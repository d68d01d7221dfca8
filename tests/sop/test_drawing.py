"""The table of a page: the drawing in its cells, and the same in words where rows are lists."""

from sopti.sop.drawing import plan_of, rows_of, softened
from tests import make


def drawn(court, document, key, *, is_draft=True):
    procedure = make.sop_body(court, document).procedure(key)
    return rows_of(procedure, plan_of(procedure, is_draft=is_draft), [])


def cells(row):
    return [cell for band in row.bands for cell in band if cell.drawn.shape]


def test_each_step_has_its_shape_in_the_lane_of_its_performer():
    rows = drawn("pa-kota-madiun", "as-32", "permintaan-layanan")

    shapes = [[(cell.head, str(cell.drawn.shape.kind)) for cell in cells(row)] for row in rows]

    assert shapes[0] == [("Operator/ Admin", "start")]
    assert shapes[1] == [("Ketua", "decision"), ("Ketua", "end")]
    assert shapes[2] == [("Kasub Bag Kepeg dan TI", "process")]
    assert shapes[8] == [("Operator/ Admin", "end")]


def test_a_step_that_may_refuse_takes_a_band_more():
    rows = drawn("pa-kota-madiun", "as-32", "permintaan-layanan")

    assert [len(row.bands) for row in rows] == [1, 2, 1, 1, 1, 1, 1, 2, 1]


def test_narrow_screens_read_where_tidak_leads():
    rows = drawn("pa-kota-madiun", "as-32", "permintaan-layanan")

    notes = [(row.step.number, cell.notes) for row in rows for cell in cells(row) if cell.notes]

    assert notes == [
        (2, ["tidak, ke 1", "atau tolak"]),
        (5, ["tidak, ke 4"]),
        (8, ["tidak, ke 7", "atau tolak"]),
    ]


def test_narrow_screens_read_who_receives_and_who_takes_part():
    routed = drawn("pa-ternate", "publikasi-konten", "publikasi-konten")[4]
    helped = drawn("pa-kota-madiun", "as-32", "jaringan-internet")[2]

    assert [(cell.label, cell.head, cell.notes) for cell in cells(routed)] == [
        ("Pelaksana", "Redaktur", []),
        ("Diteruskan kepada", "Penanggug Jawab", ["biasa/rutin"]),
        ("Diteruskan kepada", "Ketua", ["perhatian khusus"]),
    ]
    assert {(cell.label, cell.head) for cell in cells(helped)} == {
        ("Pelaksana", "Sekretaris"),
        ("Turut serta", "Kasubbag Perencanaan, TI, dan Pelaporan"),
    }


def test_a_leap_over_the_other_flow_is_said_too():
    rows = drawn("pa-kota-madiun", "as-32", "pengamanan")

    assert cells(rows[0])[0].notes == ["lalu ke 4"]


def test_guesses_end_with_the_draft():
    draft = drawn("pa-kota-madiun", "as-32", "permintaan-layanan")
    in_force = drawn("pa-kota-madiun", "as-32", "permintaan-layanan", is_draft=False)

    counts = [
        sum(cell.drawn.shape.is_guess for row in rows for cell in cells(row))
        for rows in (draft, in_force)
    ]

    assert counts == [6, 0]


def test_long_words_break_and_stay_whole_when_read():
    head = softened("Kabag Perencanaan dan Kepegawaian")

    assert head.replace("\u00ad", "|") == "Kabag Peren|ca|naan dan Kepe|ga|waian"
    assert head.replace("\u00ad", "") == "Kabag Perencanaan dan Kepegawaian"
