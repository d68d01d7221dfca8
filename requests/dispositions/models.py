"""Readings of what a disposition opened, and the lines by which it is passed on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from sopti.people.models import Role
from sopti.workflow.models import Task

if TYPE_CHECKING:
    from sopti.people.models import User


class Reading(models.Model):
    """Somebody who may do the task that a disposition opened has seen it."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="readings")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["task", "by"], name="one_reading_per_person")
        ]

    def __str__(self) -> str:
        return f"{self.by}: {self.task}"


class OnwardDispositionQuerySet(models.QuerySet["OnwardDisposition"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(disposition__case__court=user.court_id)

    def in_force(self) -> Self:
        """Return the lines that hold: not taken back, of a disposition that holds."""
        return self.filter(taken_back_at=None, disposition__is_current=True)

    def unread_by(self, user: User | int) -> Self:
        return self.in_force().filter(to=user, read_at=None, disposition__case__status="berjalan")

    def for_pages(self) -> Self:
        return self.select_related("by", "to", "disposition__case__court")


class OnwardDisposition(models.Model):
    """One line below a disposition: from whom, to whom, what is asked. The step does not move."""

    disposition = models.ForeignKey(Task, models.PROTECT, related_name="onward")
    order = models.PositiveSmallIntegerField()
    is_of_step = models.BooleanField(default=False)  # ticked by who disposed, on the form itself
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    capacity = models.CharField(max_length=130)  # as printed: "Plh. Sekretaris"
    capacity_letter = models.CharField(max_length=80, blank=True)
    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    to_role = models.ForeignKey(Role, models.PROTECT, related_name="+")
    to_head = models.CharField(max_length=130)  # the role as the court prints it
    please = models.JSONField(default=list)
    note = models.TextField(blank=True)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    taken_back_at = models.DateTimeField(null=True)

    objects = OnwardDispositionQuerySet.as_manager()

    class Meta:
        ordering = ["disposition", "order"]
        constraints = [
            models.UniqueConstraint(fields=["disposition", "order"], name="one_line_per_place"),
            models.UniqueConstraint(
                fields=["disposition", "by", "to"],
                condition=Q(taken_back_at=None),
                name="one_line_from_one_to_another",
            ),
            models.CheckConstraint(
                condition=Q(read_at=None) | Q(taken_back_at=None),
                name="read_line_is_not_taken_back",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.by} kepada {self.to}"
