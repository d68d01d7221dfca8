"""Who is told: one row per person and message. The row is the in-app message and the outbox."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from sopti.notifications.enums import Channel, Kind, Stage

if TYPE_CHECKING:
    from sopti.people.models import User


class Outgoing(models.Model):
    """What may become a mail: claimed by one worker for a while, then sent."""

    subject = models.CharField(max_length=200)
    body = models.TextField(blank=True)
    queued_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=200, blank=True)  # why the last try failed

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.subject


class MessageQuerySet(models.QuerySet["Message"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(to=user)

    def unread_of(self, user: User) -> Self:
        return self.visible_to(user).unread()

    def counted_for(self, *, person: int, court: int | None, roles: frozenset[str]) -> Self:
        """Return what the frame counts as unread: see sopti.ui.frame.register_list."""
        return self.filter(to=person).unread()

    def unread(self) -> Self:
        """Return what still asks for attention: neither read nor settled."""
        return self.filter(read_at=None, settled_at=None)


class Message(Outgoing):
    """Shown in the page at once; sent by e-mail by the worker where the person has an address.

    `topic` names the case by its address and `about` the task by a plain key ("tugas:7"): this
    room stands below the one that knows them. What was said about a task is settled when the
    task waits no more.
    """

    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="inbox")
    kind = models.CharField("jenis", max_length=12, choices=Kind, default=Kind.MINE)
    channel = models.CharField(max_length=10, choices=Channel, blank=True)  # "": not yet decided
    topic = models.CharField(max_length=200, blank=True)
    about = models.CharField(max_length=40, blank=True)
    link = models.CharField(max_length=200)
    read_at = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["-queued_at", "-pk"]
        indexes = [
            models.Index(fields=["queued_at"], condition=Q(sent_at=None), name="messages_to_send"),
            models.Index(fields=["to", "topic", "-queued_at"], name="messages_by_topic"),
            models.Index(
                fields=["to"], condition=Q(read_at=None, settled_at=None), name="messages_unread"
            ),
            models.Index(
                fields=["about"],
                condition=Q(settled_at=None) & ~Q(about=""),
                name="messages_unsettled",
            ),
        ]

    @property
    def is_unread(self) -> bool:
        return self.read_at is None and self.settled_at is None


class NotificationSetting(models.Model):
    """A person's wish for one kind of message. Without a row the default of their roles holds."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="notification_settings"
    )
    kind = models.CharField("jenis", max_length=12, choices=Kind)
    channel = models.CharField("cara", max_length=10, choices=Channel)
    history = HistoricalRecords()

    class Meta:
        ordering = ["user", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["user", "kind"], name="one_setting_per_kind")
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.get_channel_display()}"


class Digest(Outgoing):
    """One mail with everything that waited for a person at eight, or at one, of a working day."""

    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="digests")
    day = models.DateField()
    hour = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["day", "hour", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["to", "day", "hour"], name="one_digest_per_slot")
        ]


class Reminder(models.Model):
    """A task has been reminded of. `task` is its number: tasks live on a floor above this one."""

    task = models.BigIntegerField()
    stage = models.CharField(max_length=10, choices=Stage)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["task", "stage"], name="one_reminder_per_stage")
        ]

    def __str__(self) -> str:
        return f"{self.task}: {self.get_stage_display()}"
