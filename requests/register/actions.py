"""Keeping filters, and filling the search anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from requests.models import ServiceRequest
from requests.register import rules
from requests.register.models import SavedFilter
from requests.register.search import keep_in_search
from sopti.core.errors import refuse_if

if TYPE_CHECKING:
    from datetime import datetime

    from sopti.people.models import User

BATCH = 1000


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
    count, last = 0, 0
    every = ServiceRequest.objects.select_related("case__requester").order_by("pk")
    while batch := list(every.filter(pk__gt=last)[:BATCH]):
        count += keep_in_search(batch)
        last = batch[-1].pk
    return count
