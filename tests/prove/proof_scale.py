"""412 courts, 20,000 people and 10,000,000 steps on one PostgreSQL: the pages cost what they did.

The demonstration's four courts get a past and more clerks, and are then made 103 times over by the
database itself (multiply.py). The same pages are asked before and after, in a process of their own
that has just begun (page_costs.py). Lost is a page with more than twelve statements or more than
at four courts (the dashboard has its own number), one that takes over 1.3 times its time, and a
statement that reads more than 20,000 rows. The day is an ordinary one: while a failure of data
protection is handled, the dashboard and Beranda ask two statements more. The control: with the
engine's indexes taken away, statements must be told that read too much.

An hour on two cores, and 40 GB of disk where temporary files lie (TMPDIR). SOPTI_SCALE=4 makes
every court four times only, to try the proof; the control then finds too few rows to tell of.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg

from tests.cluster import postgres
from tests.prove.outcome import Outcome, Proof

ROOT = Path(__file__).parents[2]
KEYS = {"SOPTI_SECRET_KEY": "only-for-proofs", "SOPTI_RECORD_KEY": "only-for-proofs-too"}
TIMES = int(os.environ.get("SOPTI_SCALE", "103"))  # four courts, 103 times
STEPS, STEPS_OF_A_CASE, PEOPLE = 10_000_000, 7.6, 20_000
CASES = round(STEPS / 103 / STEPS_OF_A_CASE)
ROUNDS, SLOWER_AT_MOST, STATEMENTS_AT_MOST = 15, 1.3, 12
LEAST_SECONDS = 0.002  # what a page may take longer, however short it was: the clock is no finer
INDEXES = (
    "SELECT indexname FROM pg_indexes WHERE tablename IN ('workflow_task', 'workflow_case')"
    " AND NOT EXISTS (SELECT FROM pg_constraint WHERE conname = indexname)"
)
MULTIPLY = "from tests.prove.multiply import add_clerks, multiply; add_clerks({}); multiply({})"


ORDINARY_DAY = "from tests.prove.multiply import end_breaches; end_breaches()"


def run() -> Iterator[Outcome]:
    with tempfile.TemporaryDirectory(prefix="sopti-proof-") as var, postgres() as url:
        place = {"SOPTI_VAR": var, "DATABASE_URL": url}
        fill(place)
        few = costs(place)
        manage(place, "shell", "-v0", "-c", MULTIPLY.format(PEOPLE // 103 // 4, TIMES))
        ask(url, "VACUUM ANALYZE")  # as PostgreSQL does by itself within a day
        many = costs(place)
        steps, people, courts, size = ask(
            url,
            "SELECT (SELECT count(*) FROM workflow_task), (SELECT count(*) FROM people_user),"
            " (SELECT count(*) FROM people_court), pg_database_size(current_database())",
        )
        held = f"{courts} courts, {people:,} people, {steps:,} steps, {size / 1e9:.1f} GB"
        yield from compared(few, many, held)
        yield control(url, place)


def fill(place: dict[str, str]) -> None:
    """Make the four courts with their past."""
    ask(place["DATABASE_URL"], "CREATE DATABASE sopti", database="postgres")
    manage(place, "migrate", "-v0")
    manage(place, "createcachetable")
    manage(place, "collectstatic", "--noinput", "-v0")
    manage(place, "load_demo", "--cases", str(CASES))
    manage(place, "shell", "-v0", "-c", ORDINARY_DAY)
    ask(place["DATABASE_URL"], "ANALYZE")


def compared(few: dict, many: dict, held: str) -> Iterator[Outcome]:
    for page, now in many.items():
        before = few[page]
        grown = now["statements"] - before["statements"]
        is_over = now["statements"] > STATEMENTS_AT_MOST and not page.startswith("dashboard")
        limit = max(before["seconds"] * SLOWER_AT_MOST, before["seconds"] + LEAST_SECONDS)
        faults = [not now["statements"], grown > 0, is_over, now["seconds"] > limit, *now["reads"]]
        for statement in now["reads"]:
            print(f"reads much ({page}): {statement[:600]}")
        yield Outcome(
            f"{page}, at {held}",
            ROUNDS,
            sum(map(bool, faults)),
            f"{now['statements']} statements; {now['seconds'] * 1000:.1f} ms, "
            f"{now['seconds'] / before['seconds']:.2f} times those of four courts",
        )


def control(url: str, place: dict[str, str]) -> Outcome:
    """Take the engine's indexes away: the proof must tell of statements that read too much."""
    for (name,) in ask_all(url, INDEXES):
        ask(url, f'DROP INDEX "{name}"')
    found = sum(len(cost["reads"]) for cost in costs(place, rounds=1).values())
    return Outcome("control: indexes taken away are told", 1, 0 if found else 1, f"{found} told")


def costs(place: dict[str, str], *, rounds: int = ROUNDS) -> dict:
    done = subprocess.run(
        [sys.executable, "-m", "tests.prove.page_costs", str(rounds)],
        cwd=ROOT, env=surroundings(place), stdout=subprocess.PIPE, text=True, check=True,
    )  # fmt: skip
    return json.loads(done.stdout.splitlines()[-1])


def manage(place: dict[str, str], *command: str) -> None:
    print(f"    manage.py {command[0]}", flush=True)
    subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=ROOT, env=surroundings(place), stdout=subprocess.DEVNULL, check=True,
    )  # fmt: skip


def surroundings(place: dict[str, str]) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SOPTI_")}
    return kept | KEYS | place


def ask(url: str, statement: str, *, database: str = "sopti") -> tuple:
    return next(iter(ask_all(url, statement, database=database)), ())


def ask_all(url: str, statement: str, *, database: str = "sopti") -> list[tuple]:
    host = url.removeprefix("postgres:///").rpartition("/")[0]
    with psycopg.connect(host=host, dbname=database, autocommit=True) as connection:
        found = connection.execute(statement)
        return found.fetchall() if found.description else []


PROOFS = [Proof("scale", "412 courts, 20,000 people, 10,000,000 steps", run)]
