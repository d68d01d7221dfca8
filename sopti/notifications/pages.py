"""The inbox: what a person was told, one row per case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.db.models import Max

from sopti.notifications.models import Message

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sopti.people.models import User

PAGE = 25
OLDER = 20  # shown behind the newest


@dataclass(frozen=True)
class TopicRow:
    """What was told about one case: the newest message, and the older ones folded."""

    newest: Message
    older: list[Message]
    is_unread: bool


def inbox_page(user: User, number: int) -> dict[str, Any]:
    """Return one page of the inbox, the case with the newest message first."""
    mine = Message.objects.visible_to(user)
    topics = mine.order_by().values("topic").annotate(newest=Max("pk")).order_by("-newest")
    page = Paginator(topics, PAGE).get_page(number)
    wanted = [row["topic"] for row in page.object_list]
    told = mine.filter(topic__in=wanted).order_by("-pk")
    return {"page": page, "rows": _rows(wanted, told)}


def _rows(topics: list[str], told: Iterable[Message]) -> list[TopicRow]:
    found: dict[str, list[Message]] = {topic: [] for topic in topics}
    for message in told:
        found[message.topic].append(message)
    return [
        TopicRow(newest, older[:OLDER], any(one.is_unread for one in (newest, *older)))
        for newest, *older in found.values()
    ]
