"""Bundles of evidence: what was asked for, how far it is, and where its file lies."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from sopti.core.periods import Period
from sopti.people.models import Court
from sopti.reports.evidence.enums import UNFINISHED, BundleState
from sopti.sop.models import Document

if TYPE_CHECKING:
    from sopti.people.models import User


class BundleQuerySet(models.QuerySet["Bundle"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(court=user.court_id)

    def for_pages(self) -> Self:
        return self.select_related("court", "document", "asked_by")

    def unfinished(self) -> Self:
        return self.filter(state__in=UNFINISHED)


class Bundle(models.Model):
    """One ZIP of the cases of a procedure that were opened within a period.

    What happened to it is in the court's record; its row only says how far the worker is, and is
    written once for every case.
    """

    court = models.ForeignKey(Court, models.PROTECT, related_name="+")
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    procedure_key = models.SlugField()
    procedure_title = models.CharField("prosedur", max_length=300)
    first_on = models.DateField("dari")
    last_on = models.DateField("sampai")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    state = models.CharField(
        max_length=12, choices=BundleState, default=BundleState.WAITING, db_index=True
    )
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    last_case = models.PositiveBigIntegerField(default=0)  # the key of the newest one within
    lengths = models.JSONField(default=dict)  # of its files after that case; what follows is torn
    claim = models.CharField(max_length=32, blank=True)  # of the worker that makes it
    claimed_until = models.DateTimeField(null=True, blank=True)
    lost = models.PositiveSmallIntegerField(default=0)  # claims whose worker died at the same case
    failure = models.CharField("sebab gagal", max_length=400, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    kept_until = models.DateTimeField(null=True, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    verdict = models.CharField("hasil pemeriksaan catatan", max_length=400, blank=True)

    objects = BundleQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["court", "document", "procedure_key", "first_on", "last_on"],
                condition=Q(state__in=["menunggu", "disusun"]),
                name="one_bundle_in_the_making",
            ),
            models.CheckConstraint(
                condition=Q(first_on__lte=models.F("last_on")), name="bundle_begins_before_its_end"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.procedure_title}, {self.period.words}"

    def get_absolute_url(self) -> str:
        return reverse("reports:bundle", args=[self.pk])

    @property
    def period(self) -> Period:
        return Period(self.first_on, self.last_on)

    @property
    def folder(self) -> Path:
        return Path(settings.BUNDLE_DIR) / str(self.pk)

    @property
    def is_unfinished(self) -> bool:
        return self.state in UNFINISHED

    @property
    def is_ready(self) -> bool:
        return self.state == BundleState.READY

    @property
    def has_failed(self) -> bool:
        return self.state == BundleState.FAILED
