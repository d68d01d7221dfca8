"""How many requests a filter finds, and which stand on a page: without looking at all of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator

from requests.register.found import NEWEST_FIRST, is_late, order_of
from requests.register.query import is_filtered
from sopti.core.kept import kept
from sopti.people.enums import ONLY_A_CLERK
from sopti.ui.frame import counting
from sopti.workflow.enums import CaseStatus
from sopti.workflow.models import Case

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from django.db.models import QuerySet

    from sopti.people.models import User
    from sopti.workflow.models import CaseQuerySet

    Find = Callable[[], CaseQuerySet]  # the query is put together only where it is asked

# To count 100,000 requests takes longer than the rest of the page; who pages through more than
# this looks for something, and filters it.
MOST_COUNTED = 5_000
PAGE = 25
LATE = "late"
_long: set[int | None] = set()  # courts whose register was seen to be longer than MOST_COUNTED
BY_WAITING = ("langkah", "batas")


@dataclass(frozen=True)
class Count:
    total: int  # at most MOST_COUNTED
    is_more: bool  # than that
    late: int


class Places(Paginator):  # type: ignore[type-arg]  # not generic at run time
    """The places of a list by page; `is_more` when the list does not show all there are."""

    def __init__(self, counted: Count, per_page: int) -> None:
        super().__init__(range(counted.total), per_page)
        self.is_more = counted.is_more


def count(find: Find, user: User, chosen: dict[str, Any], *, now: datetime) -> Count:
    """Return how many there are, exact up to MOST_COUNTED, and how many of them are late."""
    if _is_whole(user, chosen):
        some = _how_long(find, user)
        late = dict(_late_here(court=user.court_id, now=now)).get(LATE, 0)
    else:
        found = find()
        some = _count_some(found)
        late = found.order_by().filter(is_late(user.court_id, now=now)).count()
    return Count(min(some, MOST_COUNTED), some > MOST_COUNTED, late)


def _count_some(found: CaseQuerySet) -> int:
    return found.order_by().values("pk")[: MOST_COUNTED + 1].count()


def _how_long(find: Find, user: User) -> int:
    """Count the whole register, until it was once too long to be counted.

    That it stays for good: no request is ever deleted.
    """
    if user.court_id in _long:
        return MOST_COUNTED + 1
    some = _count_some(find())
    if some > MOST_COUNTED:
        _long.add(user.court_id)
    return some


def _is_whole(user: User, chosen: dict[str, Any]) -> bool:
    """Tell whether it is the whole register of the court, as everybody at a desk opens it."""
    return not user.role_keys <= ONLY_A_CLERK and not is_filtered(chosen)


def _here(court: int | None) -> CaseQuerySet:
    return Case.objects.filter(court=court, service_request__isnull=False)


@kept
def _late_here(*, court: int | None, now: datetime) -> QuerySet[Any, Any]:
    return counting(LATE, _here(court).filter(is_late(court, now=now)))


@kept
def _newest_here(*, court: int | None) -> QuerySet[Case, int]:
    return _here(court).order_by(*order_of({})).values_list("pk", flat=True)[:PAGE]


def keys_between(
    find: Find, user: User, chosen: dict[str, Any], *, first: int, last: int
) -> list[int]:
    """Return the keys from the first place to before the last, in the order asked for.

    What is sorted by its waiting step is sorted among the running ones alone, which are few; the
    closed ones have none and follow, the newest first.
    """
    sorted_by = chosen.get("urut") or NEWEST_FIRST
    if sorted_by == NEWEST_FIRST and last <= PAGE and _is_whole(user, chosen):
        return _newest_here(court=user.court_id)[first:last]
    found = find()
    if sorted_by.lstrip("-") not in BY_WAITING:
        return list(found.values_list("pk", flat=True)[first:last])
    running = found.filter(status=CaseStatus.RUNNING)
    keys = list(running.values_list("pk", flat=True)[:last])
    if len(keys) == last:
        return keys[first:]
    closed = found.exclude(status=CaseStatus.RUNNING).order_by(*order_of({}))
    start, end = max(first - len(keys), 0), last - len(keys)
    return keys[first:] + list(closed.values_list("pk", flat=True)[start:end])
