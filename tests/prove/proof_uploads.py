"""Every ill file through every door: refused with a sentence, or kept as what it is.

Lost is a door that broke, took more than two seconds or much memory, or left something behind of
what it refused. Negative control: with `why_not_accept` answering None at once, the test fails at
every door of letters (seen by hand).
"""

from __future__ import annotations

import subprocess
import tempfile
from typing import TYPE_CHECKING

from tests.check import PYTEST, ROOT, surroundings
from tests.doors.corpus import CORPUS
from tests.prove.outcome import Outcome, Proof

if TYPE_CHECKING:
    from collections.abc import Iterator

DOORS, WHICH = "tests/doors/test_corpus.py", "test_ill_files_break_no_door_and_leave_nothing_behind"


def run() -> Iterator[Outcome]:
    with tempfile.TemporaryDirectory(prefix="sopti-uploads-") as var:
        environment = surroundings(var) | {"WHOLE_CORPUS": "1"}
        done = subprocess.run(
            [*PYTEST, "-q", "-rA", DOORS, "-k", WHICH], cwd=ROOT, env=environment,
            capture_output=True, text=True, check=False,
        )  # fmt: skip
    doors, lost = done.stdout.count("\nPASSED "), done.stdout.count("\nFAILED ")
    if done.returncode:
        print(done.stdout[-4000:])
    yield Outcome(
        "ill files through the doors", (doors + lost) * len(CORPUS), lost or int(doors == 0),
        f"{len(CORPUS)} files, {doors + lost} doors",
    )  # fmt: skip


PROOFS = [Proof("uploads", "Ill files break no door and leave nothing behind", run)]
