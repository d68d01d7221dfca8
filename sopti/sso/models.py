"""Whose account of the sign-in provider belongs to whom."""

from __future__ import annotations

from typing import Self

from django.db import models
from simple_history.models import HistoricalRecords

from sopti.people.models import User


class IdentityQuerySet(models.QuerySet["ExternalIdentity"]):
    def visible_to(self, user: User) -> Self:
        """Return the identities of the people of the user's own court."""
        return self.filter(person__court=user.court_id)


class ExternalIdentity(models.Model):
    """An account of the provider, tied to the person who came in with it first.

    `subject` is the provider's own key, which never goes to somebody else; `account` is how the
    provider called it that day, for the eyes of the administrator.
    """

    person = models.ForeignKey(User, models.PROTECT, related_name="identities")
    issuer = models.CharField(max_length=255)
    subject = models.CharField(max_length=255)
    account = models.CharField(max_length=255)
    linked_at = models.DateTimeField()
    history = HistoricalRecords()

    objects = IdentityQuerySet.as_manager()

    class Meta:
        ordering = ["issuer", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["issuer", "subject"], name="one_person_per_subject"),
            models.UniqueConstraint(fields=["issuer", "person"], name="one_subject_per_person"),
        ]

    def __str__(self) -> str:
        return f"{self.account} ({self.issuer})"
