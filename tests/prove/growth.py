"""What a year of work takes on the disk: measured on pasts of two sizes, for docs/growth.md.

    python -m tests.prove.growth [CASES MORE_CASES]

Makes the demonstration with an invented past of so many cases, twice on SQLite and twice on
PostgreSQL. What the larger one takes more, divided by the cases it has more, is what a case takes:
its rows in every table and their indexes. A past tells nobody, gives no paper its key and has no
history, so these are counted of the demonstration's own cases, which are played by the real deeds.
Also tells how long a copy, its proof and a rehearsal of it took. Minutes to an hour; prints
two tables.
"""

from __future__ import annotations

import shutil
import sqlite3
import sys
import tempfile
import time
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import psycopg

from tests.prove.empty_postgres import empty_postgres
from tests.prove.old_state import ROOT, State

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SIZES = (500, 2000)
ROWS = 'SELECT count(*) FROM "{}"'
OF_SQLITE = (
    "SELECT m.tbl_name, sum(s.pgsize) FROM dbstat s JOIN sqlite_master m ON m.name = s.name"
    " GROUP BY m.tbl_name"
)
OF_POSTGRESQL = (
    "SELECT relname, pg_total_relation_size(oid) FROM pg_class"
    " WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
)
HEAD = "| | rows a case | bytes a row | bytes a case |\n|---|---:|---:|---:|"
KINDS = {
    "workflow_case": "case",
    "workflow_event": "line of the record",
    "workflow_task": "step",
    "workflow_attachment": "attachment (its row)",
}

PLAYED = {
    "notifications_message": "message",
    "reports_paper": "paper with its key",
    "workflow_historicaltask": "history of a step",
    "workflow_historicalcase": "history of the case",
}


class Table(NamedTuple):
    """A table with its indexes: rows, and bytes on the disk."""

    rows: int
    size: int


@dataclass(frozen=True)
class Measured:
    """One installation: its tables, its copy, and how many seconds things took."""

    past: int  # invented cases; the others were played
    tables: dict[str, Table]
    copy_size: int
    seconds: dict[str, float]

    @property
    def size(self) -> int:
        return sum(table.size for table in self.tables.values())


def measured(cases: int, var: Path, url: str = "") -> Measured:
    """Fill an installation that has its tables with so many cases, and weigh it."""
    state, copies = State(ROOT, var, url), var / "copies"
    state.manage("load_demo", "--cases", str(cases))
    seconds = {"backup": _timed(lambda: state.manage("backup", str(copies)))}
    (copy,) = copies.glob("sopti-*")
    seconds["verify of the copy"] = _timed(lambda: state.manage("verify", str(copy)))
    seconds["verify of the site"] = _timed(lambda: state.manage("verify"))
    seconds["rehearsal"] = _timed(lambda: state.manage("rehearse", str(copy)))
    size = sum(path.stat().st_size for path in copy.rglob("*") if path.is_file())
    tables = _in_postgresql(url) if url else _in_sqlite(copy / "sopti.sqlite3")
    return Measured(cases, tables, size, seconds)


def _timed(do: Callable[[], object]) -> float:
    began = time.monotonic()
    do()
    return time.monotonic() - began


def _in_sqlite(path: Path) -> dict[str, Table]:
    with closing(sqlite3.connect(path)) as opened:
        sizes = dict(opened.execute(OF_SQLITE).fetchall())
        return {
            name: Table(opened.execute(ROWS.format(name)).fetchone()[0], size)
            for name, size in sizes.items()
        }


def _in_postgresql(url: str) -> dict[str, Table]:
    folder, _, name = url.removeprefix("postgres:///").rpartition("/")
    with psycopg.connect(host=folder, dbname=name, autocommit=True) as opened:
        opened.execute("VACUUM ANALYZE")
        sizes = dict(opened.execute(OF_POSTGRESQL).fetchall())
        return {
            name: Table(opened.execute(ROWS.format(name)).fetchone()[0], size)
            for name, size in sizes.items()
        }


def told(engine: str, small: Measured, large: Measured) -> str:
    """Return the table of one engine: what a case takes, and what took how long."""
    more = large.past - small.past
    kinds = [(kind, rows / more, size / more) for kind, (rows, size) in grown(small, large)]
    kinds += [played(small, kind, table) for table, kind in PLAYED.items()]
    lines = [f"\n## {engine}: {more:,} cases more\n", HEAD]
    for kind, rows, size in kinds:
        each = f"{size / rows:,.0f}" if rows > 0 else ""
        lines.append(f"| {kind} | {rows:.2f} | {each} | {size:,.0f} |")
    lines.append(f"| **all** | | | **{sum(size for _, _, size in kinds):,.0f}** |")
    copied = (large.copy_size - small.copy_size) / more
    lines.append(f"\nDatabase {small.size:,} and {large.size:,} bytes with all cases;")
    lines.append(
        f"copy {small.copy_size:,} and {large.copy_size:,}, which is {copied:,.0f} a case."
    )
    lines += [f"{what}: {taken:.1f} s" for what, taken in large.seconds.items()]
    return "\n".join(lines)


def played(measured: Measured, kind: str, table: str) -> tuple[str, float, float]:
    """Return how many rows and bytes of this table a played case has."""
    cases = measured.tables["workflow_case"].rows - measured.past
    found = measured.tables[table]
    return kind, found.rows / cases, found.size / cases


def grown(small: Measured, large: Measured) -> list[tuple[str, tuple[int, int]]]:
    """Return by how many rows and bytes each kind of table is larger, the greediest first."""
    kinds: dict[str, tuple[int, int]] = {}
    for name, table in large.tables.items():
        before, (rows, size) = small.tables.get(name, Table(0, 0)), kinds.get(kind_of(name), (0, 0))
        kinds[kind_of(name)] = rows + table.rows - before.rows, size + table.size - before.size
    return sorted(kinds.items(), key=lambda one: -one[1][1])


def kind_of(table: str) -> str:
    return KINDS.get(table, "all other tables")


def main(sizes: list[int]) -> None:
    few, many = sizes or SIZES
    with _folder() as folder:
        tables = State(ROOT, folder / "few")
        tables.manage("migrate", "-v0")
        tables.manage("createcachetable")
        shutil.copytree(tables.var, folder / "many")
        small = measured(few, folder / "few")
        print(told("SQLite", small, measured(many, folder / "many")), flush=True)
    with _folder() as folder, empty_postgres() as url:
        tables = State(ROOT, folder / "few", url)
        tables.manage("migrate", "-v0")
        tables.manage("createcachetable")
        other = _twin(url)
        small = measured(few, folder / "few", url)
        print(told("PostgreSQL", small, measured(many, _made(folder / "many"), other)), flush=True)


@contextmanager
def _folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="sopti-growth-") as place:
        _made(Path(place) / "few")
        yield Path(place)


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def _twin(url: str) -> str:
    """Make a second database like the one at this address, and return its own."""
    folder, _, name = url.removeprefix("postgres:///").rpartition("/")
    with psycopg.connect(host=folder, dbname="postgres", autocommit=True) as opened:
        opened.execute(f"CREATE DATABASE {name}_more TEMPLATE {name}")
    return f"{url}_more"


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]])
