"""What was seen in the network before it did harm."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from maintenance.security.scope import OfCourt
from maintenance.security.watch.enums import TONES, Severity
from sopti.people.models import Court
from sopti.workflow.models import Case


class Threat(models.Model):
    """One early warning: what was seen, where, how bad it is, and what was done about it.

    `case` is the month's case in which it was noted; `incident` the one that it turned into.
    """

    court = models.ForeignKey(Court, models.PROTECT, related_name="threats")
    seen_at = models.DateTimeField("terlihat")
    what = models.CharField("yang terlihat", max_length=300)
    where = models.CharField("di mana", max_length=160)
    severity = models.CharField("tingkat", max_length=8, choices=Severity)
    action = models.TextField("tindakan", max_length=1000, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="threats")
    incident = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    history = HistoricalRecords()

    objects = OfCourt.as_manager()

    class Meta:
        ordering = ["-seen_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None)
                | (Q(closed_at__isnull=False, closed_by__isnull=False) & ~Q(action="")),
                name="closed_threat_says_what_was_done",
            )
        ]
        indexes = [models.Index(fields=["court", "-seen_at"], name="threat_by_court")]

    def __str__(self) -> str:
        return self.what[:80]

    def get_absolute_url(self) -> str:
        return reverse("maintenance:threat", args=[self.pk])

    @property
    def tone(self) -> str:
        return TONES[Severity(self.severity)]
