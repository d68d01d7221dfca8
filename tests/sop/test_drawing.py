"""The line of the table runs from performer to performer, and only where work really flows."""

from sopti.sop.drawing import rows_of, softened
from tests import make


def drawn(court, document, key, *, is_draft=True):
    return rows_of(make.sop_body(court, document).procedure(key), [], is_draft=is_draft)


def flows(row):
    return [" ".join(sorted(cell.flow)) for cell in row.cells]


def test_line_leaves_downwards_runs_along_the_bottom_and_enters_from_above():
    rows = drawn("pa-kota-madiun", "as-32", "permintaan-layanan")

    first, second = flows(rows[0]), flows(rows[1])

    across = "f-left f-right"
    assert first == ["f-out f-right", across, across, across, "f-left"]
    assert second == ["", "f-right", across, across, "f-in f-left f-out"]


def test_shapes_are_those_of_the_paper():
    rows = drawn("pa-kota-madiun", "as-32", "permintaan-layanan")

    shapes = [next(cell.shape for cell in row.cells if cell.shape) for row in rows]

    assert shapes == [
        "ends", "decision", "act", "act", "decision", "act", "act", "decision", "ends",
    ]  # fmt: skip


def test_tidak_says_where_it_leads():
    rows = drawn("pa-kota-madiun", "as-32", "permintaan-layanan")

    notes = [cell.notes for row in rows for cell in row.cells if cell.shape == "decision"]

    assert notes == [
        ["tidak,", "ke 1", "atau tolak"],
        ["tidak,", "ke 4"],
        ["tidak,", "ke 7", "atau tolak"],
    ]


def test_no_line_joins_two_flows_of_one_table():
    rows = drawn("pa-kota-madiun", "as-32", "pengamanan")

    first, second = flows(rows[0]), flows(rows[1])

    assert "f-out" not in first[0]
    assert "f-in" not in second[0]
    assert rows[0].cells[0].notes == ["lalu ke 4"]


def test_receivers_of_a_routed_step_are_marked():
    rows = drawn("pa-ternate", "publikasi-konten", "publikasi-konten")

    marked = [cell.head for cell in rows[4].cells if cell.notes == ["terima"]]

    assert marked == ["Penanggug Jawab", "Ketua"]


def test_guesses_end_with_the_draft():
    draft = drawn("pa-kota-madiun", "as-32", "permintaan-layanan")
    in_force = drawn("pa-kota-madiun", "as-32", "permintaan-layanan", is_draft=False)

    counts = [
        sum(cell.is_guess for row in rows for cell in row.cells) for rows in (draft, in_force)
    ]

    assert counts == [6, 0]


def test_long_words_break_and_stay_whole_when_read():
    head = softened("Kabag Perencanaan dan Kepegawaian")

    assert head.replace("\u00ad", "|") == "Kabag Peren|ca|naan dan Kepe|ga|waian"
    assert head.replace("\u00ad", "") == "Kabag Perencanaan dan Kepegawaian"
