"""What can be said of our packages without asking anybody: `python -m tests.audit`.

Every pin carries hashes and no address; nothing that a list installs wants the library called
`requests`; every licence is one that a court may use; and how old the pins are. Whether a hole is
known in one of them only a machine with a network can tell.
"""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

LISTS = Path(__file__).resolve().parent.parent / "requirements"
INSTALLED = ("base", "dev", "tools")  # of `next` only the pins are read: it has its own environment
FORBIDDEN = {"requests"}  # the name of our own app: see docs/decisions/0006
ADDRESS = re.compile(r"https?:|://|--(?:extra-)?index-url|--find-links|@ ")
PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==(\S+)", re.MULTILINE)
# What may be shipped with SOPTI. Only the tests may use the others.
FREE = re.compile(
    r"\bMIT\b|BSD|Apache|ISC|\bPSF\b|Python Software|MPL|Mozilla|LGPL|Lesser|HPND|Zlib|Unlicense"
    r"|0BSD|Public Domain|CC0",
    re.IGNORECASE,
)
# Their metadata are silent; what their own licence files say.
READ_BY_US = {"pysqlite3": "Zlib", "axe-playwright-python": "MIT"}
OF_TESTS = {"djlint", "text-unidecode"}  # GPL; Artistic: no court gets them
OLD_DAYS = 60


@dataclass(frozen=True)
class Pin:
    """One package of a list."""

    name: str
    version: str
    text: str

    @property
    def has_hash(self) -> bool:
        return "--hash=sha256:" in self.text


def pins_of(text: str) -> list[Pin]:
    """Return the packages of a list, with the lines that belong to each."""
    entries = re.split(r"\n(?=[A-Za-z0-9])", text)
    found = [(PIN.search(entry), entry) for entry in entries]
    return [Pin(_plain(match[1]), match[2], entry) for match, entry in found if match]


def faults_of(name: str, text: str) -> list[str]:
    """Return what is wrong with one list of pins, in sentences."""
    pins = pins_of(text)
    told = [f"{name}: {one.name} has no hash" for one in pins if not one.has_hash]
    told += [f"{name}: line names an address: {line}" for line in text.splitlines()
             if ADDRESS.search(line)]  # fmt: skip
    told += [f"{name}: {one.name} is forbidden" for one in pins if one.name in FORBIDDEN]
    return told if pins else [f"{name}: no pins at all"]


def wants_of(found: Distribution) -> set[str]:
    """Return the names that a package installs besides itself; extras are asked for by name."""
    needed = [one for one in found.requires or [] if "extra ==" not in one]
    return {_plain(re.split(r"[^A-Za-z0-9._-]", one, maxsplit=1)[0]) for one in needed}


def licence_of(found: Distribution) -> str:
    """Return the licence as the package's own metadata say it, in few words."""
    told = found.metadata
    classified = [one.rpartition(" :: ")[2] for one in told.get_all("Classifier", [])
                  if one.startswith("License ::")]  # fmt: skip
    first_line = (told.get("License") or "").strip().partition("\n")[0]
    return (told.get("License-Expression") or ", ".join(classified) or first_line)[:60]


def judged(name: str) -> tuple[list[str], dict[str, str]]:
    """Return the faults of one list's packages as they are installed here, and their licences."""
    told, licences = [], {}
    for pin in pins_of((LISTS / f"{name}.txt").read_text()):
        try:
            found = distribution(pin.name)
        except PackageNotFoundError:  # for another system, or not installed on this machine
            continue
        licences[pin.name] = licence_of(found) or READ_BY_US.get(pin.name, "")
        if wants_of(found) & FORBIDDEN:
            told.append(f"{name}: {pin.name} installs a forbidden library")
        if not FREE.search(licences[pin.name]) and pin.name not in OF_TESTS:
            told.append(
                f"{name}: {pin.name} has the licence {licences[pin.name] or 'nobody knows'}"
            )
    return told, licences


def age_of(name: str) -> str:
    """Say when a list was last written anew, as the repository knows it."""
    asked = ["git", "log", "-1", "--format=%ct", "--", f"requirements/{name}.txt"]
    done = subprocess.run(asked, cwd=LISTS.parent, capture_output=True, text=True, check=False)
    if done.returncode or not done.stdout.strip():
        return "age unknown"
    days = (datetime.now(UTC) - datetime.fromtimestamp(int(done.stdout), UTC)).days
    return f"{days} days old" + (", renew it" if days > OLD_DAYS else "")


def main() -> int:
    """Print what was found; answer 1 when anything is wrong."""
    faults: list[str] = []
    for path in sorted(LISTS.glob("*.txt")):
        faults += faults_of(path.stem, path.read_text())
        print(f"{path.stem}: {len(pins_of(path.read_text()))} pins, {age_of(path.stem)}")
    for name in INSTALLED:
        told, licences = judged(name)
        faults += told
        print(f"{name}: licences of {len(licences)} packages: {counted(licences)}")
    print("\n".join(faults) or "Nothing is wrong that can be seen without a network.")
    return 1 if faults else 0


def counted(licences: dict[str, str]) -> str:
    by_name = sorted({*licences.values()})
    return "; ".join(f"{one} {sum(one == said for said in licences.values())}" for one in by_name)


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


if __name__ == "__main__":
    sys.exit(main())
