"""Run the proofs: `python -m tests.prove [--list] [--write] [name…]`.

Prints one table and ends with 1 when anything was lost. `--write` lays the table into
docs/proof.md with the date, the versions and the machine; only a run of all proofs may do so.
"""

from __future__ import annotations

import pkgutil
import platform
import sys
import time
import traceback
from datetime import UTC, datetime
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

from tests.prove.outcome import HEAD, Outcome, Proof, row

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
    if len(chosen) < len(names) or (names and "--write" in arguments):
        print("An unknown proof was named, or only some are to be written; --list shows them.")
        return 2
    told = [(proof, outcome) for proof in chosen for outcome in outcomes_of(proof)]
    table = "\n".join([HEAD, *(row(proof, outcome) for proof, outcome in told)])
    print(f"\n{table}")
    if "--write" in arguments:
        write(table)
    return 1 if any(outcome.lost for _, outcome in told) else 0


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


def write(table: str) -> None:
    words = PAGE.read_text().partition(MARK)[0]
    PAGE.write_text(f"{words}{MARK}\n\n{surroundings()}\n\n{table}\n")


def surroundings() -> str:
    """Say when and on what the proofs ran."""
    packages = ", ".join(f"{name} {version(name)}" for name in ("django", "granian", "psycopg"))
    memory = next(line for line in Path("/proc/meminfo").read_text().splitlines())
    return (
        f"{datetime.now(UTC):%Y-%m-%d}; Python {platform.python_version()}, {packages}; "
        f"{platform.system()} {platform.machine()}, {memory.split()[1]} kB of memory."
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
