"""The piece of a text around a hit."""

from sopti.search.snippets import Piece, marked, snippet
from sopti.search.words import asked_words


def test_every_form_of_the_word_is_marked():
    pieces = marked("Sudah diperbaiki; perbaikan kedua.", asked_words("memperbaiki"))

    assert [piece.text for piece in pieces if piece.is_hit] == ["diperbaiki", "perbaikan"]
    assert "".join(piece.text for piece in pieces) == "Sudah diperbaiki; perbaikan kedua."


def test_long_text_is_cut_at_words_around_the_first_hit():
    text = "awal " * 100 + "jaringan putus " + "akhir " * 100

    told = "".join(piece.text for piece in snippet(text, asked_words("jaringan")))

    assert told.startswith("…awal ")
    assert told.endswith("akhir…")
    assert "jaringan putus" in told
    assert len(told) < 230


def test_text_without_a_hit_shows_its_beginning():
    assert snippet("Kertas\n  tersangkut.", ["rani"]) == [Piece("Kertas tersangkut.")]
