"""What can be found: each room says it of its own things, in one small class."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from django.db import models
from django.utils.module_loading import import_string

if TYPE_CHECKING:
    from sopti.people.models import User

Thing = TypeVar("Thing", bound=models.Model)


class Searched(Generic[Thing]):
    """The things of one kind: which there are, who sees them, and what is said of each."""

    key: ClassVar[str]  # small letters only; stands in the address: "aset"
    label: ClassVar[str]  # of many, as a head of the page: "Aset"
    icon: ClassVar[str]
    order: ClassVar[int] = 100  # on the page

    def every(self) -> models.QuerySet[Thing]:
        """Return all of them in all courts, with what `title`, `text` and `hint` read."""
        raise NotImplementedError

    def visible_to(self, user: User) -> models.QuerySet[Thing]:
        """Return those of `every` that the person may see."""
        raise NotImplementedError

    def court_of(self, thing: Thing) -> int | None:
        """Return the number of the court whose thing it is; None when it is every court's."""
        found: int | None = getattr(thing, "court_id")  # noqa: B009 (models differ)
        return found

    def title(self, thing: Thing) -> str:
        """Return its name, as the result is headed."""
        return str(thing)

    def text(self, thing: Thing) -> str:
        """Return the other words by which it is found; the result shows a piece of them."""
        raise NotImplementedError

    def hint(self, thing: Thing) -> str:
        """Return the small line under the title, searched as well: a number, a state, a place."""
        return ""

    def link(self, thing: Thing) -> str:
        found: str = getattr(thing, "get_absolute_url")()  # noqa: B009 (the same)
        return found


# By dotted name: a room registers before its models exist.
_KINDS: list[str] = []


def register_searched(kind: str) -> None:
    """Let a room's things be found; `kind` names a Searched object."""
    if kind not in _KINDS:
        _KINDS.append(kind)


def kinds() -> list[Searched[Any]]:
    """Return the kinds of things in the order of the page."""
    found: list[Searched[Any]] = [import_string(kind) for kind in _KINDS]
    return sorted(found, key=lambda kind: (kind.order, kind.key))


def kind_of(key: str) -> Searched[Any]:
    return next(kind for kind in kinds() if kind.key == key)
