"""Doubts computed from the text itself, and those its transcriber wrote."""

import pytest

from sopti.sop.doubts import computed_doubts, doubts_of
from sopti.sop.laws import outdated
from sopti.sop.schema import Body
from tests import make


def said(body, kind, letter=""):
    keys = {procedure.key: procedure.letter for procedure in body.procedures}
    return [
        (found.step, found.text)
        for found in computed_doubts(body)
        if found.kind == kind and letter in ("", keys.get(found.procedure))
    ]


def test_wrong_sum_is_found_without_a_word_from_the_transcriber():
    body = make.sop_body("pa-payakumbuh", "as-29")

    assert said(body, "sum") == [
        (None, "Naskah menyebut “24 Jam”; jumlah barisnya 9 jam 15 menit.")
    ]


def test_skipped_number_is_found():
    body = make.sop_body("pa-banjarnegara", "as-24")

    assert said(body, "number") == [(None, "Nomor 6 dilewati pada naskah.")]


def test_unbroken_chain_of_papers_raises_no_doubt():
    body = make.sop_body()

    assert said(body, "input", "B") == []
    assert said(body, "output", "B") == []


def test_papers_without_origin_or_use_are_found():
    body = make.sop_body("pa-payakumbuh", "as-29")

    assert (
        5,
        "“Daftar usulan pemenuhan layanan TI” tidak dihasilkan langkah mana pun sebelumnya.",
    ) in (said(body, "input", "B"))
    assert (4, "“Daftar verifikasi” tidak dipakai langkah mana pun sesudahnya.") in (
        said(body, "output", "B")
    )


def test_every_uncertain_performer_is_named():
    body = make.sop_body()
    unsure = [
        step
        for procedure in body.procedures
        for step in procedure.steps
        if step.confidence in ("medium", "low")
    ]

    found = said(body, "role")

    assert len(found) == len(unsure)
    assert (7, "Disimpulkan: Kabag Perencanaan dan Kepegawaian, keyakinan rendah.") in [
        (step, text[:70].split(". ")[0] + ".") for step, text in found
    ]


def test_proposed_titles_are_named():
    (found,) = said(make.sop_body(), "title")

    assert "FM/AS/32/01" in found[1]


@pytest.mark.parametrize(
    ("court", "document", "is_doubtful"),
    [
        ("pa-ternate", "as-29", True),
        ("pa-banjarnegara", "as-24", False),
        ("pa-kota-madiun", "as-32", False),
    ],
)
def test_dates_that_may_begin_with_day_or_month_are_doubtful(court, document, is_doubtful):
    assert bool(said(make.sop_body(court, document), "date")) == is_doubtful


@pytest.mark.parametrize(
    ("citations", "found"),
    [
        (["UU Nomor 11 Tahun 2024 tentang ... Informasi dan Transaksi Elektronik"], 1),
        (["UU Nomor 11 Tahun 2008 tentang Informasi dan Transaksi Elektronik"], 1),
        (
            [
                "UU Nomor 11 Tahun 2008 tentang Informasi dan Transaksi Elektronik",
                "UU Nomor 1 Tahun 2024",
            ],
            0,
        ),
        (["SK KMA Nomor 1-144/KMA/I/2011"], 1),
        (["SK KMA 2-144/KMA/SK/VIII/2022"], 0),
        ([], 0),
    ],
)
def test_outdated_laws_are_found(citations, found):
    assert len(list(outdated(citations))) == found


def test_what_the_files_say_about_a_place_replaces_what_is_computed():
    body = make.sop_body("pa-payakumbuh", "as-29")

    sums = [found for found in doubts_of(body) if found.kind == "sum" and found.procedure]

    assert [found.written for found in sums] == [True]


def test_body_without_doubts_has_none():
    norm = {"text": "1 Jam", "kind": "duration", "amount": 1, "unit": "hours"}
    step = {"number": 1, "activity": "A", "role": "ketua", "confidence": "high", "norm": norm}
    lanes = [{"role": "ketua", "head": "Ketua"}]
    procedure = {"key": "a", "title": "A", "code": "A", "lanes": lanes, "steps": [step]}
    words = {"number": "1", "title": "A", "approved_by": {"title": "Ketua"}}

    assert doubts_of(Body.model_validate(words | {"procedures": [procedure]})) == []
