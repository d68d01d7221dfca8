"""Keeping the words of things, in the transaction that changes them, and what was missed."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q
from django.utils.module_loading import import_string
from django.utils.timezone import now

from sopti.search.index import indexes
from sopti.search.kinds import Searched, kind_of, kinds
from sopti.search.models import Entry, mark_of
from sopti.search.words import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from django.db.models import Model, QuerySet

BATCH = 1000
LOOK_BACK = timedelta(days=2)  # a worker may have been away; older changes wait for a rebuild


def keep_found(key: str, things: Iterable[Model]) -> int:
    """Write the words of these things of one kind, new or again, in one query; count them.

    Called by the action that changes them, in its transaction.
    """
    kind, at = kind_of(key), now()
    entries = [_entry(kind, thing, at) for thing in sorted(things, key=lambda one: one.pk)]
    Entry.objects.bulk_create(
        entries,
        update_conflicts=True,
        unique_fields=["kind", "thing"],
        update_fields=["words", "kept_at"],
    )
    return len(entries)


def forget_found(key: str, numbers: Iterable[int]) -> None:
    """Let things be found no more that are deleted."""
    Entry.objects.filter(kind=key, thing__in=list(numbers)).delete()


def rebuild_entries() -> int:
    """Write the words of everything anew, and forget what is gone. Safe at any time."""
    return sum(_rebuilt(kind) for kind in kinds())


def rebuild_all() -> list[tuple[int, str]]:
    """Fill every table of words anew, the rooms' own too: how many of what."""
    return [(import_string(index.rebuild)(), index.noun) for index in indexes()]


def catch_up(*, at: datetime) -> int:
    """Write what no action kept: things without an entry, and those changed after it."""
    return sum(_caught_up(kind, at) for kind in kinds())


def _rebuilt(kind: Searched[Any]) -> int:
    there = kind.every().filter(pk=OuterRef("thing"))
    Entry.objects.filter(Q(kind=kind.key), ~Exists(there)).delete()
    return sum(keep_found(kind.key, batch) for batch in _batches(kind.every()))


def _caught_up(kind: Searched[Any], at: datetime) -> int:
    entry = Entry.objects.filter(kind=kind.key, thing=OuterRef("pk"))
    missing = kind.every().filter(~Exists(entry))
    count = sum(keep_found(kind.key, batch) for batch in _batches(missing))
    changed = _changed(kind, at)
    return count + keep_found(kind.key, kind.every().filter(pk__in=changed)) if changed else count


def _changed(kind: Searched[Any], at: datetime) -> list[int]:
    """Return which things of the kind were changed lately, after their words were written."""
    history: Any = getattr(kind.every().model, "history", None)
    if history is None:
        return []
    entry = Entry.objects.filter(kind=kind.key, thing=OuterRef("id"))
    late = history.filter(history_type="~", history_date__gte=at - LOOK_BACK)
    late = late.filter(Exists(entry.filter(kept_at__lt=OuterRef("history_date"))))
    return list(late.order_by().values_list("id", flat=True).distinct())


def _batches(things: QuerySet[Any]) -> Iterator[list[Any]]:
    last = 0
    while batch := list(things.filter(pk__gt=last).order_by("pk")[:BATCH]):
        yield batch
        last = batch[-1].pk


def _entry(kind: Searched[Any], thing: Any, at: datetime) -> Entry:
    told = "\n".join((kind.title(thing), kind.hint(thing), kind.text(thing)))
    mark = mark_of(kind.key, kind.court_of(thing))
    return Entry(kind=kind.key, thing=thing.pk, words=f"{mark} {words_of(told)}", kept_at=at)
