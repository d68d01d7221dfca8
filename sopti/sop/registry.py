"""What the rooms of the house add to an SOP: sections, and the deeds each of them knows.

A room registers itself in `AppConfig.ready()`. An SOP that names what nobody registered is
refused by the loader, and by a system check for the files that ship with the house.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import ImproperlyConfigured


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
