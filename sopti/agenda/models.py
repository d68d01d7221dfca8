"""Who has a feed of their calendar."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

if TYPE_CHECKING:
    from sopti.people.models import User

SALT = "sopti.agenda.feed"


def new_key() -> str:
    """Return a random name of a feed, 128 bits of chance."""
    return secrets.token_hex(16)


class FeedQuerySet(models.QuerySet["Feed"]):
    def visible_to(self, user: User) -> Self:
        """Return the person's own: a link that opens a calendar is nobody else's business."""
        return self.filter(user=user)


class Feed(models.Model):
    """The feed of one person. No row: it is switched off.

    The secret of its link is not kept: it follows from the key and the installation's own secret,
    so whoever reads the table cannot open a feed, and its owner can see the link again.
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    key = models.CharField(max_length=32, unique=True, default=new_key)
    made_at = models.DateTimeField()
    fetched_at = models.DateTimeField(null=True, blank=True)

    objects = FeedQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.user)

    @property
    def path(self) -> str:
        return reverse("agenda:ics", args=[self.key, self.secret])

    @property
    def secret(self) -> str:
        return salted_hmac(SALT, self.key, algorithm="sha256").hexdigest()

    def opens_with(self, secret: str) -> bool:
        return constant_time_compare(secret, self.secret)
