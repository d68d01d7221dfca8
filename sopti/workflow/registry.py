"""What a room tells the engine about its cases. Filled in AppConfig.ready(), read by the pages."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.utils.module_loading import import_string
from django.utils.timezone import localdate

from sopti.core.kept import kept
from sopti.ui.frame import UNREAD, counting, lengths

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from django.db.models import QuerySet

    from sopti.people.models import Court, User
    from sopti.workflow.models import Case, Task

Facts = list[tuple[str, str]]
_FACTS: dict[str, Callable[[Case], Facts]] = {}
_BRIEFS: dict[str, Callable[[Case], Facts]] = {}


def register_facts(
    section: str,
    tell: Callable[[Case], Facts],
    *,
    brief: Callable[[Case], Facts] | None = None,
) -> None:
    """Let a room say what it knows of a case of its section: (label, value), for page and paper.

    `brief` is the little of it that a decision needs.
    """
    _FACTS[section] = tell
    if brief:
        _BRIEFS[section] = brief


def case_facts(case: Case) -> Facts:
    """Return what the case's room knows of it; empty when the engine is alone."""
    tell = _FACTS.get(case.procedure.section)
    return tell(case) if tell else []


_ROWS: list[str] = []


def register_rows(*names: str) -> None:
    """Let a room have its own row of a case read together with the case, on the case's pages.

    `names` are one-to-one relations of Case, as `select_related()` takes them.
    """
    _ROWS.extend(names)


def room_rows(before: str = "") -> list[str]:
    """Return the relations of the rooms, seen from a model that calls the case `before`."""
    return [f"{before}{name}" for name in _ROWS]


_MARKS: dict[str, str] = {}


def register_mark(name: str, tells: str) -> None:
    """Let a room read with a case, on its page, whether something of the room's hangs on it.

    `tells` names a function that returns the expression; the case then has it as `name`.
    """
    _MARKS[name] = tells


def room_marks() -> dict[str, Any]:
    """Return the rooms' expressions, as `annotate()` of cases takes them."""
    return {name: import_string(tells)() for name, tells in _MARKS.items()}


@dataclass(frozen=True)
class Ending:
    """What the requester is told when a case is done: the head, the words, the part of the page."""

    head: str
    words: str
    anchor: str = ""


_ENDINGS: dict[str, str] = {}


def register_ending(section: str, tell: str) -> None:
    """Let a room say what a done case of its section asks of the requester.

    `tell` names a function (case) that returns an Ending, or None for the plain "Selesai".
    """
    _ENDINGS[section] = tell


def ending_of(case: Case) -> Ending | None:
    """Return what the case's room asks of the requester now that it is done."""
    tell = _ENDINGS.get(case.procedure.section)
    found: Ending | None = import_string(tell)(case) if tell else None
    return found


_CLOSED: dict[str, str] = {}


def register_closed(section: str, do: str) -> None:
    """Let a room act when a case of its section ends, in the same transaction.

    `do` names a function (case, by, at).
    """
    _CLOSED[section] = do


def case_closed(case: Case, *, by: User, at: datetime) -> None:
    """Let the case's room do what goes with its end."""
    do = _CLOSED.get(case.procedure.section)
    if do:
        import_string(do)(case, by=by, at=at)


def case_brief(case: Case) -> Facts:
    """Return what stands above the buttons of a decision; empty when the engine is alone."""
    tell = _BRIEFS.get(case.procedure.section)
    return tell(case) if tell else []


@dataclass(frozen=True)
class Onward:
    """A line of the paper of a disposition: it went on from one to another."""

    by: str
    to: str
    at: datetime


_ONWARD: dict[str, str] = {}


def register_onward(section: str, tell: str) -> None:
    """Let a room say how its dispositions went on; `tell` names a function (task) for Onwards."""
    _ONWARD[section] = tell


def onward_of(task: Task) -> list[Onward]:
    """Return the lines by which the disposition of the task went on."""
    tell = _ONWARD.get(task.case.procedure.section)
    found: list[Onward] = import_string(tell)(task) if tell else []
    return found


# ---------------------------------------------------------------------------------------- panels
@dataclass(frozen=True)
class Panel:
    """A part of a page that a room draws, and where: `top`, `steps` (below the last) or `side`.

    `head` heads Beranda where nothing but the panel waits for the person.
    """

    template: str
    context: dict[str, Any] = field(default_factory=dict)
    place: str = "side"
    head: str = ""


PLACES = ("top", "steps", "side")
Panels = dict[str, list[Panel]]  # by place
# By dotted name: a room registers before the models exist that its pages read.
_CASE_PANELS: dict[str, list[str]] = {}
_HOME_PANELS: dict[str, str] = {}
MONTH = timedelta(days=30)  # as far back as Beranda looks; longer than any holidays


def register_panels(section: str, draw: str) -> None:
    """Let a room add parts to the page of a case of its section.

    `draw` names a function (case, viewer, now) that returns the panels.
    """
    _CASE_PANELS.setdefault(section, []).append(draw)


_TASK_PANELS: dict[str, list[str]] = {}
EVERYWHERE = "*"  # in place of a section: the steps of all tables


def register_task_panels(section: str, draw: str) -> None:
    """Let a room add parts to the page of a step; `draw` takes the task in place of the case."""
    _TASK_PANELS.setdefault(section, []).append(draw)


def task_panels(task: Task, *, viewer: User, now: datetime) -> Panels:
    """Return what the case's room adds to the page of the step."""
    names = [*_TASK_PANELS.get(EVERYWHERE, []), *_TASK_PANELS.get(task.case.procedure.section, [])]
    draws = [import_string(name) for name in names]
    return _by_place([panel for draw in draws for panel in draw(task, viewer, now)])


def register_home_panels(draw: str, *, asks: str = "") -> None:
    """Let a room add parts to Beranda; `draw` names a function (person, now).

    `asks` names a function (*, person, court, today, month_ago) that returns the rows without
    which there is nothing to draw, for a kept query (sopti.core.kept). All rooms are asked so in
    one query, and only a room that has something asks again.
    """
    _HOME_PANELS[draw] = asks


def case_panels(case: Case, *, viewer: User, now: datetime) -> Panels:
    """Return what the case's room adds to its page."""
    draws = [import_string(name) for name in _CASE_PANELS.get(case.procedure.section, [])]
    return _by_place([panel for draw in draws for panel in draw(case, viewer, now)])


def home_panels(user: User, *, now: datetime) -> tuple[Panels, int]:
    """Return what the rooms add to Beranda, and what the person has not read, asked with it."""
    zone = user.court.tz if user.court else None
    asked = _has(
        person=user.pk,
        court=user.court_id,
        roles=user.role_keys,
        today=localdate(now, timezone=zone),
        month_ago=now - MONTH,
    )
    has = dict(asked)
    draws = [
        import_string(draw) for draw, asks in _HOME_PANELS.items() if not asks or has.get(draw)
    ]
    panels = _by_place([panel for draw in draws for panel in draw(user, now)])
    return panels, has.get(UNREAD, 0)


@kept
def _has(
    *, person: int, court: int | None, roles: frozenset[str], today: date, month_ago: datetime
) -> QuerySet[Any, Any]:
    """Ask how much each room would have to draw, and how much is unread."""
    values = {"person": person, "court": court, "today": today, "month_ago": month_ago}
    asked = [(draw, import_string(asks)) for draw, asks in _HOME_PANELS.items() if asks]
    unread = lengths(UNREAD, person=person, court=court, roles=roles)
    first, *others = [*unread, *(counting(draw, ask(**values)) for draw, ask in asked)]
    return first.union(*others, all=True)


def _by_place(panels: list[Panel]) -> Panels:
    return {place: [panel for panel in panels if panel.place == place] for place in PLACES}


# ------------------------------------------------------------------------------------- sentences
@dataclass(frozen=True)
class Sentence:
    """Words that are ready to be put into a field."""

    title: str
    text: str


Sentences = dict[str, list[Sentence]]  # by the purpose that a field names with `said_with()`
_SENTENCES: dict[str, str] = {}


def register_sentences(section: str, tell: str) -> None:
    """Let a room offer sentences beside the fields of its cases' pages.

    `tell` names a function (case, viewer) that returns them by purpose, filled in for the case.
    """
    _SENTENCES[section] = tell


def case_sentences(case: Case, *, viewer: User) -> Sentences:
    """Return what the case's room offers to this person to write; nothing once it is closed."""
    tell = _SENTENCES.get(case.procedure.section)
    return import_string(tell)(case, viewer) if tell and case.is_running else {}


# ------------------------------------------------------------------------------------------ jobs
_JOBS: dict[str, str] = {}


class Unfinished(str):
    """What a job did, where more of it waits: the worker's next round comes without a pause."""

    __slots__ = ()


def register_job(name: str, do: str) -> None:
    """Let a room do something in every round of the worker.

    `do` names a function (at) that says in a word what it did. It must be safe to run twice, also
    in two workers at once. Long work is done in slices: the other jobs wait for it.
    """
    _JOBS[name] = do


def jobs() -> dict[str, Callable[[datetime], str]]:
    """Return the rooms' jobs by name, in the order of their registration."""
    return {name: import_string(do) for name, do in _JOBS.items()}


# --------------------------------------------------------------------------------- demonstration
_DEMO: list[str] = []


def register_demo(load: str) -> None:
    """Let a room fill itself for the demonstration, before the cases of the courts are played.

    `load` names a function (at) that says in a few words what it added. It must be safe to
    repeat: what exists stays.
    """
    _DEMO.append(load)


def load_demo_rooms(*, at: datetime) -> list[str]:
    """Fill the rooms that registered, and return what each of them says."""
    return [import_string(load)(at) for load in _DEMO]


DemoDeed = tuple["datetime", "Callable[[datetime], None]"]  # when, and what is done then
_DEMO_DEEDS: list[str] = []


def register_demo_deeds(tell: str) -> None:
    """Let a court of the demonstration do something of its own among the deeds of its cases.

    `tell` names a function (court, at) that yields DemoDeeds; those after `at` are left out.
    """
    if tell not in _DEMO_DEEDS:
        _DEMO_DEEDS.append(tell)


def demo_deeds(court: Court, *, at: datetime) -> list[DemoDeed]:
    """Return what the registered functions let the court do, in no order."""
    return [deed for tell in _DEMO_DEEDS for deed in import_string(tell)(court, at)]
