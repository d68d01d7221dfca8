"""What may go wrong, what is done about it, and how the court comes back to work."""

from __future__ import annotations

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from maintenance.security.risks.enums import (
    LEVEL_TONES,
    Impact,
    Level,
    Likelihood,
    RehearsalOutcome,
    Treatment,
    level_of,
)
from maintenance.security.scope import OfCourt
from sopti.people.models import EARLIEST, LATEST, Court

MOST_DAYS = 732


class Risk(models.Model):
    """One thing that may go wrong: how likely and how grave it is, what is done, who owns it."""

    court = models.ForeignKey(Court, models.PROTECT, related_name="risks")
    what = models.CharField("risiko", max_length=200)
    cause = models.CharField("penyebab", max_length=300, blank=True)
    likelihood = models.PositiveSmallIntegerField("kemungkinan", choices=Likelihood)
    impact = models.PositiveSmallIntegerField("dampak", choices=Impact)
    treatment = models.CharField("perlakuan", max_length=8, choices=Treatment)
    plan = models.TextField("rencana penanganan", max_length=1000, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="pemilik risiko"
    )
    every_days = models.PositiveSmallIntegerField("ditinjau setiap (hari)", default=90)
    reviewed_on = models.DateField("terakhir ditinjau")
    due_on = models.DateField("ditinjau lagi paling lambat")
    told_for = models.DateField(null=True, blank=True)  # the limit whose passing was told
    closed_on = models.DateField("ditutup", null=True, blank=True)
    closed_reason = models.CharField("alasan ditutup", max_length=300, blank=True)
    history = HistoricalRecords(excluded_fields=["told_for"])

    objects = OfCourt.as_manager()

    class Meta:
        ordering = ["-impact", "-likelihood", "what", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(likelihood__range=(1, 5), impact__range=(1, 5))
                & Q(every_days__range=(1, MOST_DAYS)),
                name="risk_keeps_its_bounds",
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None, closed_reason="")
                | (Q(closed_on__isnull=False) & ~Q(closed_reason="")),
                name="closed_risk_says_why",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_on__range=(EARLIEST, LATEST)), name="risk_is_of_this_age"
            ),
        ]
        indexes = [models.Index(fields=["due_on"], condition=Q(closed_on=None), name="risks_due")]

    def __str__(self) -> str:
        return self.what[:80]

    def get_absolute_url(self) -> str:
        return reverse("maintenance:risk", args=[self.pk])

    @property
    def score(self) -> int:
        return self.likelihood * self.impact

    @property
    def level(self) -> Level:
        return level_of(self.likelihood, self.impact)

    @property
    def tone(self) -> str:
        return LEVEL_TONES[self.level]

    def review(self, day: date) -> None:
        """Count the next review from this day."""
        self.reviewed_on, self.due_on = day, day + timedelta(days=self.every_days)


class RecoveryPlan(models.Model):
    """How one service comes back after a disaster: who does what in which order, how soon."""

    court = models.ForeignKey(Court, models.PROTECT, related_name="recovery_plans")
    name = models.CharField("layanan yang dipulihkan", max_length=120)
    when = models.CharField("dipakai bila", max_length=200, blank=True)
    steps = models.TextField("langkah pemulihan", max_length=4000)
    contacts = models.TextField("yang dihubungi", max_length=1000, blank=True)
    within_minutes = models.PositiveIntegerField("harus pulih dalam (menit)")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="penanggung jawab"
    )
    every_days = models.PositiveSmallIntegerField("dilatih setiap (hari)", default=180)
    due_on = models.DateField("dilatih paling lambat")
    told_for = models.DateField(null=True, blank=True)
    is_active = models.BooleanField("berlaku", default=True)
    history = HistoricalRecords(excluded_fields=["told_for"])

    objects = OfCourt.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["court", "name"], name="one_recovery_plan_per_name"),
            models.CheckConstraint(
                condition=Q(every_days__range=(1, MOST_DAYS), within_minutes__gte=1),
                name="recovery_plan_keeps_its_bounds",
            ),
        ]
        indexes = [
            models.Index(fields=["due_on"], condition=Q(is_active=True), name="rehearsals_due")
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("maintenance:recovery_plan", args=[self.pk])


class Rehearsal(models.Model):
    """A recovery plan was tried, and how it went."""

    plan = models.ForeignKey(RecoveryPlan, models.PROTECT, related_name="rehearsals")
    held_on = models.DateField("dilatih tanggal")
    outcome = models.CharField("hasil", max_length=10, choices=RehearsalOutcome)
    minutes = models.PositiveIntegerField("lama pemulihan (menit)")
    attended = models.CharField("yang ikut", max_length=300)
    lessons = models.TextField("yang dipelajari", max_length=1000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(held_on__range=(EARLIEST, LATEST)), name="rehearsal_is_of_this_age"
            )
        ]

    def __str__(self) -> str:
        return f"{self.held_on:%d-%m-%Y} {self.get_outcome_display()}"
