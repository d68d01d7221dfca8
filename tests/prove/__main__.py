"""Run the proofs: `python -m tests.prove [--list] [--write] [name…]`.

Prints one table and ends with 1 when anything was lost. `--write` lays the lines of each proof into
the table of docs/proof.md as soon as it has ended, with the day and the commit; the lines of the
other proofs stay, since all of them together take hours.
"""

from __future__ import annotations

import os
import pkgutil
import platform
import subprocess
import sys
import time
import traceback
from datetime import UTC, datetime
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

from tests.prove.outcome import HEAD, HEAD_OF_PAGE, Outcome, Proof, row

PAGE = Path(__file__).parents[2] / "docs" / "proof.md"
MARK = "<!-- below: written by `bin/prove --write` -->"


def main(arguments: list[str]) -> int:
    """Run the named proofs, or all; answer 1 when anything was lost or a proof broke."""
    proofs = all_proofs()
    if "--list" in arguments:
        print("\n".join(f"{proof.name:12} {proof.title}" for proof in proofs))
        return 0
    names = [one for one in arguments if one != "--write"]
    chosen = [proof for proof in proofs if not names or proof.name in names]
    if len(chosen) < len(names):
        print("An unknown proof was named; --list shows them.")
        return 2
    rows, lost = [], 0
    for proof in chosen:
        told = outcomes_of(proof)
        rows += [row(proof, outcome) for outcome in told]
        lost += sum(outcome.lost for outcome in told)
        if "--write" in arguments:
            PAGE.write_text(written(PAGE.read_text(), proof, told, order=proofs))
    print("\n".join(["", HEAD, *rows]))
    return 1 if lost else 0


def all_proofs() -> list[Proof]:
    """Find the proofs: whatever the modules called `proof_…` beside this one list as PROOFS."""
    beside = sorted(found.name for found in pkgutil.iter_modules([str(Path(__file__).parent)]))
    modules = [import_module(f"tests.prove.{name}") for name in beside if name.startswith("proof_")]
    return [proof for module in modules for proof in module.PROOFS]


def outcomes_of(proof: Proof) -> list[Outcome]:
    """Run one proof; one that breaks has lost, and the others still run."""
    print(f"--- {proof.name}: {proof.title}", flush=True)
    began, found = time.monotonic(), []
    try:
        for outcome in proof.run():
            found.append(outcome)
            print(row(proof, outcome), flush=True)
    except Exception as problem:  # noqa: BLE001 (whatever it is, the proof did not come out)
        traceback.print_exc()
        found.append(Outcome("the proof itself", 1, 1, f"{type(problem).__name__}, see above"))
    print(f"--- {proof.name}: {time.monotonic() - began:.0f} s", flush=True)
    return found


def written(page: str, proof: Proof, told: list[Outcome], *, order: list[Proof]) -> str:
    """Return the page with these lines in the place of what it told of this proof before."""
    words, _, table = page.partition(MARK)
    kept = [line for line in table.splitlines() if line.startswith("| ")]
    lines = [line for line in kept if line.split()[1] not in {"Proof", proof.name}]
    lines += [f"{row(proof, outcome)} {seen()} |" for outcome in told]
    places = {one.name: place for place, one in enumerate(order)}
    lines.sort(key=lambda line: places.get(line.split()[1], len(places)))
    head = HEAD_OF_PAGE.splitlines()
    return "\n".join([words + MARK, "", surroundings(), "", *head, *lines, ""])


def seen() -> str:
    """Return the day, and the commit that was tried; `+` says that more had been changed."""
    tag = ["git", "describe", "--always", "--dirty=+", "--exclude=*"]
    commit = subprocess.run(tag, cwd=PAGE.parent, capture_output=True, text=True, check=False)
    return f"{datetime.now(UTC):%Y-%m-%d}, {commit.stdout.strip() or 'no commit'}"


def surroundings() -> str:
    """Say on what the proofs ran."""
    packages = ", ".join(f"{name} {version(name)}" for name in ("django", "granian", "psycopg"))
    memory = next(line for line in Path("/proc/meminfo").read_text().splitlines())
    return (
        f"The last of them on Python {platform.python_version()}, {packages}; {platform.system()} "
        f"{platform.machine()}, {os.cpu_count()} processors, {memory.split()[1]} kB of memory."
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
