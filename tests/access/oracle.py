"""Who may do what to a case: read from the SOP files alone. No rule of the house is asked.

It is meant to be dumb: one sentence for each act, as the SOP or the guide says it.
"""

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

FIXTURES = Path(__file__).parents[2] / "fixtures"
SUPERVISORS = {"kasubag_ptip", "sekretaris", "ketua"}
NO_OFFICER = {"pegawai", "admin"}


@dataclass(frozen=True)
class Person:
    """Somebody who knocks: where they work, what they are today, and whether the case is theirs."""

    label: str
    account: str = ""  # "" is nobody
    court: str = ""
    roles: frozenset = frozenset()
    is_filer: bool = False


@dataclass(frozen=True)
class Moment:
    """Where a case stands, and which of its steps is knocked at."""

    court: str
    is_running: bool
    is_decided: bool  # a step with a decision is behind it
    is_waiting: bool  # the step itself
    is_started: bool
    role: str  # that the SOP names for the step
    decides: bool
    held_by: str = ""  # the account that began the step, or to which it was given; "" is nobody's


def _toml(path):
    return tomllib.loads(path.read_text())


@cache
def tables(court):
    """The tables of a court's SOPs by (document, procedure)."""
    folder = FIXTURES / "sop" / court
    read = {(path.parent.name, path): _toml(path) for path in folder.glob("*/*.toml")}
    return {(document, one["key"]): one for (document, _), one in read.items() if "steps" in one}


def every_table():
    courts = sorted(path.name for path in (FIXTURES / "sop").iterdir() if path.is_dir())
    return [(court, *key) for court in courts for key in tables(court)]


@cache
def people(court):
    """The court's people as their file says: (account, what they are today)."""
    short = _toml(FIXTURES / "courts.toml")[court]["account"]
    found = []
    for one in _toml(FIXTURES / "people.toml")[court]:
        acting = {letter["role"] for letter in one.get("acting", []) if _is_today(letter)}
        found.append((f"{one['account']}.{short}", frozenset({"pegawai", *one["roles"]} | acting)))
    return found


def _is_today(letter):
    first = date.today() + timedelta(days=letter["after"])  # noqa: DTZ011 (as the file is read)
    return first <= date.today() < first + timedelta(days=letter["days"])  # noqa: DTZ011


# ------------------------------------------------------------------------------------- the table
def may_open(person, table, court, flow=None):
    """Who opens cases of a table: whom it names, and whoever does its first step."""
    first = flow["steps"][0] if flow else table["steps"][0]["number"]
    doer = next(step["role"] for step in table["steps"] if step["number"] == first)
    named = (flow or {}).get("by") or table.get("opens_by", ["operator_ti"])
    return person.court == court and bool(person.roles & {*named, doer})


def sees(person, at):
    """A case is seen by its own court: by its filer, and by whoever is more than a clerk."""
    return person.court == at.court and (person.is_filer or bool(person.roles - NO_OFFICER))


def works(person, at):
    """A waiting step is done by who holds its role and did not leave it to another holder.

    Nobody decides on what they asked for.
    """
    own = at.decides and person.is_filer
    theirs = at.role in person.roles and at.held_by in {"", person.account}
    return sees(person, at) and _waits(at) and theirs and not own


def _waits(at):
    return at.is_running and at.is_waiting


def talks(person, at):
    return sees(person, at) and at.is_running


MAY = {
    "workflow:case": sees,
    "workflow:sop_way": sees,
    "workflow:task": sees,
    "workflow:start": lambda person, at: works(person, at) and not at.is_started,
    "workflow:complete": works,
    "workflow:ask": works,
    "workflow:reassign": lambda person, at: (
        sees(person, at) and _waits(at) and bool(person.roles & {at.role, *SUPERVISORS})
    ),
    "workflow:withdraw": lambda person, at: (
        sees(person, at) and at.is_running and person.is_filer and not at.is_decided
    ),
    "workflow:cancel": lambda person, at: (
        sees(person, at) and at.is_running and bool(person.roles & SUPERVISORS)
    ),
    "workflow:attach": talks,
    "workflow:remark": talks,
}
READS = ("workflow:case", "workflow:sop_way", "workflow:task")
OF_THE_TASK = {"workflow:task", "workflow:start", "workflow:complete", "workflow:ask",
               "workflow:reassign"}  # fmt: skip
