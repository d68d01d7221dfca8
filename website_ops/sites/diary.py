"""The days of the sites: until when a part has to be renewed, and which day it was."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.urls import reverse

from sopti.workflow.diary import DONE, DUE, Entry
from website_ops.sites.models import ContentLook, ContentPart

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from sopti.people.models import User


def entries(user: User, first: date, last: date) -> list[Entry]:
    """Return what is due and what was renewed on these days, in two queries."""
    return [*_due(user, first, last), *_done(user, first, last)]


def _due(user: User, first: date, last: date) -> Iterator[Entry]:
    parts = ContentPart.objects.visible_to(user).in_use().filter(monitor=None)
    for part in parts.exclude(renewed_on=None).select_related("site"):
        assert part.renewed_on is not None  # noqa: S101 (as asked for)
        day = part.renewed_on + timedelta(days=part.every_days)
        if first <= day <= last:
            yield Entry(
                key=f"isi-{part.pk}-{part.renewed_on:%Y%m%d}",
                day=day,
                kind=DUE,
                words=f"Perbarui {part.name} ({part.unit})",
                link=part.site.get_absolute_url(),
                is_mine=part.site.keeper_id == user.pk,
            )


def _done(user: User, first: date, last: date) -> Iterator[Entry]:
    looks = ContentLook.objects.filter(
        part__in=ContentPart.objects.visible_to(user), renewed_on__range=(first, last)
    )
    rows = looks.order_by("renewed_on").values_list(
        "part", "part__name", "part__site", "renewed_on"
    )
    for part, name, site, day in dict.fromkeys(rows):
        link = reverse("website_ops:site", args=[site])
        yield Entry(f"isi-baru-{part}-{day:%Y%m%d}", day, DONE, f"{name} diperbarui", link)
