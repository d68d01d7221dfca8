"""Who is told: one row per person and message. The row is the in-app message and the outbox."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models

if TYPE_CHECKING:
    from sopti.people.models import User


class MessageQuerySet(models.QuerySet["Message"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(to=user)

    def unread_of(self, user: User) -> Self:
        return self.visible_to(user).filter(read_at=None)


class Message(models.Model):
    """Shown in the page at once; sent by e-mail by the worker where the person has an address."""

    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="inbox")
    subject = models.CharField(max_length=200)
    body = models.TextField(blank=True)
    link = models.CharField(max_length=200)
    queued_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["-queued_at", "-pk"]
        indexes = [
            models.Index(
                fields=["queued_at"], condition=models.Q(sent_at=None), name="messages_to_send"
            )
        ]

    def __str__(self) -> str:
        return self.subject
