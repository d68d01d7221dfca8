"""What the rooms of the house add to an SOP: sections, and the deeds each of them knows.

A room registers itself in `AppConfig.ready()`. An SOP that names what nobody registered is
refused by the loader, and by a system check for the files that ship with the house.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string


@dataclass(frozen=True)
class Section:
    """A room: the name SOPs use for it in `section`, and the deeds they may name in `does`.

    A room with a page of its own for opening a case names that page's URL in `opens_at`.
    """

    key: str
    deeds: tuple[str, ...] = ()
    opens_at: str = ""


_SECTIONS: dict[str, Section] = {}


def register(section: Section) -> None:
    """Make a section known. The same registration twice is harmless, two different ones are not."""
    if _SECTIONS.setdefault(section.key, section) != section:
        raise ImproperlyConfigured(f"section {section.key!r} is registered twice, differently")


def section(key: str) -> Section | None:
    """Return the section of that key; "" is the engine alone, which knows no deeds."""
    return Section("") if key == "" else _SECTIONS.get(key)


def section_keys() -> tuple[str, ...]:
    return tuple(sorted(_SECTIONS))


_REVIEW_NOTES: list[str] = []


def register_review_notes(tell: str) -> None:
    """Let another floor show on the review of a document what was noted for its next edition.

    `tell` names a function (document key) that returns notes by procedure, in one query; a note
    has `step`, `text`, `by` and `at`.
    """
    _REVIEW_NOTES.append(tell)


def review_notes(document: int) -> dict[str, list[Any]]:
    """Return by procedure what was noted for the next edition of the document."""
    found: dict[str, list[Any]] = {}
    for tell in _REVIEW_NOTES:
        for procedure, notes in import_string(tell)(document).items():
            found.setdefault(procedure, []).extend(notes)
    return found
