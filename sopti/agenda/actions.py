"""Switching the feed of a person on, anew, and off."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from sopti.agenda.models import Feed, new_key

if TYPE_CHECKING:
    from datetime import datetime

    from sopti.people.models import User

SELDOM = timedelta(hours=1)  # between two notes that a feed was fetched


@transaction.atomic
def give_link(*, by: User, at: datetime) -> Feed:
    """Give the person a new link; the one from before opens nothing any more."""
    feed, _ = Feed.objects.update_or_create(
        user=by, defaults={"key": new_key(), "made_at": at, "fetched_at": None}
    )
    return feed


@transaction.atomic
def switch_off(*, by: User) -> None:
    """Let the person's link open nothing any more. One that is off already is no trouble."""
    Feed.objects.visible_to(by).delete()


def note_fetched(feed: Feed, *, at: datetime) -> None:
    """Remember that a device came for the feed, so that its owner sees whether it is in use."""
    longer_ago = Q(fetched_at=None) | Q(fetched_at__lt=at - SELDOM)
    Feed.objects.filter(longer_ago, pk=feed.pk).update(fetched_at=at)
