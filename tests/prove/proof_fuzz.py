"""Senseless requests in great number, on both databases: as everybody, with everything.

Lost is a kind of fault: a status of 500 or more, a line in the log of errors, an answer that took
more than five seconds of work, a row changed by a refused request, a broken record afterwards.
Negative control: `test_planted_faults_are_found` in tests/fuzz has a page that breaks and one that
changes rows although it refuses, and the same code finds both. FUZZ_TIMES and FUZZ_SEED choose
another run.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tests.check import MANAGE, ROOT, surroundings
from tests.cluster import postgres
from tests.prove.outcome import Outcome, Proof

if TYPE_CHECKING:
    from collections.abc import Iterator

TIMES, SEED = os.environ.get("FUZZ_TIMES", "50000"), os.environ.get("FUZZ_SEED", "2026")
LINE = "from tests.fuzz.run import tell; tell()"


def run() -> Iterator[Outcome]:
    with _data() as data:
        yield _fuzzed("SQLite", data)
    with postgres() as url, _data() as data:
        _make_database(url)
        yield _fuzzed("PostgreSQL", data | {"DATABASE_URL": url})


@contextmanager
def _data() -> Iterator[dict[str, str]]:
    with tempfile.TemporaryDirectory(prefix="sopti-fuzz-") as var:
        yield surroundings(var)


def _make_database(url: str) -> None:
    folder, _, name = url.removeprefix("postgres://").rpartition("/")
    line = f'CREATE DATABASE "{name}"'
    subprocess.run(["psql", "-qh", folder, "-c", line, "postgres"], check=True)


def _fuzzed(database: str, environment: dict[str, str]) -> Outcome:
    told = _told(environment)
    for kind, example in told["broken"].items():
        print(f"{told['counts'][kind]} times {kind}\n    {example}", flush=True)
    print(f"{database}: statuses {told['statuses']}, {told['kinds']}", flush=True)
    faults = [*told["broken"], *told["records"]]
    places = f"{len(told['places'])} addresses, seed {SEED}"
    return Outcome(f"senseless requests on {database}", told["times"], len(faults), places)


def _told(environment: dict[str, str]) -> dict:
    subprocess.run([*MANAGE, "prepare"], cwd=ROOT, env=environment, check=True)
    wanted = {"FUZZ_TIMES": TIMES, "FUZZ_SEED": SEED, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    with (Path(environment["SOPTI_VAR"]) / "fuzz.log").open("wb") as log:
        done = subprocess.run(
            [*MANAGE, "shell", "--no-imports", "-v", "0", "-c", LINE], cwd=ROOT,
            env=environment | wanted, stdout=subprocess.PIPE, stderr=log, check=False,
        )  # fmt: skip
    if done.returncode:
        sys.stderr.write((Path(environment["SOPTI_VAR"]) / "fuzz.log").read_text()[-3000:])
        raise RuntimeError("The fuzzing did not come to its end; what it said stands above.")
    return json.loads(done.stdout)


PROOFS = [Proof("fuzz", "Senseless requests break nothing and change nothing when refused", run)]
