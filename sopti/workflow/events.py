"""The lines of the record: a room of its own, since models.py is full."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models

from sopti.core.errors import Refusal
from sopti.people.models import Court
from sopti.workflow.enums import event_kinds


class Event(models.Model):
    """One line of a court's record: who did what, when, why, in which capacity. Never changed."""

    court = models.ForeignKey(Court, models.PROTECT, related_name="events")
    sequence = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=20, choices=event_kinds)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    case = models.ForeignKey("workflow.Case", models.PROTECT, null=True, related_name="events")
    task = models.ForeignKey("workflow.Task", models.PROTECT, null=True, related_name="events")
    summary = models.CharField(max_length=300)  # a finished sentence for the case page
    text = models.TextField()  # the canonical text that the mac is taken of
    previous = models.CharField(max_length=64, blank=True)
    mac = models.CharField(max_length=64)

    class Meta:
        ordering = ["court", "sequence"]
        constraints = [
            models.UniqueConstraint(fields=["court", "sequence"], name="one_event_per_sequence")
        ]

    def __str__(self) -> str:
        return self.summary

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk:
            raise Refusal("Catatan tidak dapat diubah.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise Refusal("Catatan tidak dapat dihapus.")
