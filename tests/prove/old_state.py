"""Earlier states of SOPTI out of the history: their own code makes their own data.

    python -m tests.prove.old_state tests/recovery/first_version.tar.xz

writes the data of FIRST into that archive, which the tests unpack. They have gone halfway there:
all migrations since FIRST take most of a minute, those since WITH_COPIES a few seconds.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
# Until here migrations were still changed after they were written; those of this state never were.
FIRST = "5cc63a330c80dde003a931903b5bd835eb952101"
WITH_COPIES = "6cf8c70"  # the first that could make a copy of itself
VACUUM = "from django.db import connection; connection.cursor().execute('VACUUM')"
KEYS = {"SOPTI_SECRET_KEY": "only-for-proofs", "SOPTI_RECORD_KEY": "only-for-proofs-too"}

# Tables that tell of the code, not of anybody's work; rows of them may go.
OF_THE_CODE = {"django_migrations", "django_content_type", "auth_permission", "cache"}


@dataclass(frozen=True)
class State:
    """A folder of code, and the data that it works with. Runs with today's libraries."""

    code: Path
    var: Path
    url: str = ""  # "": SQLite in the folder of the data

    def manage(self, *words: str) -> str:
        done = self.attempt(*words)
        if done.returncode:
            raise RuntimeError(f"{self.code.name}, {words[0]}: {done.stderr[-2000:]}")
        return done.stdout

    def attempt(self, *words: str) -> subprocess.CompletedProcess[str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("SOPTI_")}
        kept.pop("DATABASE_URL", None)
        kept.pop("DJANGO_SETTINGS_MODULE", None)
        place = {"SOPTI_VAR": str(self.var)} | ({"DATABASE_URL": self.url} if self.url else {})
        return subprocess.run(
            [sys.executable, "manage.py", *words],
            cwd=self.code, env=kept | KEYS | place, capture_output=True, text=True, check=False,
        )  # fmt: skip

    def inside(self, line: str) -> str:
        """Run a line of Python within this state, and return what it printed."""
        return self.manage("shell", "--verbosity", "0", "--command", line)


def is_known(commit: str) -> bool:
    """Tell whether this clone holds the commit; a shallow one, or no clone at all, does not."""
    command = ["git", "cat-file", "-e", f"{commit}^{{commit}}"]
    return subprocess.run(command, cwd=ROOT, capture_output=True, check=False).returncode == 0


def code_of(commit: str, folder: Path) -> Path:
    """Lay the files of a commit into a new folder below this one, and return it."""
    place = folder / commit[:7]
    files = subprocess.run(
        ["git", "archive", commit], cwd=ROOT, capture_output=True, check=True
    ).stdout
    with tarfile.open(fileobj=io.BytesIO(files)) as tar:
        lay_out(tar, place)
    return place


def lay_out(tar: tarfile.TarFile, folder: Path) -> None:
    """Write the files of an archive of our own below the folder."""
    for member in tar:
        if member.isfile():
            target = folder / member.name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(tar.extractfile(member).read())


def lost(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    """Say of which tables rows are gone, and which records no longer end as they did."""
    tables = {name: count for name, count in before["rows"].items() if name not in OF_THE_CODE}
    fewer = [
        f"{name}: {count} before, {after['rows'].get(name, 0)} after"
        for name, count in sorted(tables.items())
        if after["rows"].get(name, 0) < count
    ]
    heads = [key for key, head in before["heads"].items() if after["heads"].get(key) != head]
    return [*fewer, *(f"record of {key}" for key in heads)]


def write_first(target: Path) -> None:
    """Write the data of the first state, brought up by the code that could first make copies."""
    with tempfile.TemporaryDirectory(prefix="sopti-proof-") as place:
        folder, var = Path(place), Path(place) / "var"
        var.mkdir()
        State(code_of(FIRST, folder), var).manage("prepare")
        State(code_of(WITH_COPIES, folder), var).manage("migrate")
        State(ROOT, var).inside(
            "from django.db import connection as c; c.cursor().execute('VACUUM')"
        )
        with tarfile.open(target, "w:xz", preset=9) as tar:
            tar.add(var / "sopti.sqlite3", "sopti.sqlite3")
            tar.add(var / "files", "files")


if __name__ == "__main__":
    write_first(Path(sys.argv[1]))
