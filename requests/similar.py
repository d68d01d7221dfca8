"""Requests that are open already and look like the one about to be sent."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from sopti.core.kept import kept
from sopti.people.worktime import calendar_of
from sopti.workflow.enums import CaseStatus
from sopti.workflow.models import Case
from sopti.workflow.pages.rows import CaseRow, case_rows

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import datetime

    from django.db.models import QuerySet

    from requests.actions import Wish
    from sopti.people.models import User

NEWEST, SHOWN, LOOKS_BACK = 200, 5, timedelta(days=60)
ENOUGH_WORDS = 2
OF_REQUEST = ("service_request__category", "service_request__asset_or_place")
COMPARED = ("pk", "title", "requester", *OF_REQUEST)
WORD = re.compile(r"[a-z]{4,}|[a-z]*\d+")
NUMBER = re.compile(r"\d+")
# Words that any two requests share.
COMMON = frozenset({
    "akan", "atau", "baru", "belum", "bisa", "dapat", "dari", "dengan", "hari", "kantor", "karena",
    "kemarin", "lagi", "lantai", "macet", "mati", "meja", "minta", "mohon", "nomor", "pada",
    "pagi", "perlu", "permintaan", "putus", "ruang", "ruangan", "rusak", "saat", "sejak", "semua",
    "sering", "siang", "sudah", "terus", "tidak", "untuk", "yang",
})  # fmt: skip


class Asked(NamedTuple):
    """What is compared of a request that is open already."""

    case: int
    title: str
    requester: int | None
    category: str
    place: str


class Words(NamedTuple):
    """What is compared of the request about to be sent."""

    category: str
    title: frozenset[str]
    place: frozenset[str]
    plain_place: str
    numbers: frozenset[str]

    @classmethod
    def of(cls, wish: Wish) -> Words:
        place = wish.asset_or_place
        numbers = NUMBER.findall(f"{wish.title} {place}")
        words = _words(wish.title), _words(place)
        return cls(wish.category, *words, _plain(place), frozenset(numbers))


def alike(
    wish: Wish, *, seen: Collection[int], viewer: User, now: datetime, asker: User | None = None
) -> list[CaseRow]:
    """Return open requests of the court that look like this one, except those shown before.

    Of the requests of others a row tells number, title and where it stands; no more is shown.
    With an `asker`, what this person asked for of the same category counts as alike, too.
    """
    if viewer.court is None:
        return []
    compared = [Asked(*row) for row in _newest(court=viewer.court.pk, since=now - LOOKS_BACK)]
    told = Words.of(wish)
    found = [
        asked.case
        for asked in compared
        if asked.case not in seen and (_is_alike(told, asked) or _is_theirs(wish, asked, asker))
    ][:SHOWN]
    shown = Case.objects.for_rows().in_bulk(found) if found else {}
    rows = [shown[key] for key in found]
    return case_rows(rows, viewer=viewer, now=now, calendar=calendar_of(viewer.court))


def openable(rows: Iterable[CaseRow], *, viewer: User) -> set[int]:
    """Return which of these cases the person may open: the others' stay closed."""
    visible = Case.objects.visible_to(viewer).filter(pk__in=[row.case.pk for row in rows])
    return set(visible.values_list("pk", flat=True))


@kept
def _newest(*, court: int, since: datetime) -> QuerySet[Case, tuple[Any, ...]]:
    """Ask for what is compared alone: 200 whole cases took most of the time of filing."""
    running = Case.objects.filter(
        court=court,
        status=CaseStatus.RUNNING,
        opened_at__gte=since,
        service_request__isnull=False,
    )
    return running.order_by("-opened_at", "-pk").values_list(*COMPARED)[:NEWEST]


def _is_theirs(wish: Wish, asked: Asked, asker: User | None) -> bool:
    is_same = asker is not None and asked.requester == asker.pk
    return is_same and asked.category == wish.category


def _is_alike(told: Words, asked: Asked) -> bool:
    """Tell whether the place is the same, or enough of what was said of it."""
    if told.plain_place == _plain(asked.place):
        return told.category == asked.category or bool(told.title & _words(asked.title))
    same_title = told.title & _words(asked.title)
    if not same_title or _names_another(told.numbers, f"{asked.title} {asked.place}"):
        return False
    return len(same_title) >= ENOUGH_WORDS or bool(told.place & _words(asked.place))


def _names_another(numbers: frozenset[str], other: str) -> bool:
    """Tell whether both name a number, and not the same: loket 1 is not loket 2."""
    others = NUMBER.findall(other)
    return bool(numbers and others) and numbers.isdisjoint(others)


def _plain(text: str) -> str:
    return " ".join(text.lower().split())


def _words(text: str) -> frozenset[str]:
    return frozenset(WORD.findall(text.lower())) - COMMON
