"""The menu: each app says in its ready() which places it has, for whom, and what lies there."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.module_loading import import_string

from sopti.core.addresses import address
from sopti.core.doors import door_of

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

    from sopti.people.models import User

BAR, BUTTON, BELL = "bar", "button", "bell"
IN_THE_BAR = 5  # as many as fit beside the name of a court at 1366 px; the rest is under Lainnya
ON_A_PHONE = 4  # beside "Menu"
# The heads under which the places lie in Lainnya, in this order; those without one come first.
DEVICES, SAFETY, PUBLISHING, POLICY, HELP, SYSTEM = (
    "Perangkat dan jaringan",
    "Keamanan",
    "Situs dan media",
    "Kebijakan",
    "Bantuan kerja",
    "Sistem",
)
GROUPS = ("", DEVICES, SAFETY, PUBLISHING, POLICY, HELP, SYSTEM)


@dataclass(frozen=True)
class Item:
    """One place of the menu. Two items of one key are one place, with another door for others."""

    key: str
    label: str
    url: str  # URL name
    icon: str
    order: int
    pages: tuple[str, ...] = ()  # URL names of the place; "people:*" is a whole app
    seen_by: str = ""  # dotted name of a function (user) that says yes or no; "" is everybody
    short: str = ""  # how a phone's bar calls it; "" when it never stands there
    stands: str = BAR
    group: str = ""  # one of GROUPS


@dataclass(frozen=True)
class Group:
    """The places under one head."""

    head: str
    places: list[Place]


@dataclass(frozen=True)
class Place:
    """An item as one person sees it on one page."""

    item: Item
    href: str
    is_here: bool


_items: list[Item] = []
_known: dict[tuple[object, ...], SafeString] = {}  # parts of menus that were drawn already
KNOWN_AT_MOST = 2000
_place_of_page: dict[str, str] = {}


def register(*items: Item) -> None:
    """Add places to the menu. Called in an app's ready()."""
    for item in items:
        _items.append(item)
        _place_of_page.update(dict.fromkeys((item.url, *item.pages), item.key))
    _items.sort(key=lambda item: item.order)


def place_of(view_name: str) -> str:
    """Return the key of the place that a page belongs to; "" when it has none."""
    app = view_name.partition(":")[0]
    return _place_of_page.get(view_name) or _place_of_page.get(f"{app}:*", "")


class Menu:
    """The places that one person is led to. Two menus of the same places are the same."""

    def __init__(self, user: User, *, here: str) -> None:
        self._here = here
        self.searches = (
            user.oversees is None
        )  # an overseer reads lists, and no search finds for them
        self.places = _places(user, here)
        self._key = (
            here,
            self.searches,
            *((place.item.key, place.href) for place in self.places),
        )

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Menu) and self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)

    @property
    def button(self) -> Place | None:
        return self._first(BUTTON)

    @property
    def bell(self) -> Place | None:
        return self._first(BELL)

    @property
    def bar(self) -> list[Place]:
        return self._lying[:IN_THE_BAR]

    @property
    def more(self) -> list[Group]:
        return _grouped(self._lying[IN_THE_BAR:])

    @property
    def is_in_more(self) -> bool:
        return any(place.is_here for place in self._lying[IN_THE_BAR:])

    @property
    def more_drawn(self) -> SafeString:
        return self._drawn("ui/_more.html")

    @property
    def beyond_phone_drawn(self) -> SafeString:
        return self._drawn("ui/_beyond_phone.html")

    @cached_property
    def phone(self) -> list[Place]:
        return [place for place in self.places if place.item.short][:ON_A_PHONE]

    @property
    def beyond_phone(self) -> list[Group]:
        return _grouped([place for place in self.places if place not in self.phone])

    @cached_property
    def _lying(self) -> list[Place]:
        return [place for place in self.places if place.item.stands == BAR]

    def _drawn(self, template: str) -> SafeString:
        """Draw a part of the menu; once for all who are led to the same places, on each place."""
        key = (template, *self._key)
        if key not in _known or settings.DEBUG:
            if len(_known) >= KNOWN_AT_MOST:
                _known.clear()
            _known[key] = render_to_string(template, {"menu": self})
        return _known[key]

    def _first(self, stands: str) -> Place | None:
        return next((place for place in self.places if place.item.stands == stands), None)


def _places(user: User, here: str) -> list[Place]:
    found: dict[str, Place] = {}
    for item in _items:
        href = address(item.url)  # "" on an installation without that room
        if item.key not in found and href and _is_seen(item, user):
            found[item.key] = Place(item, href, is_here=item.key == here)
    return list(found.values())


def _grouped(places: list[Place]) -> list[Group]:
    by_head = {head: [place for place in places if place.item.group == head] for head in GROUPS}
    return [Group(head, found) for head, found in by_head.items() if found]


def _is_seen(item: Item, user: User) -> bool:
    door = door_of(item.url)
    if user.oversees and door and not (door.is_overseen or door.is_own):
        return False
    return not item.seen_by or bool(import_string(item.seen_by)(user))
