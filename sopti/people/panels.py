"""What other rooms add to the page of a person. Filled in AppConfig.ready(), read by the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.module_loading import import_string

if TYPE_CHECKING:
    from sopti.people.models import User

_DRAWS: list[str] = []


@dataclass(frozen=True)
class PersonPanel:
    """One part beside the person: its template, and what it shows as `panel.shows`."""

    template: str
    shows: dict[str, Any]


def register_person_panel(draw: str) -> None:
    """Let a room add parts; `draw` names a function (person, by) that returns PersonPanels."""
    _DRAWS.append(draw)


def panels_of(person: User, *, by: User) -> list[PersonPanel]:
    return [panel for draw in _DRAWS for panel in import_string(draw)(person, by)]
