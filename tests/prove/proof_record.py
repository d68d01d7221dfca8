"""The record: a million events proved within a minute, and every kind of tampering found.

On both databases: a chain of a million events is made as the house seals them, and `verify_record`
is timed, untouched and with one event changed near its end. Then a shorter record is tampered with
in twenty ways at random places, each undone before the next, and the proof must stop at the very
event. With the check of the seals gone, tests/workflow/test_tampering.py sees this proof lose.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.prove.empty_postgres import empty_postgres
from tests.prove.outcome import Outcome, Proof

ROOT = Path(__file__).parents[2]
WITHIN = "from tests.prove.long_record import tell; tell()"
KEYS = {"SOPTI_SECRET_KEY": "only-for-proofs", "SOPTI_RECORD_KEY": "only-for-proofs-too"}


def run() -> Iterator[Outcome]:
    with tempfile.TemporaryDirectory(prefix="sopti-proof-") as var:
        yield from _on("SQLite", {"SOPTI_VAR": var})
    with tempfile.TemporaryDirectory(prefix="sopti-proof-") as var, empty_postgres() as url:
        yield from _on("PostgreSQL", {"SOPTI_VAR": var, "DATABASE_URL": url})


def _on(database: str, place: dict[str, str]) -> Iterator[Outcome]:
    """Prove in a process of its own, since a process has one database."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SOPTI_")}
    kept.pop("DATABASE_URL", None)
    told = subprocess.Popen(
        [sys.executable, "manage.py", "shell", "--verbosity", "0", "--command", WITHIN],
        cwd=ROOT, env=kept | KEYS | place, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    for line in told.stdout:
        outcome = Outcome(**json.loads(line))
        yield Outcome(f"{database}: {outcome.tried}", outcome.times, outcome.lost, outcome.remark)
    if told.wait():
        raise RuntimeError(f"The proof on {database} ended with {told.returncode}.")


PROOFS = [Proof("record", "A million events in a minute; twenty ways of tampering", run)]
