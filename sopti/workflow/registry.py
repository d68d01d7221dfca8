"""What a room tells the engine about its cases. Filled in AppConfig.ready(), read by the pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

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
