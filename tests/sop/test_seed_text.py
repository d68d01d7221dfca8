"""The four courts' SOPs, cell by cell, against the texts they were transcribed from."""

import hashlib
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from sopti.sop.enums import NormKind
from sopti.sop.files import folders_in, read_document
from sopti.sop.linter import lint
from sopti.sop.roles import roles_in_file
from tests.sop.transcript import (
    FIXTURES,
    SEEDS,
    SOURCES,
    bodies,
    cells_from,
    differences,
    joined_on_a_line,
    seed,
    table_cells,
)

SECOND_WITNESS = "003-tanpa-nama"  # a scan of 004, read by machine
# The first 16 digits of the SHA-256 of each text as it was received.
RECEIVED = {
    "000-pa-kota-madiun": "a9343e43875a067d",
    "001-pa-ternate": "270412c9b1c72bbc",
    "002-pa-payakumbuh": "b4a3741a4a9e6035",
    "003-tanpa-nama": "60c049531bfe3df9",
    "004-pa-banjarnegara": "dd8a2e995985f77b",
}
COUNTS = {
    "pa-banjarnegara/as-24": (4, 26),
    "pa-kota-madiun/as-32": (8, 54),
    "pa-payakumbuh/as-29": (7, 48),
    "pa-ternate/as-29": (4, 29),
    "pa-ternate/pemeliharaan-website": (1, 7),
    "pa-ternate/publikasi-konten": (1, 7),
}
# "tidak" leads back to: {table: {step: step}}. "x" marks where it may also refuse the request.
RETURNS = {
    "pa-banjarnegara/as-24": {
        "A": {2: "1", 3: "2"}, "B": {2: "1", 5: "4"}, "C": {2: "1", 5: "3"}, "D": {2: "1"},
    },
    "pa-kota-madiun/as-32": {
        "A": {3: "2"}, "B": {2: "1x", 5: "4", 8: "7x"}, "D": {6: "3"}, "F": {6: "5"},
        "G": {3: "2"},
    },
    "pa-payakumbuh/as-29": {
        "A": {4: "3"}, "B": {2: "1x", 4: "3", 7: "6x"}, "D": {6: "3"}, "G": {6: "5"},
    },
    "pa-ternate/as-29": {"A": {3: "2"}, "B": {2: "1x", 5: "4", 8: "7x"}, "D": {6: "3"}},
    "pa-ternate/pemeliharaan-website": {},
    "pa-ternate/publikasi-konten": {"publikasi-konten": {4: "3"}},
}  # fmt: skip
# The cells of a row that stand on one line with the cell before them. A word could move between
# the two unseen, but for the sense; most outputs of Madiun stand again as the next requirement.
JOINED = {
    "000-pa-kota-madiun": {
        f"{step}.output" for step in ("A.2", "C.6", "D.4", "D.6", "E.6", "F.7", "G.4", "H.1")
    },
    "001-pa-ternate": set(),
    "002-pa-payakumbuh": set(),
    "004-pa-banjarnegara": {"C.4.requires", "C.6.requires"},
}
MINUTES = {"menit": 1, "jam": 60}
PART = re.compile(r"(\d+) (menit|jam|hari)", re.IGNORECASE)
COLUMNS = ("activity", "requires", "norm", "output")

each_source = pytest.mark.parametrize("source", SOURCES)
every_procedure = [
    (path, procedure) for path, body in bodies().items() for procedure in body.procedures
]


def altered(text):
    """Yield the text with one letter changed, one more word, one letter less, a gap less."""
    middle = len(text) // 2
    yield text[:middle] + ("y" if text[middle] != "y" else "z") + text[middle + 1 :]
    yield f"{text} lagi"
    yield text[:-1]
    if " " in text:
        yield text.replace(" ", "", 1)


def without(cells, name):
    return {key: text for key, text in cells.items() if key != name}


def amounts(text):
    """Return (days, minutes) of each amount of time that a text names."""
    return [
        (int(number), 0) if unit.lower() == "hari" else (0, int(number) * MINUTES[unit.lower()])
        for number, unit in PART.findall(text)
    ]


def total(pairs):
    return tuple(map(sum, zip(*pairs, strict=True)))


# ------------------------------------------------------------------------------- the whole text
def test_seed_texts_are_those_that_were_received():
    digests = {
        name: hashlib.sha256((SEEDS / f"{name}.txt").read_bytes()).hexdigest()[:16]
        for name in RECEIVED
    }

    assert digests == RECEIVED


@each_source
def test_cells_give_the_seed_text_again_word_by_word(source):
    assert differences(source, cells_from(source)) == []


@each_source
def test_one_altered_letter_word_or_gap_in_any_cell_is_found(source):
    cells = cells_from(source)
    assert len(cells) > 200

    unseen = [
        (name, other)
        for name, text in cells.items()
        for other in altered(text)
        if differences(source, cells | {name: other}) == []
    ]

    assert unseen == []


@each_source
def test_lost_cell_and_added_cell_are_found(source):
    cells = cells_from(source)

    unseen = [name for name in cells if differences(source, without(cells, name)) == []]

    assert unseen == []
    assert differences(source, cells | {"A.1.remark": "Tambahan"}) != []


@each_source
@pytest.mark.parametrize("column", COLUMNS)
def test_two_cells_of_a_column_that_change_places_are_found(source, column):
    cells = cells_from(source)
    tables = {name.split(".")[0] for name in cells if re.search(r"\.\d+\.number$", name)}

    for table in tables:
        names = [name for name in cells if re.fullmatch(rf"{table}\.\d+\.{column}", name)]
        for one, other in pairwise(names):
            exchanged = cells | {one: cells[other], other: cells[one]}
            assert (differences(source, exchanged) == []) == (cells[one] == cells[other])


@each_source
def test_cells_of_a_row_begin_on_a_line_of_their_own_or_after_a_norm(source):
    assert joined_on_a_line(source, cells_from(source)) == JOINED[source]


# ------------------------------------------------------------------------------- second witness
def test_second_witness_of_banjarnegara_holds_every_word_of_its_tables():
    text, body = seed(SECOND_WITNESS), bodies()["pa-banjarnegara/as-24"]
    starts = [text.index(f"{found.letter}. {found.title}") for found in body.procedures]

    missing = {}
    for procedure, start, end in zip(body.procedures, starts, [*starts[1:], None], strict=True):
        words = Counter(re.findall(r"[A-Za-z]+", text[start:end]))
        rows = " ".join(
            cell for name, cell in table_cells(procedure).items() if name[0].isdigit()
        )  # its OCR breaks the heads, not the rows
        missing[procedure.letter] = Counter(re.findall(r"[A-Za-z]+", rows)) - words

    assert missing == {"A": Counter(), "B": Counter(), "C": Counter(), "D": Counter()}
    assert {f"{name}.txt" for name in ("004-pa-banjarnegara", SECOND_WITNESS)} == set(body.sources)


def test_second_witness_of_banjarnegara_cites_the_same_laws_in_this_order():
    text = seed(SECOND_WITNESS).replace("2-144 /KMA", "2-144/KMA")  # a gap of the OCR

    places = [text.find(law) for law in bodies()["pa-banjarnegara/as-24"].legal_basis]

    assert -1 not in places
    assert places == sorted(places)


# -------------------------------------------------------------------------------------- counts
def test_there_are_25_procedures_and_171_steps():
    counts = {
        path: (len(body.procedures), sum(len(found.steps) for found in body.procedures))
        for path, body in bodies().items()
    }

    assert counts == COUNTS
    assert total(counts.values()) == (25, 171)


def test_confidence_of_the_performers_is_counted_as_in_the_analysis():
    steps = [step for _, procedure in every_procedure for step in procedure.steps]

    assert Counter(str(step.confidence) for step in steps) == {"high": 83, "medium": 80, "low": 8}
    assert [step.activity for step in steps if not step.why.endswith(".")] == []


def test_judging_steps_lead_back_to_where_the_decisions_say():
    found = {path: {} for path in COUNTS}
    for path, procedure in every_procedure:
        back = {
            step.number: f"{step.decision.no}{'x' if step.decision.refuse else ''}"
            for step in procedure.steps
            if step.decision
        }
        if back:
            found[path][procedure.letter or procedure.key] = back

    assert found == RETURNS


def test_only_the_publishing_table_of_ternate_chooses_its_receiver():
    routes = [
        (path, step.number, [(route.role, route.label) for route in step.routes])
        for path, procedure in every_procedure
        for step in procedure.steps
        if step.routes
    ]

    choice = [("penanggung_jawab", "biasa/rutin"), ("ketua", "perhatian khusus")]
    assert routes == [("pa-ternate/publikasi-konten", 5, choice)]


# --------------------------------------------------------------------------------------- norms
def test_every_norm_is_understood_as_its_text_says():
    for path, procedure in every_procedure:
        for step in procedure.steps:
            assert understood(step.norm) == says(step.norm.text), (path, procedure.key, step.number)


def understood(norm):
    units = [(norm.amount, norm.unit), (norm.max_amount, norm.max_unit or norm.unit)]
    spans = [(number, str(unit)) for number, unit in units if number is not None]
    return str(norm.kind), norm.day, spans


def says(text):
    units = {"menit": "minutes", "jam": "hours", "hari": "days"}
    if text.isdigit():
        return "day_of_case", int(text), []
    if text == "30 setiap bulan":
        return "day_of_month", 30, []
    words = {"Relatif": "relative", "disesuaikan dengan waktu kegiatan": "event"}
    if text in words:
        return words[text], None, []
    first, _, last = text.lower().replace(" - ", "-").partition("-")
    unit = text.lower().split()[-1]
    texts = [first if " " in first else f"{first} {unit}", *([last] if last else [])]
    spans = [(float(number), units[name]) for number, name in (part.split() for part in texts)]
    return "range" if last else "duration", None, spans


def test_only_the_overnight_backup_is_measured_by_the_clock():
    by_the_clock = [
        (path, procedure.letter, step.number)
        for path, procedure in every_procedure
        for step in procedure.steps
        if step.norm.clock
    ]

    assert by_the_clock == [("pa-payakumbuh/as-29", "E", 5)]


def test_rows_add_up_to_the_stated_total_except_security_of_payakumbuh():
    stated = {
        (path, procedure.letter): (
            total(amounts(procedure.stated_total)),
            total(pair for step in procedure.steps for pair in amounts(step.norm.text)),
        )
        for path, procedure in every_procedure
        if procedure.stated_total
    }

    wrong = {place: sums for place, sums in stated.items() if sums[0] != sums[1]}
    assert len(stated) == 11
    assert wrong == {("pa-payakumbuh/as-29", "D"): ((0, 24 * 60), (0, 9 * 60 + 15))}


def test_days_of_a_case_never_run_backwards():
    for path, procedure in every_procedure:
        norms = [step.norm for step in procedure.steps]
        days = [norm.day for norm in norms if norm.kind == NormKind.DAY_OF_CASE]
        assert days == sorted(days), (path, procedure.key)


# -------------------------------------------------------------------------------------- doubts
def test_doubts_are_finished_sentences():
    doubts = [doubt for body in bodies().values() for doubt in body.doubts]
    doubts += [doubt for _, procedure in every_procedure for doubt in procedure.doubts]

    assert len(doubts) > 150
    assert [doubt.text for doubt in doubts if not re.fullmatch(r"[A-Z“].+\.", doubt.text)] == []


def test_known_slips_are_kept_in_the_text_and_told_beside_it():
    slips = [
        "Laporn hasil monitorin",
        "Serven",
        "layanan T",
        "hadware",
        "vadilitas",
        "memcurigakan",
    ]
    slips += ["realiable", "pambaruan", "dupublikasi", "CSM", "hasil hasil", "acces point"]
    cells = " ¶ ".join(text for source in SOURCES for text in cells_from(source).values())
    told = " ".join(
        doubt.text
        for _, procedure in every_procedure
        for doubt in procedure.doubts
        if doubt.kind == "word"
    )

    assert [slip for slip in slips if slip not in cells] == []
    assert [slip for slip in slips if slip not in told] == []


# --------------------------------------------------------------------------------------- files
def test_every_document_passes_the_linter():
    roles = roles_in_file(Path(FIXTURES).parent / "roles.toml")

    faults = [
        str(fault)
        for folder in folders_in([FIXTURES])
        for fault in lint(read_document(folder), roles)
    ]

    assert faults == []


def test_forms_that_steps_fill_are_described_and_short():
    forms = {form.code: form for body in bodies().values() for form in body.forms}
    filled = {
        step.form for _, procedure in every_procedure for step in procedure.steps if step.form
    }

    assert filled == set(forms)
    assert len(forms) == 11
    assert all(form.title_is_proposal for form in forms.values())
    assert {form.code for form in forms.values() if not 3 <= len(form.fields) <= 8} == set()
