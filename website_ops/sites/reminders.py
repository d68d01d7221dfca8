"""Telling the keeper of a site once that a part of it has grown old."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.timezone import localdate

from sopti.notifications.actions import notify
from website_ops.sites.freshness import standing_of
from website_ops.sites.models import ContentPart

if TYPE_CHECKING:
    from datetime import datetime


def remind(at: datetime) -> str:
    """Tell of every part that has grown old since it was last told of; say of how many."""
    waiting = ContentPart.objects.in_use().filter(monitor=None).exclude(renewed_on=None)
    near = [
        part.pk
        for part in waiting.select_related("site__court")
        if part.told_of != part.renewed_on
        and standing_of(part, today=localdate(at, timezone=part.site.court.tz)).is_old
    ]
    told = sum(_remind(pk, at=at) for pk in near)
    return f"{told} bagian situs usang" if told else ""


@transaction.atomic
def _remind(pk: int, *, at: datetime) -> bool:
    """Tell under the lock of the part: the date that was told of stands in its row."""
    locked = ContentPart.objects.select_for_update(of=("self",))
    part = locked.select_related("site__court", "site__keeper").get(pk=pk)
    today = localdate(at, timezone=part.site.court.tz)
    standing = standing_of(part, today=today)
    if not standing.is_old or part.told_of == part.renewed_on:
        return False
    ContentPart.objects.filter(pk=pk).update(told_of=part.renewed_on)
    notify(
        to=[part.site.keeper],
        subject=f"Perlu diperbarui: {part.name} pada {part.site}",
        body=f"{part.name} diisi {part.unit}. {standing.said[:1].upper()}{standing.said[1:]}.",
        link=part.site.get_absolute_url(),
        at=at,
    )
    return True
