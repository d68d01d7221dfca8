"""What the court runs on: its devices and licences, who holds them, and what happened to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from maintenance.assets.enums import Condition, WorkKind
from sopti.people.enums import ONLY_A_CLERK
from sopti.people.models import EARLIEST, LATEST, Court
from sopti.workflow.models import Case

if TYPE_CHECKING:
    from datetime import date

    from sopti.people.models import User


class AssetKindQuerySet(models.QuerySet["AssetKind"]):
    def visible_to(self, user: User) -> Self:
        return self.of_court(user.court_id)

    def of_court(self, court_id: int | None) -> Self:
        """Return the kinds that come with the house and those that the court added."""
        return self.filter(Q(court=None) | Q(court=court_id))


class AssetKind(models.Model):
    """What an asset is: a printer, a server, a licence. Without a court it comes with the house."""

    court = models.ForeignKey(
        Court, models.PROTECT, null=True, blank=True, related_name="asset_kinds"
    )
    name = models.CharField("jenis aset", max_length=60)
    is_licence = models.BooleanField("lisensi perangkat lunak", default=False)
    order = models.PositiveSmallIntegerField("urutan", default=500)
    history = HistoricalRecords()

    objects = AssetKindQuerySet.as_manager()

    class Meta:
        ordering = ["order", "name"]
        constraints = [
            models.UniqueConstraint(fields=["court", "name"], name="one_asset_kind_per_name"),
            models.UniqueConstraint(
                fields=["name"], condition=Q(court=None), name="one_asset_kind_of_the_house"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class AssetQuerySet(models.QuerySet["Asset"]):
    def visible_to(self, user: User) -> Self:
        """Return the court's assets; who is only a clerk sees what they hold or their unit uses.

        A clerk must be able to name the shared printer beside them in a request, so holding alone
        is not enough; what the rest of the court owns is not their business. The unit is an own
        field, since rooms are renamed and shared, and people carry a unit, not a room.
        """
        here = self.filter(court=user.court_id)
        if user.role_keys - ONLY_A_CLERK:
            return here
        of_the_unit = Q(unit=user.unit) if user.unit else Q(pk=None)
        return here.filter(Q(holder=user) | of_the_unit)

    def in_use(self) -> Self:
        return self.filter(retired_on=None)

    def for_pages(self) -> Self:
        return self.select_related("court", "kind", "holder")


class Asset(models.Model):
    """One device or licence of the court, under its inventory number."""

    court = models.ForeignKey(Court, models.PROTECT, related_name="assets")
    nup = models.CharField("NUP", max_length=40)
    kind = models.ForeignKey(
        AssetKind, models.PROTECT, related_name="assets", verbose_name="jenis aset"
    )
    name = models.CharField("nama aset", max_length=120)
    maker = models.CharField("merek", max_length=60, blank=True)
    model = models.CharField("tipe", max_length=80, blank=True)
    serial = models.CharField("nomor seri", max_length=80, blank=True)
    specification = models.TextField("spesifikasi", max_length=1000, blank=True)
    room = models.CharField("ruang", max_length=80)
    unit = models.CharField("unit kerja", max_length=120, blank=True)
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="assets",
        verbose_name="pemegang",
    )
    condition = models.CharField(
        "kondisi", max_length=12, choices=Condition, default=Condition.GOOD
    )
    acquired_on = models.DateField("tanggal perolehan", null=True, blank=True)
    price = models.PositiveBigIntegerField("harga perolehan (Rp)", null=True, blank=True)
    warranty_until = models.DateField("garansi sampai", null=True, blank=True)
    note = models.TextField("catatan", max_length=1000, blank=True)
    photo = models.FileField("foto", upload_to="assets", max_length=200, blank=True)
    photo_type = models.CharField(max_length=40, blank=True)
    retired_on = models.DateField("dihentikan tanggal", null=True, blank=True)
    retired_reason = models.CharField("alasan dihentikan", max_length=300, blank=True)
    added_at = models.DateTimeField()
    history = HistoricalRecords()

    objects = AssetQuerySet.as_manager()

    class Meta:
        ordering = ["name", "nup"]
        constraints = [
            models.UniqueConstraint(fields=["court", "nup"], name="one_asset_per_nup"),
            models.CheckConstraint(
                condition=Q(retired_on=None, retired_reason="")
                | (Q(retired_on__isnull=False) & ~Q(retired_reason="")),
                name="retired_asset_says_when_and_why",
            ),
            models.CheckConstraint(
                condition=(Q(acquired_on=None) | Q(acquired_on__range=(EARLIEST, LATEST)))
                & (Q(warranty_until=None) | Q(warranty_until__range=(EARLIEST, LATEST)))
                & (Q(retired_on=None) | Q(retired_on__range=(EARLIEST, LATEST))),
                name="asset_dates_are_of_this_age",
            ),
        ]
        indexes = [
            models.Index(fields=["court", "retired_on", "name"], name="asset_by_court_and_name"),
            models.Index(fields=["court", "unit"], name="asset_by_court_and_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.nup})"

    def get_absolute_url(self) -> str:
        return reverse("maintenance:asset", args=[self.pk])

    @property
    def is_retired(self) -> bool:
        return self.retired_on is not None

    @property
    def make(self) -> str:
        """Maker and model in one line: "HP LaserJet Pro M404dn"."""
        return f"{self.maker} {self.model}".strip()

    def is_under_warranty(self, on: date) -> bool:
        return self.warranty_until is not None and self.warranty_until >= on


class Licence(models.Model):
    """How many seats a software asset has, and until when they may be used."""

    asset = models.OneToOneField(Asset, models.PROTECT, related_name="licence")
    seats = models.PositiveIntegerField("jumlah lisensi")
    expires_on = models.DateField("berlaku sampai", null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(seats__gte=1), name="licence_has_a_seat"),
            models.CheckConstraint(
                condition=Q(expires_on=None) | Q(expires_on__range=(EARLIEST, LATEST)),
                name="licence_expires_in_this_age",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.asset}: {self.seats}"


class Seat(models.Model):
    """One seat of a licence in use, by a device or by a person. `place` counts from 1."""

    licence = models.ForeignKey(Licence, models.PROTECT, related_name="used")
    place = models.PositiveIntegerField()
    device = models.ForeignKey(Asset, models.PROTECT, null=True, blank=True, related_name="seats")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    history = HistoricalRecords()

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["licence", "place"], name="one_user_per_seat"),
            models.UniqueConstraint(fields=["licence", "device"], name="one_seat_per_device"),
            models.UniqueConstraint(fields=["licence", "person"], name="one_seat_per_person"),
            models.CheckConstraint(
                condition=Q(device=None, person__isnull=False)
                | Q(device__isnull=False, person=None),
                name="seat_is_used_by_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return str(self.device or self.person)


class HandoverQuerySet(models.QuerySet["Handover"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(asset__in=Asset.objects.visible_to(user))


class Handover(models.Model):
    """An asset went from one holder or room to another. Its paper is the berita acara."""

    asset = models.ForeignKey(Asset, models.PROTECT, related_name="handovers")
    number = models.CharField("nomor berita acara", max_length=60, unique=True)
    handed_on = models.DateField("tanggal")
    from_holder = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    from_room = models.CharField(max_length=80)
    to_holder = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    to_room = models.CharField(max_length=80)
    condition = models.CharField(max_length=12, choices=Condition)
    with_it = models.CharField("kelengkapan", max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = HandoverQuerySet.as_manager()

    class Meta:
        ordering = ["-handed_on", "-pk"]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("maintenance:handover", args=[self.pk])


class AssetWork(models.Model):
    """A check, a repair or a part of an asset, as its card lists it."""

    asset = models.ForeignKey(Asset, models.PROTECT, related_name="works")
    kind = models.CharField("pekerjaan", max_length=12, choices=WorkKind)
    done_on = models.DateField("tanggal")
    summary = models.CharField("uraian", max_length=300)
    part = models.CharField("suku cadang", max_length=120, blank=True)
    cost = models.PositiveBigIntegerField("biaya (Rp)", null=True, blank=True)
    worker = models.CharField("dikerjakan oleh", max_length=120)
    condition = models.CharField("kondisi sesudahnya", max_length=12, choices=Condition)
    case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    history = HistoricalRecords()

    class Meta:
        ordering = ["-done_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_on__range=(EARLIEST, LATEST)),
                name="asset_work_is_of_this_age",
            )
        ]

    def __str__(self) -> str:
        return self.summary[:60]


class AssetImport(models.Model):
    """A file that was read and checked and waits for one word of who sent it.

    It holds what the file says, row by row; no asset exists because of it.
    """

    court = models.ForeignKey(Court, models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    at = models.DateTimeField()
    name = models.CharField(max_length=160)
    updates = models.BooleanField(default=False)  # False: what exists already is left alone
    rows = models.JSONField(default=list)
    unread = models.JSONField(default=list)  # headings that nobody knows
    applied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.name
