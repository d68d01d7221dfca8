"""What the frame of a page shows: who is here, where they are, and how much waits for them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from sopti.notifications.models import Message
from sopti.people.models import User

if TYPE_CHECKING:
    from django.http import HttpRequest

    from sopti.people.models import Appointment, Court

Count = Callable[[User], int]
WAITING = "waiting"
MANAGER = "admin"

# The item of the main menu that a page belongs to, by URL name; else by the app's name.
SECTION_OF_PAGE = {"home": "home", "workflow:task": "home", "requests:new": "new"}
SECTION_OF_APP = {
    "workflow": "cases",
    "reports": "cases",
    "sop": "sop",
    "people": "manage",
    "notifications": "inbox",
}

_counts: dict[str, Count] = {}


def register_count(name: str, function: Count) -> None:
    """Let an app that stands above this one say how much waits ("waiting"). Called in ready()."""
    _counts[name] = function


class Frame:
    """Asked by base.html; every query waits until the template really shows its answer."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @cached_property
    def person(self) -> User | None:
        user = getattr(self._request, "user", None)
        return user if isinstance(user, User) else None

    @property
    def court(self) -> Court | None:
        return self.person.court if self.person else None

    @cached_property
    def waiting(self) -> int:
        count = _counts.get(WAITING)
        return count(self.person) if count and self.person else 0

    @cached_property
    def unread(self) -> int:
        if self.person is None:
            return 0
        return Message.objects.visible_to(self.person).filter(read_at=None).count()

    @property
    def may_manage(self) -> bool:
        return self.person is not None and MANAGER in self.person.role_keys

    @property
    def appointments(self) -> list[Appointment]:
        return self.person.appointments_today if self.person else []

    @cached_property
    def acting(self) -> str:
        """The capacity in which the person acts for somebody else today: "Plh. Ketua"."""
        return next((held.as_title for held in self.appointments if held.capacity), "")

    @cached_property
    def position(self) -> str:
        if self.person is None:
            return ""
        return self.person.position or next((held.as_title for held in self.appointments), "")

    @cached_property
    def section(self) -> str:
        match = getattr(self._request, "resolver_match", None)
        if match is None:
            return ""
        return SECTION_OF_PAGE.get(match.view_name) or SECTION_OF_APP.get(match.app_name, "")
