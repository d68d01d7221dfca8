"""Nobody comes in by the word of another house but whom it named: asked of real servers.

The directory is slapd, the provider npm's certified oidc-provider; the lies of tokens come from
a provider of our own, since an honest one does not lie. Lost is a test that failed, and one that
was skipped because a server is missing. Negative controls, seen by hand: without the guard for an
empty password, the second comparison of names, the nonce or the audience, the tests that are
named after them fail; so they do when the
provider's silence about the time of its proof is taken for one of now.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from tests.prove.outcome import Outcome, Proof

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
PROVIDER = ROOT / ".venv" / "provider"
INSTALL = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
COMMAND = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/sso"]
TOLD = {
    "test_directory": "passwords, slapd",
    "test_real_provider": "coming in, oidc-provider",
    "test_tokens": "tokens that lie",
    "test_answers": "answers that are stale, broken or slow",
    "test_provider": "who is let in and who is not",
    "test_untying": "ties and their end",
    "test_confirming": "who is in confirms at the provider",
}


def run() -> Iterator[Outcome]:
    """Install the provider, ask all servers, and yield one row for each file of tests."""
    PROVIDER.mkdir(exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(Path(__file__).parent / "provider" / name, PROVIDER)
    subprocess.run(INSTALL, cwd=PROVIDER, check=True)
    with tempfile.NamedTemporaryFile(suffix=".xml") as told:
        subprocess.run([*COMMAND, f"--junitxml={told.name}"], cwd=ROOT, env=os.environ, check=False)
        yield from outcomes_in(told.name)


def outcomes_in(path: str) -> Iterator[Outcome]:
    """Count the tests of each file, and those that did not pass."""
    times, lost = Counter(), Counter()
    for case in ET.parse(path).iter("testcase"):  # noqa: S314 (pytest has just written it)
        name = case.get("classname", "").rpartition(".")[2]
        times[name] += 1
        lost[name] += any(case.find(word) is not None for word in ("failure", "error", "skipped"))
    for name, words in TOLD.items():
        yield Outcome(words, times[name], lost[name] if times[name] else 1)


PROOFS = [Proof("sso", "Coming in by a provider or a directory, real ones", run)]
