"""Doors: who may come through each address of the house. One line for every address, none without.

Every room lies its table beside its addresses, in `doors.py`. A door says what kind of people it
is for; whether this person may do this deed to this thing now is asked of the room's rules. Nobody
passes an address without a door, and `manage.py check` tells which one that is (checks.py).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import TYPE_CHECKING

from django.urls import URLPattern, URLResolver, get_resolver

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


class Who(Enum):
    """What kind of people a door is for."""

    PUBLIC = auto()  # whoever comes
    KEYED = auto()  # whatever machine shows a key that was given to it
    PERSON = auto()  # whoever is logged in: of what lies there, they see their part
    STAFF = auto()  # whoever is more than a clerk
    MANAGER = auto()  # the court's administrator
    SEER = auto()  # whoever sees the row that the address names; to all others it does not exist
    HOLDER = auto()  # whoever holds the role that the SOP, or a rule of the room, asks for


@dataclass(frozen=True)
class Door:
    """One address: who comes through, and of which model the row is that it names, if any."""

    who: Who
    thing: str = ""  # "workflow.Case": the first number of the address is the key of such a row
    is_own: bool = False  # what lies there is the person's own, wherever they stand
    is_overseen: bool = False  # read by an overseer, in the lower court where they stand

    @property
    def overseen(self) -> Door:
        return replace(self, is_overseen=True)

    def of(self, thing: str) -> Door:
        return replace(self, thing=thing)

    @property
    def is_open(self) -> bool:
        """Tell whether one comes through without being logged in."""
        return self.who in {Who.PUBLIC, Who.KEYED}


PUBLIC, KEYED, PERSON, STAFF, MANAGER, SEER, HOLDER = map(Door, Who)
OWN = replace(PERSON, is_own=True)

_doors: dict[str, Door] = {}


def register(space: str, doors: Mapping[str, Door]) -> None:
    """Hang the doors of a room, by the names of its addresses. Called where those are included."""
    _doors.update({f"{space}:{name}" if space else name: door for name, door in doors.items()})


def door_of(view_name: str) -> Door | None:
    """Return the door of an address, by the name it is reversed by; None when there is none."""
    return _doors.get(view_name)


def doors() -> dict[str, Door]:
    return dict(_doors)


def addresses() -> Iterator[tuple[str, str, URLPattern]]:
    """Yield every address of the house: its name as `door_of` knows it, its path, and its view."""
    return _addresses_in(get_resolver().url_patterns, "", "/")


def _addresses_in(
    patterns: list[URLPattern | URLResolver], space: str, before: str
) -> Iterator[tuple[str, str, URLPattern]]:
    for one in patterns:
        path = f"{before}{one.pattern}"
        if isinstance(one, URLResolver):
            inner = f"{space}{one.namespace}:" if one.namespace else space
            yield from _addresses_in(one.url_patterns, inner, path)
        else:
            yield f"{space}{one.name}", path, one
