"""The sites of a court, what has to be kept fresh on them, their visitors and their upkeep."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self
from urllib.parse import urlsplit

from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from sopti.core.addresses import address_of
from sopti.monitors.models import Monitor
from sopti.people.enums import ONLY_A_CLERK
from sopti.people.models import EARLIEST, LATEST, Court
from sopti.workflow.models import Case
from website_ops.sites.enums import NoteKind, Road

if TYPE_CHECKING:
    from sopti.people.models import User

MOST_DAYS = 400


class SiteQuerySet(models.QuerySet["Site"]):
    def visible_to(self, user: User) -> Self:
        """Return the court's sites; who is only a clerk sees none: they read them in a browser."""
        if user.role_keys - ONLY_A_CLERK:
            return self.filter(court=user.court_id)
        return self.none()

    def in_use(self) -> Self:
        return self.filter(retired_on=None)

    def for_pages(self) -> Self:
        return self.select_related("court", "keeper")


class Site(models.Model):
    """One address under which the court speaks to the world, and who looks after it."""

    court = models.ForeignKey(Court, models.PROTECT, related_name="sites")
    name = models.CharField("nama situs", max_length=80)
    address = models.URLField("alamat", max_length=200)
    purpose = models.CharField("guna", max_length=200)
    keeper = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="pengelola"
    )
    note = models.TextField("catatan", max_length=1000, blank=True)
    retired_on = models.DateField("ditutup tanggal", null=True, blank=True)
    retired_reason = models.CharField("alasan ditutup", max_length=300, blank=True)
    added_at = models.DateTimeField()
    history = HistoricalRecords()

    objects = SiteQuerySet.as_manager()

    class Meta:
        ordering = ["added_at", "pk"]  # the first is the court's main site
        constraints = [
            models.UniqueConstraint(
                fields=["court", "address"],
                condition=Q(retired_on=None),
                name="one_site_per_address",
            ),
            models.CheckConstraint(
                condition=Q(retired_on=None, retired_reason="")
                | (Q(retired_on__range=(EARLIEST, LATEST)) & ~Q(retired_reason="")),
                name="retired_site_says_when_and_why",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return address_of("website_ops:site", self.pk)

    @property
    def host(self) -> str:
        """The name by which monitors look at it: "pa-contoh.go.id"."""
        return (urlsplit(self.address).hostname or "").removeprefix("www.")


class ContentPartQuerySet(models.QuerySet["ContentPart"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(site__in=Site.objects.visible_to(user))

    def in_use(self) -> Self:
        return self.filter(is_active=True, site__retired_on=None)

    def for_pages(self) -> Self:
        return self.select_related("site__court", "monitor__pulse", "seen_by")


class ContentPart(models.Model):
    """A part of a site that grows old, such as Berita: whose it is, how often it is renewed."""

    site = models.ForeignKey(Site, models.PROTECT, related_name="parts")
    name = models.CharField("bagian", max_length=80)
    unit = models.CharField("unit yang mengisi", max_length=120)
    every_days = models.PositiveSmallIntegerField("diperbarui paling lama setiap (hari)")
    monitor = models.ForeignKey(
        Monitor,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="pemantau kesegaran",
    )
    is_active = models.BooleanField("dipantau", default=True)
    renewed_on = models.DateField("isi terbaru bertanggal", null=True, blank=True)
    seen_at = models.DateTimeField(null=True, blank=True)
    seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    told_of = models.DateField(null=True, blank=True)  # the date of whose staleness was told
    history = HistoricalRecords(excluded_fields=["told_of"])

    objects = ContentPartQuerySet.as_manager()

    class Meta:
        ordering = ["site", "name"]
        constraints = [
            models.UniqueConstraint(fields=["site", "name"], name="one_content_part_per_name"),
            models.CheckConstraint(
                condition=Q(every_days__gte=1, every_days__lte=MOST_DAYS),
                name="content_part_is_renewed_within_bounds",
            ),
            models.CheckConstraint(
                condition=Q(renewed_on=None) | Q(renewed_on__range=(EARLIEST, LATEST)),
                name="content_part_is_of_this_age",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ContentLook(models.Model):
    """Somebody looked, or renewed it: the newest content of a part carries this date."""

    part = models.ForeignKey(ContentPart, models.PROTECT, related_name="looks")
    renewed_on = models.DateField()
    case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.part}: {self.renewed_on:%d-%m-%Y}"


class VisitorMonth(models.Model):
    """How many people visited a site in a month, by whose count, and whether it looked wrong."""

    site = models.ForeignKey(Site, models.PROTECT, related_name="visitor_months")
    month = models.DateField("bulan")  # its first day
    visitors = models.PositiveIntegerField("pengunjung")
    source = models.CharField("sumber angka", max_length=120)
    is_suspicious = models.BooleanField("ada yang mencurigakan", default=False)
    note = models.TextField("catatan", max_length=2000, blank=True)
    case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    history = HistoricalRecords()

    class Meta:
        ordering = ["-month"]
        constraints = [
            models.UniqueConstraint(fields=["site", "month"], name="one_visitor_count_per_month"),
            models.CheckConstraint(
                condition=Q(month__day=1, month__range=(EARLIEST, LATEST)),
                name="visitor_month_is_a_first_day",
            ),
            models.CheckConstraint(
                condition=Q(is_suspicious=False) | ~Q(note=""),
                name="suspicious_month_says_what",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.site} {self.month:%m-%Y}"


class SiteNote(models.Model):
    """One line of a site's own history: what was checked, reported, decided or mended."""

    site = models.ForeignKey(Site, models.PROTECT, related_name="notes")
    kind = models.CharField(max_length=12, choices=NoteKind)
    on = models.DateField()
    words = models.TextField(max_length=5000)
    road = models.CharField(max_length=16, choices=Road, blank=True)
    provider = models.CharField(max_length=200, blank=True)
    cost = models.PositiveBigIntegerField(null=True, blank=True)
    is_good = models.BooleanField(null=True, blank=True)  # None: it judges nothing
    case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["site", "-on"], name="site_notes_by_day")]

    def __str__(self) -> str:
        return self.words[:60]
