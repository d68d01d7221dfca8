"""The plan of a year, what is looked at on each kind of device, and what the checks found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from maintenance.assets.models import Asset, AssetKind, AssetWork
from maintenance.upkeep.enums import Every, Found, Part, PlanStatus
from sopti.people.enums import ONLY_A_CLERK
from sopti.people.models import EARLIEST, LATEST, Court
from sopti.workflow.models import Case

if TYPE_CHECKING:
    from datetime import date

    from sopti.people.models import User


class Checklist(models.Model):
    """What is looked at on a kind of device, and how often. Without a court: the house's own."""

    court = models.ForeignKey(Court, models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.ForeignKey(AssetKind, models.PROTECT, related_name="checklists")
    part = models.CharField("bagian", max_length=12, choices=Part, default=Part.DEVICES)
    every = models.PositiveSmallIntegerField("berapa kali", choices=Every, default=Every.QUARTER)
    lines = models.TextField("butir", max_length=3000)  # one to a line
    history = HistoricalRecords()

    class Meta:
        ordering = ["kind__order", "kind__name"]
        constraints = [
            models.UniqueConstraint(fields=["court", "kind"], name="one_checklist_per_kind"),
            models.UniqueConstraint(
                fields=["kind"], condition=Q(court=None), name="one_checklist_of_the_house"
            ),
        ]

    def __str__(self) -> str:
        return str(self.kind)

    @property
    def items(self) -> list[str]:
        return [line.strip() for line in self.lines.splitlines() if line.strip()]


class CheckQuerySet(models.QuerySet["Check"]):
    def visible_to(self, user: User) -> Self:
        if not user.role_keys - ONLY_A_CLERK:
            return self.none()
        return self.filter(asset__court=user.court_id)


class Check(models.Model):
    """What was found of one device in one month. Answered again, it is corrected."""

    asset = models.ForeignKey(Asset, models.PROTECT, related_name="checks")
    month = models.DateField("bulan")  # its first day
    found = models.CharField("hasil", max_length=16, choices=Found)
    items = models.JSONField(default=list)  # what was looked at, as the list stood then
    wrong = models.JSONField(default=list)  # which of them were not in order
    note = models.TextField("catatan", max_length=1000, blank=True)
    photo = models.FileField("foto", upload_to="checks", max_length=200, blank=True)
    photo_type = models.CharField(max_length=40, blank=True)
    work = models.OneToOneField(AssetWork, models.PROTECT, null=True, related_name="check_of")
    case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    history = HistoricalRecords()

    objects = CheckQuerySet.as_manager()

    class Meta:
        ordering = ["-month", "asset"]
        constraints = [
            models.UniqueConstraint(fields=["asset", "month"], name="one_check_per_month"),
            models.CheckConstraint(
                condition=Q(month__range=(EARLIEST, LATEST)), name="check_is_of_this_age"
            ),
        ]
        indexes = [models.Index(fields=["month", "asset"], name="check_by_month")]

    def __str__(self) -> str:
        return f"{self.asset}: {self.get_found_display()}"

    def get_absolute_url(self) -> str:
        return reverse("maintenance:check_result", args=[self.pk])

    @property
    def said(self) -> str:
        """Return what was found in one line: the items that were wrong, then the note."""
        wrong = [f"tidak beres “{item}”" for item in self.wrong]  # a list says what should be
        said = "; ".join(part for part in (*wrong, self.note.strip()) if part)
        return said[:1].upper() + said[1:]


class YearPlan(models.Model):
    """Which devices a court checks in which weeks of a year, and by whom."""

    court = models.ForeignKey(Court, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField("tahun")
    status = models.CharField(max_length=12, choices=PlanStatus, default=PlanStatus.DRAFT)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField("alasan dikembalikan", blank=True)
    case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="+")
    history = HistoricalRecords()

    class Meta:
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(fields=["court", "year"], name="one_upkeep_plan_per_year"),
        ]

    def __str__(self) -> str:
        return f"Rencana pemeliharaan {self.year}"

    def get_absolute_url(self) -> str:
        return reverse("maintenance:plan", args=[self.year])


class PlanLine(models.Model):
    """One lot of a plan: devices of a kind, in one week, by one person."""

    plan = models.ForeignKey(YearPlan, models.CASCADE, related_name="lines")
    kind = models.ForeignKey(AssetKind, models.PROTECT, related_name="+")
    starts_on = models.DateField("mulai")
    ends_on = models.DateField("sampai")
    who = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    assets = models.ManyToManyField(Asset, related_name="+")
    told_at = models.DateTimeField(null=True, blank=True)  # who was reminded that some are left
    history = HistoricalRecords()

    class Meta:
        ordering = ["starts_on", "kind__order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on__range=(EARLIEST, LATEST))
                & Q(ends_on__gte=models.F("starts_on"))
                & Q(ends_on__lte=LATEST),
                name="plan_line_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}, {self.starts_on}"

    @property
    def month(self) -> date:
        return self.starts_on.replace(day=1)
