"""Finding who asks: by a few letters of a name, an office or a room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sopti.people.models import User

if TYPE_CHECKING:
    from collections.abc import Iterable

SHORTEST = 2  # letters


def colleagues_of(user: User) -> list[User]:
    """Return the people of the court who may ask for something. One query."""
    return list(User.objects.visible_to(user).filter(is_active=True).order_by("full_name", "pk"))


def label_of(person: User) -> str:
    """Return how a person stands in the list: the name, and where they sit."""
    return " · ".join(part for part in (str(person), person.unit or person.position) if part)


def matching(text: str, people: Iterable[User]) -> list[User]:
    """Return whom the text means: whose label it is, else everybody in whom each word is found."""
    asked = " ".join(text.casefold().split())
    everybody = list(people)
    exact = [one for one in everybody if label_of(one).casefold() == asked]
    words = asked.replace("·", " ").split()
    return exact or [one for one in everybody if all(word in _said_of(one) for word in words)]


def _said_of(person: User) -> str:
    told = (person.full_name, person.username, person.unit, person.position)
    return " ".join(told).casefold()
