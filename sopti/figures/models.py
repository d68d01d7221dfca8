"""What is kept of past months, which can be made again; and notes for the next edition."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from sopti.people.models import Court
from sopti.sop.models import Document, Edition

if TYPE_CHECKING:
    from sopti.people.models import User


class KeptMonth(models.Model):
    """Says that the counts of a court's month are whole up to a moment; its row is the lock."""

    court = models.ForeignKey(Court, models.PROTECT, related_name="kept_months")
    month = models.DateField()  # its first day
    until = models.DateTimeField(null=True)  # what ended before this moment is counted
    tasks = models.PositiveIntegerField(default=0)  # so many finished steps are counted,
    filed = models.PositiveIntegerField(default=0)  # opened cases
    closed = models.PositiveIntegerField(default=0)  # and closed cases: see keeping.py

    class Meta:
        ordering = ["court", "month"]
        constraints = [
            models.UniqueConstraint(fields=["court", "month"], name="one_kept_month_of_a_court")
        ]

    def __str__(self) -> str:
        return f"{self.court} {self.month:%Y-%m}"


class StepMonth(models.Model):
    """How a step of an edition went in a month of a court: counts, by which medians are exact."""

    court = models.ForeignKey(Court, models.PROTECT, related_name="+")
    month = models.DateField()
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="+")
    procedure_key = models.SlugField()
    step = models.PositiveSmallIntegerField()
    waiting = models.JSONField()  # minutes: how often
    work = models.JSONField()
    carried = models.JSONField()  # role and capacity, "ketua" or "ketua plh": how often
    judged = models.PositiveIntegerField()
    within = models.PositiveIntegerField()
    returned = models.PositiveIntegerField()
    refused = models.PositiveIntegerField()

    class Meta:
        ordering = ["court", "month", "edition", "procedure_key", "step"]
        constraints = [
            models.UniqueConstraint(
                fields=["court", "month", "edition", "procedure_key", "step"],
                name="one_count_of_a_step_a_month",
            )
        ]

    def __str__(self) -> str:
        return f"{self.procedure_key} langkah {self.step} {self.month:%Y-%m}"


class CaseMonth(models.Model):
    """How many cases of a procedure were opened in a month of a court, and how others ended."""

    court = models.ForeignKey(Court, models.PROTECT, related_name="+")
    month = models.DateField()
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    procedure_key = models.SlugField()
    filed = models.PositiveIntegerField()
    done = models.PositiveIntegerField()
    judged = models.PositiveIntegerField()  # of those done: at least one step was judged
    within = models.PositiveIntegerField()  # of those judged: every step was within its norm
    refused = models.PositiveIntegerField()
    dropped = models.PositiveIntegerField()  # withdrawn, cancelled, merged

    class Meta:
        ordering = ["court", "month", "document", "procedure_key"]
        constraints = [
            models.UniqueConstraint(
                fields=["court", "month", "document", "procedure_key"],
                name="one_count_of_cases_a_month",
            )
        ]

    def __str__(self) -> str:
        return f"{self.procedure_key} {self.month:%Y-%m}"


class RevisionNoteQuerySet(models.QuerySet["RevisionNote"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(document__court=user.court_id)

    def standing(self) -> Self:
        return self.filter(struck_at=None)


class RevisionNote(models.Model):
    """What the court wants to remember of a step for the next edition of its SOP."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="revision_notes")
    procedure_key = models.SlugField()
    step = models.PositiveSmallIntegerField("langkah")
    text = models.TextField("catatan", max_length=600)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    struck_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    struck_at = models.DateTimeField(null=True)
    history = HistoricalRecords()

    objects = RevisionNoteQuerySet.as_manager()

    class Meta:
        ordering = ["procedure_key", "step", "at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(struck_at=None, struck_by=None)
                | models.Q(struck_at__isnull=False, struck_by__isnull=False),
                name="struck_note_says_who_and_when",
            )
        ]

    def __str__(self) -> str:
        return f"{self.procedure_key} langkah {self.step}"
