"""A failure to protect personal data, what was done, and who was told. Kept, never deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from sopti.people.models import Court
from sopti.privacy.breaches.enums import OBLIGED, BreachStatus, Stage, Told, Way
from sopti.workflow.models import Case

if TYPE_CHECKING:
    from sopti.people.models import User

CODE = "PDP"  # of the register
READERS = frozenset(
    {"admin", "operator_ti", "admin_web", "kasubag_ptip", "kabag", "sekretaris", "ketua"}
)


class BreachQuerySet(models.QuerySet["Breach"]):
    def visible_to(self, user: User) -> Self:
        """Return those of the court, to who handles them; nobody else learns what was exposed."""
        return self.filter(court=user.court_id) if user.role_keys & READERS else self.none()

    def open(self) -> Self:
        return self.filter(status=BreachStatus.OPEN)

    def for_pages(self) -> Self:
        return self.select_related("court", "noted_by", "closed_by", "case").prefetch_related(
            "notices"
        )


class Breach(models.Model):
    """Personal data was exposed, lost or changed. The clock runs from when the court knew it."""

    court = models.ForeignKey(Court, models.PROTECT, related_name="breaches")
    number = models.CharField("nomor register", max_length=60)
    title = models.CharField("kejadian", max_length=120)
    how = models.TextField("bagaimana terjadinya", max_length=2000)
    began_at = models.DateTimeField("mulai terjadi", null=True, blank=True)
    known_at = models.DateTimeField("diketahui")
    due_at = models.DateTimeField("batas pemberitahuan")
    exposed = models.TextField("data pribadi yang terungkap", max_length=1000)
    people_count = models.PositiveIntegerField("banyaknya orang")
    persons = models.ManyToManyField(settings.AUTH_USER_MODEL, blank=True, related_name="+")
    others = models.TextField("orang lain", max_length=1000, blank=True)
    handling = models.TextField("penanganan dan pemulihan", max_length=2000)
    case = models.ForeignKey(
        Case, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="berkas"
    )
    status = models.CharField(max_length=10, choices=BreachStatus, default=BreachStatus.OPEN)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    closing = models.TextField("kesimpulan", max_length=1000, blank=True)
    reminded = models.CharField(max_length=8, choices=Stage, default=Stage.NONE, blank=True)
    history = HistoricalRecords(excluded_fields=["reminded"])

    objects = BreachQuerySet.as_manager()

    class Meta:
        ordering = ["-known_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["court", "number"], name="one_breach_per_number"),
            models.CheckConstraint(
                condition=Q(known_at__lte=F("noted_at"))
                & (Q(began_at=None) | Q(began_at__lte=F("known_at"))),
                name="breach_happens_before_it_is_known",
            ),
            models.CheckConstraint(
                condition=Q(status=BreachStatus.OPEN, closed_at=None, closed_by=None)
                | (
                    ~Q(status=BreachStatus.OPEN)
                    & Q(closed_at__isnull=False, closed_by__isnull=False)
                    & ~Q(closing="")
                ),
                name="closed_breach_says_who_and_why",
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_at"], condition=Q(status=BreachStatus.OPEN), name="breaches_open"
            )
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("privacy:breach", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.status == BreachStatus.OPEN

    @property
    def untold(self) -> list[Told]:
        """Who must still be told. Asks for `notices`, which pages fetch together."""
        told = {notice.to for notice in self.notices.all()}
        return [one for one in OBLIGED if one not in told]


class BreachNoticeQuerySet(models.QuerySet["BreachNotice"]):
    def visible_to(self, user: User) -> Self:
        """Return those that a person may read: of the register, or addressed to themselves."""
        return self.filter(
            Q(breach__in=Breach.objects.visible_to(user)) | Q(pk__in=self.about(user).values("pk"))
        )

    def about(self, user: User) -> Self:
        """Return what was told to the persons concerned, where this is one of them."""
        return self.filter(to=Told.PERSONS, breach__persons=user)


class BreachNotice(models.Model):
    """Somebody was told in writing. The letter is kept as it was, whatever is learned later."""

    breach = models.ForeignKey(Breach, models.PROTECT, related_name="notices")
    to = models.CharField("kepada", max_length=12, choices=Told)
    addressee = models.CharField("alamat surat", max_length=200)
    letter_number = models.CharField("nomor surat", max_length=80)
    way = models.CharField("cara", max_length=12, choices=Way)
    sent_at = models.DateTimeField("disampaikan")
    sealed = models.JSONField()  # the letter, as reports print it
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = BreachNoticeQuerySet.as_manager()

    class Meta:
        ordering = ["sent_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(sent_at__lte=F("at")), name="notice_was_sent_before_it_was_noted"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_to_display()}, {self.letter_number}"


class BreachStep(models.Model):
    """What was done about it: one line, never changed."""

    breach = models.ForeignKey(Breach, models.PROTECT, related_name="steps")
    text = models.CharField("langkah", max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.text[:60]
