"""Data of earlier states come up to today's: nothing lost, tables as if made new, work goes on.

The oldest code in the history whose migrations were never changed afterwards makes its
demonstration, on SQLite and on PostgreSQL; today's `prepare` then brings it up. A copy made by the
first code that could make one is brought back by today's `restore`. A clone without the history
says so, and nothing is counted. A row that went and a record that is cut are told:
tests/recovery/test_upgrade.py takes them away.
"""

from __future__ import annotations

import json
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.prove.empty_postgres import empty_postgres
from tests.prove.old_state import FIRST, ROOT, WITH_COPIES, State, code_of, is_known, lost
from tests.prove.outcome import Outcome, Proof

if TYPE_CHECKING:
    from collections.abc import Iterator

SHALLOW = "not run: this clone lacks the history (git fetch --unshallow)"
RUN = "from tests.prove import upgraded; upgraded.{}()"


def on_sqlite() -> Iterator[Outcome]:
    yield from _from(FIRST, "SQLite", "")


def on_postgresql() -> Iterator[Outcome]:
    with empty_postgres() as url, empty_postgres() as fresh:
        yield from _from(FIRST, "PostgreSQL", url, fresh)


def _from(commit: str, engine: str, url: str, fresh_url: str = "") -> Iterator[Outcome]:
    if not is_known(commit):
        yield Outcome(f"{engine}, from {commit[:7]}", 0, 0, SHALLOW)
        return
    with _folder() as folder:
        var, new_var = _made(folder / "var"), _made(folder / "new")
        State(code_of(commit, folder), var, url).manage("prepare")
        today = State(ROOT, var, url)
        before = _told(today, "count")
        today.manage("prepare", "--empty")
        gone, told = lost(before, _told(today, "count")), _told(today, "tell")
        yield from _outcomes(f"{engine}, from {commit[:7]}", before, gone, told)
        fresh = State(ROOT, new_var, fresh_url)
        fresh.manage("prepare", "--empty")
        yield _same(engine, _told(today, "shape"), _told(fresh, "shape"))


def _outcomes(
    of: str, before: dict[str, Any], gone: list[str], told: dict[str, Any]
) -> Iterator[Outcome]:
    for wrong in [*gone, *told["faults"], *told["broken"]]:
        print("WRONG", wrong)
    rows = sum(before["rows"].values())
    yield Outcome(f"{of}: rows and heads of records kept", rows, len(gone))
    yield Outcome(f"{of}: proof of files, record and triggers", 1, len(told["faults"]))
    seen = f"{told['accounts']} accounts"
    yield Outcome(f"{of}: pages that open", told["pages"], len(told["broken"]), seen)
    yield Outcome(f"{of}: request filed afterwards", 1, 0, told["filed"])


def _same(engine: str, upgraded: dict[str, Any], fresh: dict[str, Any]) -> Outcome:
    other = [name for name in upgraded | fresh if upgraded.get(name) != fresh.get(name)]
    for name in other:
        print("WRONG", name, set(upgraded.get(name, [])) ^ set(fresh.get(name, [])))
    return Outcome(f"{engine}: tables as if made new", len(fresh), len(other))


def old_copy() -> Iterator[Outcome]:
    """Bring back with today's code what the first code with `backup` saved."""
    if not is_known(WITH_COPIES):
        yield Outcome("copy of an earlier state", 0, 0, SHALLOW)
        return
    with _folder() as folder:
        old = State(code_of(WITH_COPIES, folder), _made(folder / "var"))
        old.manage("prepare")
        before = _told(State(ROOT, old.var), "count")
        old.manage("backup", str(folder / "copies"))
        (copy,) = (folder / "copies").glob("sopti-*")
        today = State(ROOT, _made(folder / "new"))
        today.manage("restore", str(copy))
        today.manage("prepare", "--empty")
        gone = lost(before, _told(today, "count"))
        yield from _outcomes(f"copy of {WITH_COPIES}", before, gone, _told(today, "tell"))


def _told(state: State, what: str) -> dict[str, Any]:
    said = state.inside(RUN.format(what))
    return json.loads(said[said.index("{") :])


@contextmanager
def _folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="sopti-proof-") as folder:
        yield Path(folder)


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


PROOFS = [
    Proof("upgrade", "Data of the first state on SQLite, brought up to today's", on_sqlite),
    Proof("upgrade-postgres", "The same on PostgreSQL", on_postgresql),
    Proof("old-copy", "A copy made by earlier code, brought back today", old_copy),
]
