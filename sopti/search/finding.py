"""Finding the things of a kind by their words, only those that the person may see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef

from sopti.search.index import Index, register_index
from sopti.search.models import Entry, mark_of
from sopti.search.words import rows_with

if TYPE_CHECKING:
    from sopti.people.models import User
    from sopti.search.kinds import Searched

ENTRIES = register_index(Index("search_entry", "id", "hal", "sopti.search.actions.rebuild_entries"))
MOST_FOUND = 500  # of one kind; who finds more has to say more


def found(kind: Searched[Any], words: list[str], *, viewer: User) -> list[int]:
    """Return the numbers of the things that hold all these words, the newest first. One query.

    At most MOST_FOUND and one more, which tells that there are more.
    """
    marks = [mark_of(kind.key, viewer.court_id), mark_of(kind.key, None)]
    matching = rows_with(words, index=ENTRIES, marks=marks)
    seen = kind.visible_to(viewer).filter(pk=OuterRef("thing")).order_by()
    entries = Entry.objects.filter(Exists(seen), pk__in=matching, kind=kind.key)
    return list(entries.order_by("-pk").values_list("thing", flat=True)[: MOST_FOUND + 1])
