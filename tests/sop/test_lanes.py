"""The flowchart of every procedure crosses nothing, leaves nothing out, and breaks anywhere."""

import random
from itertools import pairwise

import pytest

from sopti.sop.files import read_document
from sopti.sop.lanes import chart, draw, paginate, route
from tests import make
from tests.sop import sheets

ALL = {
    f"{folder.parent.name} {procedure.key}": procedure
    for folder in sorted(make.SOPS.glob("*/*"))
    for procedure in read_document(folder).body.procedures
}
ODD = {
    "refused": (3, "0 2?1x 1 0"),
    "refused and back": (5, "0 4?1x 1 0 1?4 1 2 3?7x 0"),
    "first judges": (3, "1>0>2 0 2"),
    "last judges": (3, "0 1 2?1"),
    "last refuses": (3, "0 1 2?1x"),
    "alone": (2, "0"),
    "long way back": (5, "0 1 2 3 4 4?1 0"),
    "two to one": (4, "0 1 2?1 3?1 0"),
    "same lane": (2, "0 0?1 0?1 0"),
    "nested": (4, "0 1 2?2 3?1 0 1"),
    "routes back": (4, "1 0>1>3 2?1 0"),
    "ends in routes": (4, "0 1>2>3"),
}
NARROWEST = 18 / 69.3  # of a lane: what keeps two pentagons apart
SEEDS = range(25)


def drawn(name):
    return route.plan(chart.chart_of(ALL[name]))


def odd(name):
    return sheets.plan_of(*ODD[name])


def test_all_25_procedures_are_looked_at():
    assert len(ALL) == 25


@pytest.mark.parametrize("name", ALL)
def test_no_line_crosses_a_shape_a_word_or_another_line(name):
    plan = drawn(name)

    assert (plan.unrouted, sheets.faults(plan), sheets.crossings(plan)) == ([], [], 0)


@pytest.mark.parametrize("name", ALL)
def test_every_step_of_a_procedure_is_reached_by_its_arrows(name):
    plan = drawn(name)

    assert sheets.unreached(plan) == set()
    assert {plan.chart.number_at(at) for at in plan.chart.shapes} == {
        step.number for step in ALL[name].steps
    }


@pytest.mark.parametrize("name", ODD)
def test_odd_procedures_are_drawn_whole(name):
    plan = odd(name)

    assert (plan.unrouted, sheets.unreached(plan), sheets.faults(plan)) == ([], set(), [])


@pytest.mark.parametrize("name", [*ALL, *ODD])
def test_a_break_before_any_step_pairs_its_connectors(name):
    plan = drawn(name) if name in ALL else odd(name)

    for band in sheets.breaks_before_steps(plan):
        crossed = paginate.crossings(plan, {band})
        assert len({one.letter for one in crossed}) == len(crossed)
        where = sorted(
            float(draw.ACROSS[one.x % 10].rstrip("%")) / 100 + one.x // 10 for one in crossed
        )
        assert all(b - a >= NARROWEST for a, b in pairwise(where)), crossed


def random_word(dice, number, lanes):
    lane, kind = dice.randrange(lanes), dice.random()
    others = [other for other in range(lanes) if other != lane]
    if 1 < number <= 10 and kind < 0.3:
        refuse = "x" if dice.random() < 0.3 else ""
        return f"{lane}?{dice.randint(max(1, number - 4), number - 1)}{refuse}"
    if kind < 0.36 and len(others) > 1:
        return f"{lane}" + "".join(f">{other}" for other in dice.sample(others, 2))
    return f"{lane}+{dice.choice(others)}" if kind < 0.42 else f"{lane}"


@pytest.mark.parametrize("seed", SEEDS)
def test_an_invented_procedure_is_drawn_or_says_what_is_not(seed):
    dice = random.Random(seed)  # noqa: S311 (the same every time)
    lanes = dice.randint(2, 6)
    words = [random_word(dice, number, lanes) for number in range(1, dice.randint(2, 14) + 1)]

    plan = sheets.plan_of(lanes, " ".join(words))

    assert sheets.faults(plan) == []
    assert sheets.unreached(plan) == set() or plan.unrouted


def test_the_line_follows_the_role_and_the_return():
    before, after = sheets.plan_of(3, "0 1 2?1 0"), sheets.plan_of(3, "0 2 2?2 0")

    ways = [
        {(path.arrow.source.lane, path.arrow.target.lane, path.arrow.label) for path in plan.paths}
        for plan in (before, after)
    ]

    assert ways == [
        {(0, 1, ""), (1, 2, ""), (2, 0, "ya"), (2, 0, "tidak")},
        {(0, 2, ""), (2, 2, ""), (2, 0, "ya"), (2, 2, "tidak")},
    ]


def test_each_flow_of_a_table_has_its_own_beginning_and_end():
    shapes = drawn("pa-kota-madiun pengamanan").chart.shapes.values()

    assert [shape.text for shape in shapes] == [
        "Mulai", "Mulai", "3", "4", "5", "6", "Selesai", "Selesai",
    ]  # fmt: skip


def test_a_decision_is_said_in_words():
    plan = drawn("pa-kota-madiun permintaan-layanan")

    said = [s.said for s in plan.chart.shapes.values() if s.kind == chart.Kind.DECISION]

    assert said == [
        "keputusan, langkah 2; tolak: ditolak; ya: ke langkah 3; tidak: kembali ke langkah 1",
        "keputusan, langkah 5; ya: ke langkah 6; tidak: kembali ke langkah 4",
        "keputusan, langkah 8; tolak: ditolak; ya: ke langkah 9; tidak: kembali ke langkah 7",
    ]


def test_what_finds_no_way_is_said_once():
    plan = odd("last judges")
    lost = [arrow for arrow in plan.chart.arrows if arrow.label]

    said = route.Plan(plan.chart, unrouted=lost).undrawn

    assert said == ["keputusan, langkah 3; ya: selesai; tidak: kembali ke langkah 1"]


def test_receivers_of_a_route_and_helpers_stand_in_their_lanes():
    routed = drawn("pa-ternate publikasi-konten").chart
    helped = drawn("pa-kota-madiun jaringan-internet").chart

    forks = [
        (routed.shapes[a.target].text, routed.roles[a.target.lane])
        for a in routed.arrows
        if a.way == chart.Way.FORK
    ]
    guests = [
        (helped.number_at(at), helped.roles[at.lane])
        for at, shape in helped.shapes.items()
        if shape.kind == chart.Kind.GUEST
    ]

    assert forks == [("biasa/rutin", "penanggung_jawab"), ("perhatian khusus", "ketua")]
    assert guests == [(3, "kasubag_ptip"), (4, "kasubag_umum")]


def test_the_way_a_case_went_is_walked_and_nothing_else():
    plan = drawn("pa-kota-madiun permintaan-layanan")
    way = [a for a in plan.chart.arrows if (a.source.band, a.target.band) in {(0, 1), (1, 0)}]

    walked = draw.cells_of(plan, walked=way)
    rows = [any(piece.is_walked for cell in row for piece in cell.pieces) for row in walked]

    assert len(way) == 2
    assert rows == [True, True] + [False] * 9


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        ("biasa/rutin", ["biasa/", "rutin"]),
        ("perhatian khusus", ["perhatian", "khusus"]),
        ("rutin", ["rutin"]),
        ("ke A atau B", ["ke A atau", "B"]),
        ("pertanggungjawaban", ["pertangg…"]),
        ("satu dua tiga empat lima", ["satu dua", "tiga…"]),
    ],
)
def test_the_box_of_a_receiver_holds_two_short_lines(words, lines):
    assert draw.receiver_lines(words) == lines
