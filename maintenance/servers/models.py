"""Servers, their readings, their days, what was too much, and the keys of their agents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from maintenance.assets.models import Asset
from maintenance.servers.enums import Measure, Source, Work
from sopti.people.enums import ONLY_A_CLERK
from sopti.people.models import EARLIEST, LATEST, Court
from sopti.workflow.models import Case

if TYPE_CHECKING:
    from sopti.people.models import User

MOST_LOAD, COLDEST, HOTTEST = 1000, -40, 150


class ServerQuerySet(models.QuerySet["Server"]):
    def visible_to(self, user: User) -> Self:
        """Return the servers of the user's court; who is only a clerk sees none of them."""
        if user.role_keys - ONLY_A_CLERK:
            return self.filter(court=user.court_id)
        return self.none()

    def in_use(self) -> Self:
        return self.filter(is_active=True)

    def for_pages(self) -> Self:
        return self.select_related("court", "asset")


class Server(models.Model):
    """One machine that others depend on, and from which numbers on it is a warning."""

    court = models.ForeignKey(Court, models.PROTECT, related_name="servers")
    name = models.CharField("nama", max_length=80)
    serves = models.CharField("dipakai untuk", max_length=200)
    room = models.CharField("letak", max_length=80, blank=True)
    asset = models.OneToOneField(
        Asset, models.PROTECT, null=True, blank=True, related_name="server", verbose_name="aset"
    )
    disk_limit = models.PositiveSmallIntegerField("batas disk (%)", default=85)
    memory_limit = models.PositiveSmallIntegerField("batas memori (%)", default=90)
    load_limit = models.FloatField("batas beban", default=8)
    temperature_limit = models.SmallIntegerField("batas suhu (°C)", default=75)
    is_active = models.BooleanField("dipakai", default=True)
    added_at = models.DateTimeField()
    history = HistoricalRecords()

    objects = ServerQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["court", "name"], name="one_server_per_name"),
            models.CheckConstraint(
                condition=Q(disk_limit__range=(1, 100), memory_limit__range=(1, 100))
                & Q(load_limit__gt=0, load_limit__lte=MOST_LOAD)
                & Q(temperature_limit__range=(1, HOTTEST)),
                name="server_limits_can_be_reached",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("maintenance:server", args=[self.pk])

    def limit(self, measure: Measure) -> float:
        return float(getattr(self, f"{measure.value}_limit"))


class Numbers(models.Model):
    """What can be read of a server. What was not read is None."""

    disk = models.PositiveSmallIntegerField("disk terpakai (%)", null=True, blank=True)
    memory = models.PositiveSmallIntegerField("memori terpakai (%)", null=True, blank=True)
    load = models.FloatField("beban", null=True, blank=True)
    temperature = models.SmallIntegerField("suhu (°C)", null=True, blank=True)

    class Meta:
        abstract = True


WITHIN_BOUNDS = (
    (Q(disk=None) | Q(disk__lte=100))
    & (Q(memory=None) | Q(memory__lte=100))
    & (Q(load=None) | Q(load__gte=0, load__lte=MOST_LOAD))
    & (Q(temperature=None) | Q(temperature__range=(COLDEST, HOTTEST)))
)


class ServerReading(Numbers):
    """One look at a server. Kept for some weeks; then only its day knows of it."""

    server = models.ForeignKey(Server, models.CASCADE, related_name="readings")
    at = models.DateTimeField()
    source = models.CharField(max_length=8, choices=Source)
    where = models.CharField("disk yang paling penuh", max_length=60, blank=True)
    note = models.CharField("catatan", max_length=300, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=WITHIN_BOUNDS, name="server_reading_is_possible"),
        ]
        indexes = [
            models.Index(fields=["server", "-at"], name="server_reading_by_server"),
            models.Index(fields=["at"], name="server_reading_by_age"),
        ]

    def __str__(self) -> str:
        return f"{self.server_id} {self.at:%d-%m-%Y %H.%M}"


class ServerDay(Numbers):
    """The highest numbers of one day of the court: what a year is drawn from."""

    server = models.ForeignKey(Server, models.CASCADE, related_name="days")
    day = models.DateField()
    readings = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint(fields=["server", "day"], name="one_server_day"),
            models.CheckConstraint(condition=WITHIN_BOUNDS, name="server_day_is_possible"),
            models.CheckConstraint(
                condition=Q(day__range=(EARLIEST, LATEST)), name="server_day_is_of_this_age"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.server_id} {self.day:%d-%m-%Y}"


class ServerAlert(models.Model):
    """A number went over its limit, until it came back. People are told once, when it began."""

    server = models.ForeignKey(Server, models.CASCADE, related_name="alerts")
    measure = models.CharField(max_length=12, choices=Measure)
    value = models.FloatField(null=True)  # None: nothing was read at all
    limit = models.FloatField(null=True)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-began_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["server", "measure"],
                condition=Q(ended_at=None),
                name="one_open_alert_per_measure",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("began_at")),
                name="server_alert_ends_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.server_id} {self.measure}"


class ServerKey(models.Model):
    """What the agent of one server shows. Only its digest is kept; one holds at a time."""

    server = models.ForeignKey(Server, models.CASCADE, related_name="keys")
    digest = models.CharField(max_length=64, unique=True)
    hint = models.CharField(max_length=4)  # its last letters, to tell two keys apart
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["server"], condition=Q(ended_at=None), name="one_key_holds_per_server"
            )
        ]

    def __str__(self) -> str:
        return f"…{self.hint}"


class ServerWork(models.Model):
    """What was done to a server: a follow-up, an update, a scan, a backup."""

    server = models.ForeignKey(Server, models.PROTECT, related_name="works")
    kind = models.CharField("pekerjaan", max_length=16, choices=Work)
    done_on = models.DateField("tanggal")
    summary = models.CharField("yang dikerjakan", max_length=500)
    case = models.ForeignKey(
        Case, models.PROTECT, null=True, blank=True, related_name="server_works"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-done_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_on__range=(EARLIEST, LATEST)), name="server_work_is_of_this_age"
            )
        ]

    def __str__(self) -> str:
        return self.summary[:60]
