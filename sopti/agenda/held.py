"""What this room holds of a person: the secret link of their calendar, if they asked for one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sopti.agenda.models import Feed
from sopti.people.holdings import BY_CHOICE, Cells, Holding, clock

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from django.db.models import QuerySet


def _feeds(person: int) -> QuerySet[Any]:
    return Feed.objects.filter(user=person)


def _feed_cells(feed: Feed, tz: ZoneInfo) -> Cells:
    return clock(feed.made_at, tz), clock(feed.fetched_at, tz)


FEED = Holding(
    key="langganan-kalender",
    title="Langganan kalender",
    says="Tautan rahasia kalender Anda: kapan dibuat dan kapan terakhir diambil perangkat Anda. "
    "Tautannya sendiri tidak ikut diunduh.",
    because=BY_CHOICE,
    lasts="Sampai Anda mematikannya.",
    seen_by="Hanya Anda, dan siapa pun yang Anda beri tautannya.",
    order=130,
    find=_feeds,
    heads=("Dibuat", "Terakhir diambil"),
    tell=_feed_cells,
    covers=("agenda.feed.user",),
)
