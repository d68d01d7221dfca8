"""A service that ends unless it is renewed, and each time for which it was paid."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from sopti.core.addresses import address_of
from sopti.people.enums import ONLY_A_CLERK
from sopti.people.models import EARLIEST, LATEST, Court
from sopti.workflow.models import Case
from website_ops.renewals.enums import Kind
from website_ops.sites.models import Site

if TYPE_CHECKING:
    from sopti.people.models import User


class ServiceQuerySet(models.QuerySet["Service"]):
    def visible_to(self, user: User) -> Self:
        if user.role_keys - ONLY_A_CLERK:
            return self.filter(court=user.court_id)
        return self.none()

    def in_use(self) -> Self:
        return self.filter(ended_on=None)

    def for_pages(self) -> Self:
        return self.select_related("court", "site", "keeper")


class Service(models.Model):
    """Hosting, a domain, the connection, a licence: what the court pays for again and again."""

    court = models.ForeignKey(Court, models.PROTECT, related_name="services")
    kind = models.CharField("jenis", max_length=12, choices=Kind)
    name = models.CharField("nama layanan", max_length=120)
    site = models.ForeignKey(
        Site, models.PROTECT, null=True, blank=True, related_name="services", verbose_name="situs"
    )
    keeper = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="pengelola"
    )
    note = models.TextField("catatan", max_length=1000, blank=True)
    ended_on = models.DateField("dihentikan tanggal", null=True, blank=True)
    ended_reason = models.CharField("alasan dihentikan", max_length=300, blank=True)
    history = HistoricalRecords()

    objects = ServiceQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["court", "name"], condition=Q(ended_on=None), name="one_service_per_name"
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None, ended_reason="")
                | (Q(ended_on__range=(EARLIEST, LATEST)) & ~Q(ended_reason="")),
                name="ended_service_says_when_and_why",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return address_of("website_ops:service", self.pk)


class TermQuerySet(models.QuerySet["Term"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(service__in=Service.objects.visible_to(user))

    def open(self) -> Self:
        return self.filter(closed_at=None)

    def for_pages(self) -> Self:
        return self.select_related("service__court", "service__site", "service__keeper")


class Term(models.Model):
    """One time for which a service was paid: by whom, until when, for how much, on which bill."""

    service = models.ForeignKey(Service, models.PROTECT, related_name="terms")
    provider = models.CharField("penyedia", max_length=120)
    starts_on = models.DateField("mulai")
    until = models.DateField("sampai")
    cost = models.PositiveBigIntegerField("biaya (Rp)")
    bill_number = models.CharField("nomor faktur", max_length=80, blank=True)
    bill = models.FileField("faktur", upload_to="bills", max_length=200, blank=True)
    bill_name = models.CharField(max_length=160, blank=True)
    bill_type = models.CharField(max_length=100, blank=True)
    bill_sha256 = models.CharField(max_length=64, blank=True)
    case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="+")
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)  # renewed, or the service ended
    history = HistoricalRecords()

    objects = TermQuerySet.as_manager()

    class Meta:
        ordering = ["-until", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["service"], condition=Q(closed_at=None), name="one_open_term_per_service"
            ),
            models.CheckConstraint(
                condition=Q(starts_on__range=(EARLIEST, LATEST), until__range=(EARLIEST, LATEST))
                & Q(until__gt=F("starts_on")),
                name="term_ends_after_it_starts",
            ),
        ]
        indexes = [
            models.Index(fields=["until"], condition=Q(closed_at=None), name="open_terms_by_end")
        ]

    def __str__(self) -> str:
        return f"{self.service} {self.until:%d-%m-%Y}"


class Reminder(models.Model):
    """People were reminded of the end of a term, at one of the steps. The row says: once."""

    term = models.ForeignKey(Term, models.PROTECT, related_name="reminders")
    step = models.PositiveSmallIntegerField()  # days before the end
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.UniqueConstraint(fields=["term", "step"], name="one_reminder_a_step")]

    def __str__(self) -> str:
        return f"{self.term_id}: {self.step}"
