"""Looks at SIPP, reviews of its users, complaints about it, and how they ended."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from maintenance.network.enums import Result, Road
from maintenance.sipp.enums import Access, Channel, Reach
from sopti.people.enums import ONLY_A_CLERK
from sopti.people.models import EARLIEST, LATEST, Court
from sopti.workflow.models import Case

if TYPE_CHECKING:
    from sopti.people.models import User

MOST_PEOPLE = 10_000


def _seen_by(rows: Any, user: User) -> Any:
    """Return what the user's court noted; who is only a clerk sees none of it."""
    return rows.filter(court=user.court_id) if user.role_keys - ONLY_A_CLERK else rows.none()


class SippCheckQuerySet(models.QuerySet["SippCheck"]):
    def visible_to(self, user: User) -> Self:
        found: Self = _seen_by(self, user)
        return found


class SippCheck(models.Model):
    """One look at SIPP from a computer of the court's LAN."""

    court = models.ForeignKey(Court, models.PROTECT, related_name="sipp_checks")
    at = models.DateTimeField()
    access = models.CharField("akses", max_length=8, choices=Access)
    seconds = models.FloatField("waktu buka (detik)", null=True, blank=True)
    online = models.PositiveIntegerField("pengguna daring", null=True, blank=True)
    room = models.CharField("dicoba dari", max_length=80, blank=True)
    note = models.CharField("catatan", max_length=300, blank=True)
    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="sipp_checks")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = SippCheckQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(seconds=None) | Q(seconds__gte=0, seconds__lte=3600))
                & (Q(online=None) | Q(online__lte=MOST_PEOPLE)),
                name="sipp_check_is_possible",
            )
        ]
        indexes = [models.Index(fields=["court", "-at"], name="sipp_check_by_court")]

    def __str__(self) -> str:
        return f"{self.at:%d-%m-%Y %H.%M} {self.get_access_display()}"


class SippReviewQuerySet(models.QuerySet["SippReview"]):
    def visible_to(self, user: User) -> Self:
        found: Self = _seen_by(self, user)
        return found


class SippReview(models.Model):
    """How many accounts are used and how many are not, on one day."""

    court = models.ForeignKey(Court, models.PROTECT, related_name="sipp_reviews")
    on = models.DateField("tanggal")
    active = models.PositiveIntegerField("pengguna aktif")
    idle = models.PositiveIntegerField("pengguna tidak aktif")
    note = models.CharField("catatan", max_length=500, blank=True)
    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="sipp_reviews")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = SippReviewQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(active__lte=MOST_PEOPLE, idle__lte=MOST_PEOPLE)
                & Q(on__range=(EARLIEST, LATEST)),
                name="sipp_review_is_possible",
            )
        ]

    def __str__(self) -> str:
        return f"{self.on:%d-%m-%Y}: {self.active} aktif"


class SippAccountQuerySet(models.QuerySet["SippAccount"]):
    def visible_to(self, user: User) -> Self:
        found: Self = _seen_by(self, user)
        return found


class SippAccount(models.Model):
    """An account that a review wants to be closed, until it is."""

    court = models.ForeignKey(Court, models.PROTECT, related_name="sipp_accounts")
    review = models.ForeignKey(SippReview, models.PROTECT, related_name="accounts")
    name = models.CharField("akun", max_length=80)
    reason = models.CharField("sebab", max_length=200, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = SippAccountQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                "court", Lower("name"), condition=Q(closed_at=None), name="one_open_sipp_account"
            )
        ]

    def __str__(self) -> str:
        return self.name


class SippComplaintQuerySet(models.QuerySet["SippComplaint"]):
    def visible_to(self, user: User) -> Self:
        found: Self = _seen_by(self, user)
        return found


class SippComplaint(models.Model):
    """Who could not work with SIPP, since when, and what they saw."""

    court = models.ForeignKey(Court, models.PROTECT, related_name="sipp_complaints")
    case = models.OneToOneField(Case, models.PROTECT, null=True, related_name="sipp_complaint")
    reporter = models.CharField("pelapor", max_length=200)
    channel = models.CharField("masuk lewat", max_length=10, choices=Channel)
    reach = models.CharField("terkena", max_length=10, choices=Reach)
    what = models.TextField("keluhan", max_length=2000)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    solved_at = models.DateTimeField(null=True, blank=True)

    objects = SippComplaintQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(solved_at=None) | Q(solved_at__gte=F("at")),
                name="sipp_complaint_solved_after_it_came",
            )
        ]

    def __str__(self) -> str:
        return self.what[:60]


class SippRepair(models.Model):
    """How the fault of a case was put right, by whom, and with which result."""

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="sipp_repair")
    road = models.CharField("jalan", max_length=10, choices=Road)
    helper = models.CharField("pihak yang membantu", max_length=200, blank=True)
    contact = models.CharField("kontak", max_length=200, blank=True)
    ticket = models.CharField("nomor tiket", max_length=200, blank=True)
    came_on = models.DateField("datang", null=True, blank=True)
    result = models.CharField("hasil", max_length=10, choices=Result)
    done = models.TextField("tindakan", max_length=4000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(came_on=None) | Q(came_on__range=(EARLIEST, LATEST)),
                name="sipp_repair_is_of_this_age",
            )
        ]

    def __str__(self) -> str:
        return self.done[:60]
