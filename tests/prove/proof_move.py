"""From SQLite to PostgreSQL: the demonstration moves, every row the same, and work goes on.

The move itself compares each table's rows, to the microsecond; here the proofs of the installation
run on the new database, the record's heads are compared with the old, and a request is filed there.
What a move that lost microseconds says, tests/recovery/test_moving.py sees.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.prove.empty_postgres import empty_postgres
from tests.prove.outcome import Outcome, Proof

ROOT = Path(__file__).parents[2]
KEYS = {"SOPTI_SECRET_KEY": "only-for-proofs", "SOPTI_RECORD_KEY": "only-for-proofs-too"}
FILE_ONE = "from tests.prove.filing import file_one; file_one()"


def run() -> Iterator[Outcome]:
    with tempfile.TemporaryDirectory(prefix="sopti-proof-") as var, empty_postgres() as url:
        old, new = {"SOPTI_VAR": var}, {"SOPTI_VAR": var, "DATABASE_URL": url}
        manage(old, "prepare")
        before = manage(old, "verify_record")
        said = manage(new, "move_to_postgres").partition("Dipindahkan: ")[2]
        rows = int(said.split()[0].replace(".", ""))
        yield Outcome("rows moved, each table compared", rows, 0)
        yield Outcome("heads of records", before.count("utuh"), differing(old, new))
        yield Outcome(
            "proof of files, record and triggers", 1, int(manage(new, "verify") != "Utuh.\n")
        )
        filed = manage(new, "shell", "--verbosity", "0", "--command", FILE_ONE)
        yield Outcome("request filed afterwards", 1, 0, filed.strip())
        again = attempt(new, "move_to_postgres")
        yield Outcome("moved into a full one", 1, int("sudah berisi" not in again.stderr))


def differing(old: dict[str, str], new: dict[str, str]) -> int:
    """Count the courts whose record is not told alike on both databases."""
    told = [manage(place, "verify_record").splitlines() for place in (old, new)]
    return len(set(told[0]) ^ set(told[1]))


def manage(place: dict[str, str], *words: str) -> str:
    done = attempt(place, *words)
    if done.returncode:
        raise RuntimeError(f"{words[0]}: {done.stderr[-2000:]}")
    return done.stdout


def attempt(place: dict[str, str], *words: str) -> subprocess.CompletedProcess:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SOPTI_")}
    kept.pop("DATABASE_URL", None)
    return subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=ROOT, env=kept | KEYS | place, capture_output=True, text=True, check=False,
    )  # fmt: skip


PROOFS = [Proof("move", "The demonstration from SQLite to PostgreSQL", run)]
