"""The terms of a court, and the proposals of destruction that follow from them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from sopti.core.retained import months_words
from sopti.people.enums import OVERSEER
from sopti.people.models import Court
from sopti.retention.enums import OPEN, DestructionStatus

if TYPE_CHECKING:
    from sopti.people.models import User

CODE = "TI.Musnah"
READERS = frozenset({"admin", "sekretaris", "ketua", "kasubag_ptip", OVERSEER})


class Calendar(models.Model):
    """When it was last looked what is due in a court; locked by whoever changes terms."""

    court = models.OneToOneField(Court, models.PROTECT, related_name="retention_calendar")
    looked_on = models.DateField(null=True)

    def __str__(self) -> str:
        return f"{self.court}: {self.looked_on}"


class Term(models.Model):
    """For how long a court keeps one kind of data; without a row the usual term holds."""

    court = models.ForeignKey(Court, models.PROTECT, related_name="retention_terms")
    key = models.SlugField()
    months = models.PositiveSmallIntegerField(null=True)  # None: not destroyed
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["court", "key"], name="one_term_per_kind")]

    def __str__(self) -> str:
        return f"{self.key}: {months_words(self.months)}"


class DestructionQuerySet(models.QuerySet["Destruction"]):
    def visible_to(self, user: User) -> Self:
        found = self.filter(court=user.court_id)
        return found if user.role_keys & READERS else found.none()

    def waiting(self) -> Self:
        return self.filter(status=DestructionStatus.WAITING)

    def open(self) -> Self:
        return self.filter(status__in=OPEN)

    def for_pages(self) -> Self:
        return self.select_related("court", "decided_by").prefetch_related("lines__set_by")


class Destruction(models.Model):
    """What is to be destroyed in a court: fixed by moments of the past when it was made.

    Whoever approves it approves that set: what is due later waits for the next proposal.
    """

    court = models.ForeignKey(Court, models.PROTECT, related_name="destructions")
    number = models.CharField("nomor", max_length=60, unique=True)
    made_at = models.DateTimeField()
    status = models.CharField(
        max_length=10, choices=DestructionStatus, default=DestructionStatus.WAITING
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    decided_as = models.CharField(max_length=130, blank=True)  # as printed: "Plh. Sekretaris"
    decided_letter = models.CharField(max_length=80, blank=True)
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField("alasan", max_length=500, blank=True)
    done_at = models.DateTimeField(null=True)

    objects = DestructionQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["court"], condition=Q(status__in=OPEN), name="one_open_proposal_per_court"
            ),
            models.CheckConstraint(
                condition=Q(status=DestructionStatus.WAITING, decided_by=None, decided_at=None)
                | (
                    ~Q(status=DestructionStatus.WAITING)
                    & Q(decided_by__isnull=False, decided_at__isnull=False)
                ),
                name="decided_proposal_says_by_whom",
            ),
            models.CheckConstraint(
                condition=~Q(status=DestructionStatus.REFUSED) | ~Q(reason=""),
                name="refused_proposal_says_why",
            ),
            models.CheckConstraint(
                condition=Q(status=DestructionStatus.DONE, done_at__isnull=False)
                | (~Q(status=DestructionStatus.DONE) & Q(done_at=None)),
                name="done_proposal_says_when",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("retention:proposal", args=[self.pk])

    @property
    def is_waiting(self) -> bool:
        return self.status == DestructionStatus.WAITING

    @property
    def is_done(self) -> bool:
        return self.status == DestructionStatus.DONE

    @property
    def count(self) -> int:
        """Return how many rows it proposes, of all kinds."""
        return sum(line.count for line in self.lines.all())


class DestructionLine(models.Model):
    """One kind of data in a proposal: how much of it, how old, and how much is gone by now."""

    proposal = models.ForeignKey(Destruction, models.PROTECT, related_name="lines")
    key = models.SlugField()
    title = models.CharField(max_length=80)  # as the room called it then
    months = models.PositiveSmallIntegerField()
    before = models.DateTimeField()  # what was over by then, and nothing else
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )  # None: the usual term
    count = models.PositiveIntegerField()
    size = models.PositiveBigIntegerField(null=True)  # bytes; None: rows of the database alone
    oldest_at = models.DateTimeField()
    newest_at = models.DateTimeField()
    done_count = models.PositiveIntegerField(default=0)
    done_size = models.PositiveBigIntegerField(default=0)

    class Meta:
        ordering = ["proposal", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "key"], name="one_line_per_kind"),
            models.CheckConstraint(
                condition=Q(done_count__lte=F("count")), name="no_more_than_approved"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}: {self.count}"

    @property
    def term(self) -> str:
        return months_words(self.months)
