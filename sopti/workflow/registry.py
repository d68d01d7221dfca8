"""What a room tells the engine about its cases. Filled in AppConfig.ready(), read by the pages."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from sopti.people.models import User
    from sopti.workflow.models import Case

Facts = list[tuple[str, str]]
_FACTS: dict[str, Callable[[Case], Facts]] = {}


def register_facts(section: str, tell: Callable[[Case], Facts]) -> None:
    """Let a room say what it knows of a case of its section: (label, value), for page and paper."""
    _FACTS[section] = tell


def case_facts(case: Case) -> Facts:
    """Return what the case's room knows of it; empty when the engine is alone."""
    tell = _FACTS.get(case.procedure.section)
    return tell(case) if tell else []


# ---------------------------------------------------------------------------------------- panels
@dataclass(frozen=True)
class Panel:
    """A part of a page that a room draws, and where: `top`, `steps` (below the last) or `side`."""

    template: str
    context: dict[str, Any] = field(default_factory=dict)
    place: str = "side"


Panels = dict[str, list[Panel]]  # by place
_CASE_PANELS: dict[str, list[Callable[[Case, User, datetime], list[Panel]]]] = defaultdict(list)
_HOME_PANELS: list[Callable[[User, datetime], list[Panel]]] = []


def register_panels(section: str, draw: Callable[[Case, User, datetime], list[Panel]]) -> None:
    """Let a room add parts to the page of a case of its section: draw(case, viewer, now)."""
    if draw not in _CASE_PANELS[section]:
        _CASE_PANELS[section].append(draw)


def register_home_panels(draw: Callable[[User, datetime], list[Panel]]) -> None:
    """Let a room add parts to Beranda: draw(person, now)."""
    if draw not in _HOME_PANELS:
        _HOME_PANELS.append(draw)


def case_panels(case: Case, *, viewer: User, now: datetime) -> Panels:
    """Return what the case's room adds to its page."""
    draws = _CASE_PANELS.get(case.procedure.section, [])
    return _by_place([panel for draw in draws for panel in draw(case, viewer, now)])


def home_panels(user: User, *, now: datetime) -> Panels:
    """Return what the rooms add to Beranda."""
    return _by_place([panel for draw in _HOME_PANELS for panel in draw(user, now)])


def _by_place(panels: list[Panel]) -> Panels:
    return {
        place: [panel for panel in panels if panel.place == place]
        for place in ("top", "steps", "side")
    }


# ------------------------------------------------------------------------------------------ jobs
_JOBS: dict[str, Callable[[datetime], str]] = {}


def register_job(name: str, do: Callable[[datetime], str]) -> None:
    """Let a room do something in every round of the worker: do(at) says in a word what it did.

    It must be safe to run twice, also in two workers at once.
    """
    _JOBS[name] = do


def jobs() -> dict[str, Callable[[datetime], str]]:
    """Return the rooms' jobs by name, in the order of their registration."""
    return dict(_JOBS)
