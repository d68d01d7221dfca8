"""The table in docs/proof.md keeps what the other proofs told."""

import re

from tests.prove.__main__ import MARK, written
from tests.prove.outcome import Outcome, Proof

FIRST, SECOND = Proof("first", "", list), Proof("second", "", list)
BOTH = [FIRST, SECOND]


def lines(page):
    table = page.partition(MARK)[2]
    return [line for line in table.splitlines() if re.match(r"\| (first|second) ", line)]


def test_a_proof_takes_the_place_of_its_own_lines_only():
    page = written(f"# Proof\n\n{MARK}\n\nNothing yet.\n", SECOND, [Outcome("b", 2, 1)], order=BOTH)
    page = written(page, FIRST, [Outcome("a", 1000, 0, "well")], order=BOTH)
    page = written(page, SECOND, [Outcome("b", 2, 0), Outcome("c", 3, 0)], order=BOTH)

    assert page.startswith(f"# Proof\n\n{MARK}\n\nThe last of them on Python")
    assert page.count("| Proof | Tried |") == 1
    assert [line.split(" | ")[:4] for line in lines(page)] == [
        ["| first", "a", "1,000", "0"],
        ["| second", "b", "2", "0"],
        ["| second", "c", "3", "0"],
    ]
    assert all(re.search(r"\| \d{4}-\d\d-\d\d, \S+ \|$", line) for line in lines(page))
