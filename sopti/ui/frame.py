"""What the frame of a page shows: who is here, where they are, and how much waits for them."""

from __future__ import annotations

from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from django.db.models import CharField, Count, Value

from sopti.core.addresses import place
from sopti.core.kept import kept
from sopti.guide import places
from sopti.ui.bars import BOTTOM, TOP, Held, Shown, drawn
from sopti.ui.menu import Menu, place_of
from sopti.ui.typed import give_back_typed

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import QuerySet
    from django.http import HttpRequest
    from django.utils.safestring import SafeString

    from sopti.people.models import Appointment, Court, User

    CountOf = Callable[[User], int]
    Find = Callable[..., QuerySet[Any]]  # (*, person, court, roles): keys, see sopti.core.kept
    Counted = list[tuple[str, int]]

WAITING, UNREAD, FAILING = "waiting", "unread", "failing"
MANAGER = "admin"

_counts: dict[str, CountOf] = {}
_lists: dict[str, Find] = {}


def register_count(name: str, function: CountOf) -> None:
    """Let an app above this one say how much waits or is unread. Called in its ready()."""
    _counts[name] = function


def register_list(name: str, find: Find) -> None:
    """Let an app above say what waits or is unread: every page counts all such lists together."""
    _lists[name] = find


def counting(name: str, found: QuerySet[Any]) -> QuerySet[Any, Any]:
    """Return a query for one row: the name, and how many there are."""
    one = found.order_by().values(counted_as=Value(name, CharField()))
    counted: QuerySet[Any, Any] = one.annotate(counted=Count("pk")).values_list(
        "counted_as", "counted"
    )
    return counted


@cache
def _counts_of(names: tuple[str, ...]) -> Callable[..., Counted]:
    """Return the question for the lengths of these lists, as one query."""

    @kept
    def counts(*, person: int, court: int | None, roles: frozenset[str]) -> QuerySet[Any, Any]:
        first, *others = lengths(*names, person=person, court=court, roles=roles)
        return first.union(*others, all=True)

    return counts


def lengths(
    *names: str, person: int, court: int | None, roles: frozenset[str]
) -> list[QuerySet[Any, Any]]:
    """Return a counting query for each of these lists; those that nobody registered have none."""
    values = {"person": person, "court": court, "roles": roles}
    return [counting(name, _lists[name](**values)) for name in names if name in _lists]


class Frame:
    """Asked by base.html; every query waits until the template really shows its answer."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @cached_property
    def person(self) -> User | None:
        user = getattr(self._request, "user", None)
        return user if user is not None and user.is_authenticated else None

    @property
    def court(self) -> Court | None:
        return self.person.court if self.person else None

    @cached_property
    def waiting(self) -> int:
        return self._count(WAITING)

    def _count(self, name: str) -> int:
        counted: dict[str, int] = getattr(self._request, "counted", {})
        if name in counted:
            return counted[name]
        count = _counts.get(name)
        if count:
            return count(self.person) if self.person else 0
        return self._of_lists.get(name, 0)

    @cached_property
    def _of_lists(self) -> dict[str, int]:
        """The lengths of all lists that no view has counted, after one query."""
        person, counted = self.person, getattr(self._request, "counted", {})
        if person is None:
            return {}
        names = tuple(name for name in _lists if name not in counted)
        if not names:
            return {}
        counts = _counts_of(names)
        return dict(counts(person=person.pk, court=person.court_id, roles=person.role_keys))

    @cached_property
    def unread(self) -> int:
        return self._count(UNREAD)

    @cached_property
    def failing_mails(self) -> int:
        """How many mails of the court could not be sent; asked by the administration only."""
        return self._count(FAILING)

    @cached_property
    def typed(self) -> list[str]:
        """What the person wrote in a form that was not carried out; shown once."""
        return give_back_typed(self._request) if hasattr(self._request, "session") else []

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
    def help(self) -> places.Place:
        """Where the guide speaks of this page to this person."""
        match = getattr(self._request, "resolver_match", None)
        roles = self.person.role_keys if self.person else frozenset()
        return places.place_of(match.view_name if match else "", roles)

    @cached_property
    def section(self) -> str:
        match = getattr(self._request, "resolver_match", None)
        return place_of(match.view_name) if match else ""

    @property
    def topbar(self) -> SafeString:
        return drawn(TOP, self._shown, self._request)

    @property
    def bottombar(self) -> SafeString:
        return drawn(BOTTOM, self._shown, self._request)

    @cached_property
    def _shown(self) -> Shown:
        assert self.person is not None  # noqa: S101 (base.html draws bars for who is logged in)
        return Shown(
            court_name=self.court.name if self.court else "",
            person=str(self.person),
            acting=self.acting,
            position=self.position,
            appointments=tuple(Held(one.as_title, one.capacity) for one in self.appointments),
            menu=Menu(self.person, here=self.section),
            waiting=self.waiting,
            unread=self.unread,
            help=self.help,
            site=place(),
        )
