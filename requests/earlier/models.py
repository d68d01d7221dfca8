"""Requests as an old book told them, and the files that brought them (decision 0036)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from requests.earlier.enums import EarlierState
from sopti.people.models import EARLIEST, LATEST, Court

if TYPE_CHECKING:
    from sopti.people.models import User

ONLY_A_REQUESTER = frozenset({"pegawai"})


class EarlierImport(models.Model):
    """One file of earlier requests: first checked and waiting, then taken, perhaps taken back."""

    court = models.ForeignKey(Court, models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    name = models.CharField(max_length=160)
    sha256 = models.CharField(max_length=64)
    rows = models.JSONField(default=list)  # what the file says, until it is taken
    unread = models.JSONField(default=list)  # heads that nobody knows
    applied_at = models.DateTimeField(null=True, blank=True)
    count = models.PositiveIntegerField(default=0)  # how many requests it brought
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    undone_reason = models.CharField("alasan dibatalkan", max_length=300, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(undone_at=None, undone_by=None, undone_reason="")
                | (Q(undone_at__isnull=False, undone_by__isnull=False) & ~Q(undone_reason="")),
                name="undone_import_says_who_and_why",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("requests:earlier_preview", args=[self.pk])


class EarlierRequestQuerySet(models.QuerySet["EarlierRequest"]):
    def visible_to(self, user: User) -> Self:
        """Return the court's; who only asks for things does not read whom others asked for."""
        here = self.filter(court=user.court_id)
        return here if user.role_keys - ONLY_A_REQUESTER else here.none()

    def with_words(self, words: str) -> Self:
        """Return those in which every word stands somewhere."""
        found = self
        for word in words.split():
            holds = Q()
            for column in SEARCHED:
                holds |= Q(**{f"{column}__icontains": word})
            found = found.filter(holds)
        return found


SEARCHED = ("number", "title", "detail", "requester", "unit", "device", "handler", "result")


class EarlierRequest(models.Model):
    """One line of an old book. No step of the SOP was done for it in SOPTI, and none is claimed.

    It is never changed: a wrong line is mended in the file, and the whole import is taken back.
    """

    court = models.ForeignKey(Court, models.PROTECT, related_name="earlier_requests")
    brought_by = models.ForeignKey(EarlierImport, models.PROTECT, related_name="requests")
    row = models.PositiveIntegerField("baris")
    number = models.CharField("nomor lama", max_length=60)
    came_on = models.DateField("tanggal masuk")
    ended_on = models.DateField("tanggal selesai", null=True, blank=True)
    requester = models.CharField("pemohon", max_length=120)
    unit = models.CharField("unit kerja", max_length=120, blank=True)
    title = models.CharField("perihal", max_length=200)
    detail = models.TextField("uraian", max_length=2000, blank=True)
    category = models.CharField("jenis layanan", max_length=80, blank=True)
    device = models.CharField("perangkat", max_length=120, blank=True)
    subject_kind = models.SlugField(max_length=20, blank=True)  # the thing that `device` names
    subject_key = models.CharField(max_length=40, blank=True)
    result = models.TextField("hasil", max_length=1000, blank=True)
    handler = models.CharField("ditangani oleh", max_length=120, blank=True)
    state = models.CharField("keadaan", max_length=12, choices=EarlierState)

    objects = EarlierRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-came_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["court", "number", "came_on"], name="one_earlier_request_per_number_and_day"
            ),
            models.CheckConstraint(
                condition=Q(came_on__range=(EARLIEST, LATEST))
                & (Q(ended_on=None) | Q(ended_on__gte=F("came_on"), ended_on__lte=LATEST)),
                name="earlier_request_ends_after_it_came",
            ),
        ]
        indexes = [
            models.Index(fields=["court", "-came_on", "-id"], name="earlier_requests_by_day"),
            models.Index(
                fields=["subject_kind", "subject_key"], name="earlier_requests_of_a_thing"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("requests:earlier_request", args=[self.pk])
