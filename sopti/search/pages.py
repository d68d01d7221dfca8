"""The page of a search: what was found of each kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.core.paginator import Paginator

from sopti.core.words import number
from sopti.search.finding import MOST_FOUND, found
from sopti.search.kinds import kinds
from sopti.search.snippets import marked, snippet
from sopti.search.words import asked_words

if TYPE_CHECKING:
    from sopti.people.models import User
    from sopti.search.kinds import Searched
    from sopti.search.snippets import Piece

PAGE = 20
FIRST = 5  # of each kind, where all kinds are shown


@dataclass(frozen=True)
class Hit:
    title: list[Piece]
    hint: list[Piece]
    text: list[Piece]
    link: str


@dataclass
class Group:
    """What was found of one kind."""

    kind: Searched[Any]
    numbers: list[int]  # of at most MOST_FOUND things
    is_more: bool
    href: str  # the page of this kind alone
    is_chosen: bool = False
    hits: list[Hit] | None = None

    @property
    def total(self) -> int:
        return len(self.numbers)

    @property
    def said(self) -> str:
        """How many there are, in words: "12", "lebih dari 500"."""
        return f"lebih dari {number(self.total)}" if self.is_more else number(self.total)


class _Numbers(Paginator):  # type: ignore[type-arg]  # not generic at run time
    def __init__(self, group: Group) -> None:
        super().__init__(group.numbers, PAGE)
        self.is_more = group.is_more


def search_page(user: User, *, q: str, kind: str, page: int) -> dict[str, Any]:
    """Return what was found. With a kind, a page of it; without, the first of each."""
    words = asked_words(q)
    groups = [_group(one, words, q=q, viewer=user) for one in kinds()] if words else []
    chosen = next((group for group in groups if group.kind.key == kind), None)
    told = {
        "q": q,
        "groups": [group for group in groups if group.numbers or group is chosen],
        "total": sum(group.total for group in groups),
        "is_more": any(group.is_more for group in groups),
        "chosen": chosen,
        "all_href": f"?{urlencode({'q': q})}",
        "labels": [one.label for one in kinds()],
    }
    if chosen is None:
        for group in groups:
            group.hits = _hits(group.kind, group.numbers[:FIRST], words, viewer=user)
        return told
    chosen.is_chosen = True
    shown = _Numbers(chosen).get_page(page)
    chosen.hits = _hits(chosen.kind, list(shown.object_list), words, viewer=user)
    return told | {"page": shown}


def _group(kind: Searched[Any], words: list[str], *, q: str, viewer: User) -> Group:
    numbers = found(kind, words, viewer=viewer)
    is_more = len(numbers) > MOST_FOUND
    href = f"?{urlencode({'q': q, 'jenis': kind.key})}"
    return Group(kind, numbers[:MOST_FOUND], is_more, href)


def _hits(kind: Searched[Any], numbers: list[int], words: list[str], *, viewer: User) -> list[Hit]:
    """Return these things as they are today, in this order. One query."""
    things = {one.pk: one for one in kind.visible_to(viewer).filter(pk__in=numbers).order_by()}
    return [_hit(kind, things[pk], words) for pk in numbers if pk in things]


def _hit(kind: Searched[Any], thing: Any, words: list[str]) -> Hit:
    return Hit(
        title=marked(kind.title(thing), words),
        hint=marked(kind.hint(thing), words),
        text=snippet(kind.text(thing), words),
        link=kind.link(thing),
    )
