"""Wishes to have one's data corrected, and the register of what was exposed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from sopti.people.models import Court
from sopti.people.rules import is_manager
from sopti.privacy.breaches.models import Breach, BreachNotice, BreachStep
from sopti.privacy.enums import CorrectionStatus, Field

if TYPE_CHECKING:
    from datetime import datetime

    from sopti.people.models import User

__all__ = ["Breach", "BreachNotice", "BreachStep", "Correction"]


class CorrectionQuerySet(models.QuerySet["Correction"]):
    def visible_to(self, user: User) -> Self:
        """Return one's own; the administrator sees those of the whole court."""
        return self.filter(court=user.court_id) if is_manager(user) else self.filter(person=user)

    def waiting(self) -> Self:
        return self.filter(status=CorrectionStatus.WAITING)

    def for_pages(self) -> Self:
        return self.select_related("person", "decided_by", "court")


class Correction(models.Model):
    """A person says that something the court holds of them is wrong. Kept as it was asked."""

    court = models.ForeignKey(Court, models.PROTECT, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="corrections")
    field = models.CharField("yang keliru", max_length=12, choices=Field)
    was = models.CharField("tertulis", max_length=254, blank=True)
    wanted = models.CharField("seharusnya", max_length=254, blank=True)
    reason = models.CharField("penjelasan", max_length=500)
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    status = models.CharField(
        max_length=12, choices=CorrectionStatus, default=CorrectionStatus.WAITING
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField("jawaban", max_length=500, blank=True)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "field"],
                condition=Q(status=CorrectionStatus.WAITING),
                name="one_waiting_correction_per_field",
            ),
            models.CheckConstraint(
                condition=Q(status=CorrectionStatus.WAITING, decided_by=None, decided_at=None)
                | (
                    ~Q(status=CorrectionStatus.WAITING)
                    & Q(decided_by__isnull=False, decided_at__isnull=False)
                ),
                name="decided_correction_says_by_whom",
            ),
            models.CheckConstraint(
                condition=~Q(status=CorrectionStatus.REFUSED) | ~Q(answer=""),
                name="refused_correction_says_why",
            ),
        ]
        indexes = [
            models.Index(
                fields=["court"],
                condition=Q(status=CorrectionStatus.WAITING),
                name="corrections_waiting",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_field_display()}"

    def get_absolute_url(self) -> str:
        return reverse("privacy:correction", args=[self.pk])

    @property
    def is_waiting(self) -> bool:
        return self.status == CorrectionStatus.WAITING

    def is_late(self, now: datetime) -> bool:
        return self.is_waiting and self.due_at < now
