"""What a case is about, beyond words: a thing that some room keeps, such as a device.

A room offers its things under a kind; the engine keeps which case named which thing, and knows
nothing else of it. So the desk of requests and the room of assets work together without
importing each other.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from django.utils.module_loading import import_string

from sopti.workflow.models import CaseSubject

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from sopti.people.models import Court, User
    from sopti.workflow.models import Case


@dataclass(frozen=True)
class Subject:
    """One thing: the room's key, what people call it, and where it stands or whose it is."""

    kind: str
    key: str
    label: str
    hint: str = ""

    @property
    def name(self) -> str:
        """How a form names the thing: "asset:12"."""
        return f"{self.kind}:{self.key}"


class Offer(Protocol):
    """What a room answers about its things, each time only of what the person may see."""

    def own(self, user: User) -> list[Subject]:
        """Return the things that the person uses, to choose from."""

    def listed(self, court: Court) -> list[str]:
        """Return how people call the things of a court, a few hundred at most."""

    def by_keys(self, keys: Collection[str], user: User) -> list[Subject]:
        """Return the things with these keys."""

    def named_in(self, text: str, user: User) -> list[Subject]:
        """Return the things that the words name beyond doubt."""

    def links(self, keys: Collection[str], user: User) -> dict[str, str]:
        """Return the pages of these things, by key."""

    def known(self, words: Collection[str], court: Court) -> dict[str, Subject]:
        """Return the things of a court that the words name by a number, by word; a fixed price."""


@dataclass(frozen=True)
class Line:
    """What another room tells of a thing, as a line of its card: when, what, by whom."""

    on: date
    what: str
    text: str
    by: str
    link: str = ""
    link_words: str = ""


@dataclass(frozen=True)
class SubjectLine:
    """One thing that a case names, with its page where the viewer may open it."""

    label: str
    link: str


# By dotted name: a room registers before its models exist.
_OFFERS: dict[str, str] = {}


def register_subjects(kind: str, offer: str) -> None:
    """Let a room offer things of a kind; `offer` names an object that is an Offer."""
    _OFFERS[kind] = offer


_LINES: list[str] = []


def register_lines(tell: str) -> None:
    """Let a room tell of things that others keep.

    `tell` names a function (kind, key, viewer) that returns Lines, as far as the viewer may see.
    """
    if tell not in _LINES:
        _LINES.append(tell)


def lines_about(kind: str, key: str, *, viewer: User) -> list[Line]:
    """Return what the rooms tell of a thing."""
    return [line for tell in _LINES for line in import_string(tell)(kind, key, viewer)]


def _offers() -> dict[str, Offer]:
    return {kind: import_string(offer) for kind, offer in _OFFERS.items()}


def offered_to(user: User) -> list[Subject]:
    """Return everything that the person uses, of every kind."""
    return [subject for offer in _offers().values() for subject in offer.own(user)]


def listed_of(court: Court | None) -> list[str]:
    """Return how people call the things of the court, of every kind, for a list to choose from."""
    if court is None:
        return []
    return [label for offer in _offers().values() for label in offer.listed(court)]


def chosen_by(name: str, user: User) -> list[Subject]:
    """Return the thing that a form named, if the person may see it."""
    kind, _, key = name.partition(":")
    offer = _offers().get(kind)
    return offer.by_keys([key], user) if offer else []


def named_in(text: str, user: User) -> list[Subject]:
    """Return the things that the words name beyond doubt: by a number on a sticker, by a name."""
    if not text.strip():
        return []
    return [subject for offer in _offers().values() for subject in offer.named_in(text, user)]


def known_by(words: Collection[str], court: Court) -> dict[str, Subject]:
    """Return the things of the court that the words name by a number, each word's own."""
    found: dict[str, Subject] = {}
    for offer in _offers().values() if words else ():
        found |= offer.known(words, court)
    return found


def subjects_of(case: Case, *, viewer: User) -> list[SubjectLine]:
    """Return what the case is about, each with the page that the viewer may open.

    A case that was fetched with its mark and names nothing is not asked again.
    """
    named = list(case.subjects.all()) if getattr(case, "has_subjects", True) else []
    links: dict[tuple[str, str], str] = {}
    for kind, offer in _offers().items() if named else ():
        keys = [one.key for one in named if one.kind == kind]
        links |= {(kind, key): link for key, link in offer.links(keys, viewer).items()}
    return [SubjectLine(one.label, links.get((one.kind, one.key), "")) for one in named]


def cases_about(kind: str, key: str) -> list[int]:
    """Return the numbers of the cases that name a thing; who may see them asks Case itself."""
    return list(CaseSubject.objects.filter(kind=kind, key=key).values_list("case", flat=True))
