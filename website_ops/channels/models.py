"""The channels of a court: where it may publish, and by what address one knows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from sopti.people.models import Court
from website_ops.channels.enums import ChannelKind

if TYPE_CHECKING:
    from sopti.people.models import User


class ChannelQuerySet(models.QuerySet["Channel"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(court=user.court_id)

    def in_use(self) -> Self:
        return self.filter(is_active=True)

    def sites(self) -> Self:
        return self.filter(kind=ChannelKind.WEBSITE)

    def social(self) -> Self:
        return self.exclude(kind=ChannelKind.WEBSITE)


class Channel(models.Model):
    """One place where a court publishes. What is published there begins with its address."""

    court = models.ForeignKey(Court, models.PROTECT, related_name="channels")
    kind = models.CharField("jenis", max_length=12, choices=ChannelKind)
    name = models.CharField("nama", max_length=80)
    address = models.URLField("alamat", max_length=200)
    is_active = models.BooleanField("dipakai", default=True)
    history = HistoricalRecords()

    objects = ChannelQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["court", "address"], name="one_channel_per_address"),
            models.UniqueConstraint(
                fields=["court", "kind"],
                condition=Q(is_active=True) & ~Q(kind=ChannelKind.WEBSITE),
                name="one_account_per_social_medium",
            ),
        ]

    def __str__(self) -> str:
        return self.name
