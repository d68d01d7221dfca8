"""Keeping a half-filled form, and forgetting it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from requests.models import Draft
from sopti.core.kept import kept
from sopti.ui.models import SubmittedForm

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from django.db.models import QuerySet

    from sopti.people.models import User

TYPED = ("title", "asset_or_place", "account", "page", "lost", "message", "detail")
FIELDS = ("category", "urgency", "reach", "device", *TYPED)
LONGEST = 10_000
KEPT_FOR = timedelta(days=14)


def keep(sent: Mapping[str, str], *, key: str, by: User, at: datetime) -> Draft | None:
    """Keep what was filled in, instead of an older draft. Empty or already sent: keep nothing.

    `key` is the form's once-only key: what arrives late, after the form was sent, is no draft.
    """
    told = {name: sent.get(name, "").replace("\x00", "")[:LONGEST] for name in FIELDS}
    told = {name: value for name, value in told.items() if value.strip()}
    if not told.keys() & set(TYPED) or _was_sent(key, by):
        return None
    draft, _ = Draft.objects.update_or_create(user=by, defaults={"values": told, "kept_at": at})
    return draft


def _was_sent(key: str, by: User) -> bool:
    try:
        form = UUID(key)
    except ValueError:
        return False
    return SubmittedForm.objects.filter(user=by, key=form).exclude(led_to="").exists()


def forget(*, by: User) -> None:
    """Remove the person's draft: it was sent, or they do not want it."""
    Draft.objects.filter(user=by).delete()


def draft_of(user: User, *, at: datetime) -> Draft | None:
    """Return the person's own draft, unless it is too old."""
    return next(iter(_kept_since(person=user.pk, since=at - KEPT_FOR)), None)


@kept
def _kept_since(*, person: int, since: datetime) -> QuerySet[Draft]:
    return Draft.objects.filter(user=person, kept_at__gte=since).order_by("pk")[:1]


def forget_old(at: datetime) -> str:
    """Remove drafts that nobody came back to, and say how many."""
    count, _ = Draft.objects.filter(kept_at__lt=at - KEPT_FOR).delete()
    return f"{count} old drafts removed" if count else ""
