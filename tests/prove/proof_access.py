"""Nobody but whom the SOP names does anything to a case: every cell of the matrix, asked over HTTP.

The rows are the tables of all SOPs of the demonstration. Each counts the cells in which a person
asked one thing of a case in one state, and how many of them came out otherwise than the files say.
With the rule on the holder of a step taken out, tests/access/test_matrix.py sees the cells of
start, complete and ask come out wrong; with people no longer kept apart by court,
tests/access/test_strangers.py sees their pages.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from io import StringIO
from typing import TYPE_CHECKING, Any

import django
from django.core.management import call_command
from django.test.utils import (
    setup_databases,
    setup_test_environment,
    teardown_databases,
    teardown_test_environment,
)

from tests.prove.outcome import Outcome, Proof

if TYPE_CHECKING:
    from collections.abc import Iterator


def run() -> Iterator[Outcome]:
    with house():
        from tests.access.matrix import Matrix, undone  # noqa: PLC0415 (models load after setup)
        from tests.access.oracle import every_table  # noqa: PLC0415 (the same)

        for court, document, procedure in every_table():
            with undone():
                yield _told(Matrix(court, document, procedure))


def _told(matrix: Any) -> Outcome:
    tally = matrix.run()
    for cell in tally.wrong:
        print("WRONG", *cell)
    counted = tally.counted
    remark = f"{counted['allowed']:,} allowed, {counted['forbidden']:,} forbidden"
    return Outcome(
        f"{matrix.court} {matrix.table['key']}", counted.total(), len(tally.wrong), remark
    )


@contextmanager
def house() -> Iterator[None]:
    """Set up the house of the tests on a database of its own, with the demonstration's courts."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    from tests.access.courts import load_courts  # noqa: PLC0415 (models load after setup)

    setup_test_environment()
    kept = setup_databases(verbosity=0, interactive=False)
    try:
        load_courts()
        yield
    finally:
        teardown_databases(kept, verbosity=0)
        teardown_test_environment()


def ask_as_strangers() -> Iterator[Outcome]:
    """Ask for every kind of row of Madiun as the people of Ternate, on the whole demonstration."""
    with house():
        from sopti.people.models import Court  # noqa: PLC0415 (models load after setup)
        from tests.access.strangers import Strangers  # noqa: PLC0415 (the same)

        call_command("load_demo", stdout=StringIO())
        accounts = [f"{role}.ternate" for role in ("kasubag", "operator", "ketua", "admin")]
        seen = Strangers(Court.objects.get(key="pa-kota-madiun"), accounts).run()
        for cell in seen.wrong:
            print("WRONG", *cell)
        missing = ", ".join(sorted(seen.without_rows)) or "none"
        lost = len(seen.wrong) if seen.asked else 1  # who asks nothing has proved nothing
        yield Outcome("rows of another court", seen.asked, lost, f"no row of: {missing}")


PROOFS = [
    Proof("access", "Role by act by state of a case by court", run),
    Proof("strangers", "Rows of one court asked for by the people of another", ask_as_strangers),
]
