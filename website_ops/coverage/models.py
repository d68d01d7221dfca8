"""Events to cover, the pieces of gear of a court, and who has them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from sopti.people.enums import ONLY_A_CLERK
from sopti.people.models import EARLIEST, LATEST, Court
from sopti.workflow.models import Case

if TYPE_CHECKING:
    from sopti.people.models import User


class EventQuerySet(models.QuerySet["CoverageEvent"]):
    def visible_to(self, user: User) -> Self:
        here = self.filter(court=user.court_id)
        return here if user.role_keys - ONLY_A_CLERK else here.none()

    def for_pages(self) -> Self:
        return self.select_related("case", "officer").defer("case__detail")


class CoverageEvent(models.Model):
    """One event of the court that is covered: when, where, by whom."""

    court = models.ForeignKey(Court, models.PROTECT, related_name="coverage_events")
    case = models.OneToOneField(
        Case, models.PROTECT, null=True, blank=True, related_name="coverage_event"
    )
    title = models.CharField("acara", max_length=200)
    day = models.DateField("tanggal")
    begins = models.TimeField("mulai", null=True, blank=True)
    ends = models.TimeField("selesai", null=True, blank=True)
    place = models.CharField("tempat", max_length=120, blank=True)
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    history = HistoricalRecords()

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ["day", "begins", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(day__range=(EARLIEST, LATEST)), name="coverage_is_of_this_age"
            ),
            models.CheckConstraint(
                condition=Q(ends=None) | Q(begins__isnull=False, ends__gt=F("begins")),
                name="coverage_ends_after_it_begins",
            ),
        ]
        indexes = [models.Index(fields=["court", "day"], name="coverage_by_day")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("website_ops:edit_event", args=[self.pk])


class GearQuerySet(models.QuerySet["Gear"]):
    def visible_to(self, user: User) -> Self:
        here = self.filter(court=user.court_id)
        return here if user.role_keys - ONLY_A_CLERK else here.none()

    def in_use(self) -> Self:
        return self.filter(is_active=True)


class Gear(models.Model):
    """One piece that goes out: a camera, a tripod. `subject` names it in the room of assets."""

    court = models.ForeignKey(Court, models.PROTECT, related_name="gear")
    name = models.CharField("alat", max_length=120)
    subject = models.CharField(max_length=60, blank=True)  # "asset:12"
    is_active = models.BooleanField("dipakai", default=True)
    history = HistoricalRecords()

    objects = GearQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["court", "name"], name="one_gear_per_name")]

    def __str__(self) -> str:
        return self.name


class GearLoan(models.Model):
    """A piece was taken by somebody, until it is back. Nobody else can take it meanwhile."""

    gear = models.ForeignKey(Gear, models.PROTECT, related_name="loans")
    event = models.ForeignKey(
        CoverageEvent, models.PROTECT, null=True, blank=True, related_name="loans"
    )
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    taken_at = models.DateTimeField()
    due_on = models.DateField("kembali paling lambat")
    returned_at = models.DateTimeField(null=True, blank=True)
    returned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    state = models.CharField("keadaan saat kembali", max_length=200, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)  # that it is late: once
    history = HistoricalRecords()

    class Meta:
        ordering = ["-taken_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["gear"], condition=Q(returned_at=None), name="gear_is_with_one_person"
            )
        ]

    def __str__(self) -> str:
        return f"{self.gear}, {self.person}"
