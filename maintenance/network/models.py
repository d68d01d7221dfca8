"""Lines, what was measured on them, what was found wrong, and who mended it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from maintenance.assets.models import Asset
from maintenance.network.enums import LineKind, LineState, Result, Road, Severity
from sopti.people.enums import ONLY_A_CLERK
from sopti.people.models import EARLIEST, LATEST, Court
from sopti.workflow.models import Case

if TYPE_CHECKING:
    from sopti.people.models import User

FASTEST = 100_000  # Mbps


class LineQuerySet(models.QuerySet["Line"]):
    def visible_to(self, user: User) -> Self:
        """Return the lines of the user's court; who is only a clerk sees none of them."""
        if user.role_keys - ONLY_A_CLERK:
            return self.filter(court=user.court_id)
        return self.none()

    def in_use(self) -> Self:
        return self.filter(is_active=True)


class Line(models.Model):
    """One way by which the court is connected: to the Internet, within the house, through air."""

    court = models.ForeignKey(Court, models.PROTECT, related_name="lines")
    name = models.CharField("nama", max_length=80)
    kind = models.CharField("jenis", max_length=12, choices=LineKind)
    serves = models.CharField("melayani", max_length=200, blank=True)
    provider = models.CharField("penyedia", max_length=120, blank=True)
    customer_number = models.CharField("nomor pelanggan", max_length=60, blank=True)
    contact = models.CharField("kontak gangguan", max_length=160, blank=True)
    down = models.FloatField("kecepatan unduh dijanjikan (Mbps)", null=True, blank=True)
    up = models.FloatField("kecepatan unggah dijanjikan (Mbps)", null=True, blank=True)
    is_active = models.BooleanField("dipakai", default=True)
    history = HistoricalRecords()

    objects = LineQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["court", "name"], name="one_line_per_name"),
            models.CheckConstraint(
                condition=(Q(down=None) | Q(down__gt=0, down__lte=FASTEST))
                & (Q(up=None) | Q(up__gt=0, up__lte=FASTEST)),
                name="line_promises_what_can_be",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("maintenance:line", args=[self.pk])


class LineCheck(models.Model):
    """One measurement of a line."""

    line = models.ForeignKey(Line, models.CASCADE, related_name="checks")
    at = models.DateTimeField()
    state = models.CharField("keadaan", max_length=8, choices=LineState)
    down = models.FloatField("unduh (Mbps)", null=True, blank=True)
    up = models.FloatField("unggah (Mbps)", null=True, blank=True)
    latency = models.PositiveIntegerField("tanggapan (ms)", null=True, blank=True)
    note = models.CharField("catatan", max_length=300, blank=True)
    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="line_checks")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(down=None) | Q(down__gte=0, down__lte=FASTEST))
                & (Q(up=None) | Q(up__gte=0, up__lte=FASTEST)),
                name="line_check_is_possible",
            )
        ]
        indexes = [models.Index(fields=["line", "-at"], name="line_check_by_line")]

    def __str__(self) -> str:
        return f"{self.line_id} {self.at:%d-%m-%Y}"


class Assignment(models.Model):
    """Who was sent to look after the network, and why: a complaint, or the year's plan."""

    case = models.OneToOneField(
        Case, models.PROTECT, primary_key=True, related_name="network_assignment"
    )
    from_complaint = models.BooleanField()
    order = models.TextField("perintah", max_length=2000)
    worker = models.CharField("petugas", max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.order[:60]


class FindingQuerySet(models.QuerySet["Finding"]):
    def visible_to(self, user: User) -> Self:
        if user.role_keys - ONLY_A_CLERK:
            return self.filter(court=user.court_id)
        return self.none()

    def unsolved(self) -> Self:
        return self.filter(solved_at=None)


class Finding(models.Model):
    """What is wrong at one place: on a line, on a device, or between them."""

    court = models.ForeignKey(Court, models.PROTECT, related_name="network_findings")
    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="network_findings")
    line = models.ForeignKey(Line, models.PROTECT, null=True, related_name="findings")
    asset = models.ForeignKey(Asset, models.PROTECT, null=True, related_name="network_findings")
    place = models.CharField("letak", max_length=120, blank=True)
    what = models.CharField("masalah", max_length=500)
    severity = models.CharField("berat", max_length=8, choices=Severity)
    found_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    solved_at = models.DateTimeField(null=True, blank=True)
    solution = models.CharField("penyelesaian", max_length=500, blank=True)

    objects = FindingQuerySet.as_manager()

    class Meta:
        ordering = ["-found_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(line=None) | Q(asset=None), name="network_finding_is_at_one_thing"
            ),
            models.CheckConstraint(
                condition=Q(solved_at=None) | Q(solved_at__gte=F("found_at")),
                name="network_finding_solved_after_found",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"

    @property
    def where(self) -> str:
        thing = self.line or self.asset
        return ", ".join(filter(None, (thing.name if thing else "", self.place))) or "Jaringan"


class Repair(models.Model):
    """By which road a case's faults were mended, who came, and with which result."""

    case = models.OneToOneField(
        Case, models.PROTECT, primary_key=True, related_name="network_repair"
    )
    road = models.CharField("jalan", max_length=10, choices=Road)
    helper = models.CharField("pihak yang membantu", max_length=200, blank=True)
    contact = models.CharField("kontak", max_length=200, blank=True)
    ticket = models.CharField("nomor tiket", max_length=80, blank=True)
    came_on = models.DateField("datang", null=True, blank=True)
    result = models.CharField("hasil", max_length=10, choices=Result)
    done = models.TextField("tindakan", max_length=4000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(came_on=None) | Q(came_on__range=(EARLIEST, LATEST)),
                name="network_repair_is_of_this_age",
            )
        ]

    def __str__(self) -> str:
        return self.done[:60]
