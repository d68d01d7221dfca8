"""Keeping filters, and filling the search anew."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Q

from requests.models import ServiceRequest
from requests.register import rules
from requests.register.models import SavedFilter
from requests.register.search import keep_in_search
from sopti.core.errors import refuse_if
from sopti.people.models import User
from sopti.search.words import split

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

BATCH = 1000
LOOK_BACK = timedelta(days=30)  # a worker may have been away; older changes wait for rebuild_search


@transaction.atomic
def keep_filter(*, name: str, query: str, by: User, at: datetime) -> SavedFilter:
    """Keep a filter under a name; the same name again replaces what it stood for."""
    refuse_if(rules.why_not_keep(by, name=name, query=query))
    kept, _ = SavedFilter.objects.update_or_create(
        user=by, name=name, defaults={"query": query, "kept_at": at}
    )
    return kept


@transaction.atomic
def forget_filter(pk: int, *, by: User) -> None:
    """Delete one of the person's own filters. One that is gone already is no trouble."""
    SavedFilter.objects.visible_to(by).filter(pk=pk).delete()


def rebuild_search() -> int:
    """Write the words of every request anew, a batch at a time, and say how many there are.

    Safe at any time and to repeat: searching goes on meanwhile.
    """
    return _write_anew(ServiceRequest.objects.all())


def _write_anew(asked: QuerySet[ServiceRequest]) -> int:
    count, last = 0, 0
    every = asked.select_related("case__requester").order_by("pk")
    while batch := list(every.filter(pk__gt=last)[:BATCH]):
        count += keep_in_search(batch)
        last = batch[-1].pk
    return count


def refresh_renamed(at: datetime) -> str:
    """Let people who got another name be found by it, and by the old one no more.

    A request keeps its requester and not the name, but the search keeps words. Whose account
    changed lately and had another name before is looked at; only entries without the name of
    today are written, so a second round finds nothing to do.
    """
    kept: Any = User.history  # simple-history's manager, which it puts there when models load
    changed = kept.filter(history_type="~", history_date__gte=at - LOOK_BACK)
    names = dict(User.objects.filter(pk__in=changed.values("id")).values_list("pk", "full_name"))
    before = kept.filter(id__in=names).order_by().values_list("id", "full_name").distinct()
    count = 0
    for person in {pk for pk, name in before if name != names[pk]}:
        asked = ServiceRequest.objects.filter(case__requester=person)
        count += _write_anew(asked.filter(_lacks(names[person])))
    return f"{count} requests found by a new name" if count else ""


def _lacks(name: str) -> Q:
    """Mean the entries in which a word of the name is missing."""
    lacks = Q()
    for word in split(name):
        lacks |= ~Q(case__search_entry__words__contains=word)
    return lacks
