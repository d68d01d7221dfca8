"""A scan between its upload and the word of whoever uploaded it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.urls import reverse

from sopti.people.models import Court
from sopti.workflow.models import Attachment, Case, Task

if TYPE_CHECKING:
    from sopti.people.models import User


class ScanQuerySet(models.QuerySet["Scan"]):
    def waiting_of(self, user: User) -> Self:
        """Return what this person uploaded, in the court they work in, and has not kept yet."""
        return self.filter(by=user, court=user.court_id, attachment=None)


class Scan(models.Model):
    """A scan that was read and waits for a word. It is forgotten after a day; a kept one is not.

    It becomes an attachment of the case, which then owns the file.
    """

    court = models.ForeignKey(Court, models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    file = models.FileField(upload_to="attachments", max_length=200)
    name = models.CharField(max_length=160)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    is_read = models.BooleanField(default=False)  # its QR code said which paper it is
    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="+")
    task = models.ForeignKey(Task, models.PROTECT, null=True, related_name="+")
    attachment = models.OneToOneField(Attachment, models.PROTECT, null=True, related_name="+")

    objects = ScanQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("reports:scan", args=[self.pk])
