"""What is to be saved, what was saved, and whether it came back."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.urls import reverse
from simple_history.models import HistoricalRecords

from sopti.backups.enums import Checksum, Medium, Part, RestoreOutcome, Section
from sopti.backups.sizes import SHORT_SUM, size_words
from sopti.people.enums import ONLY_A_CLERK
from sopti.people.models import EARLIEST, LATEST, Court
from sopti.workflow.models import Case

if TYPE_CHECKING:
    from sopti.people.models import User

MOST_DAYS = 366


class PlanQuerySet(models.QuerySet["Plan"]):
    def visible_to(self, user: User) -> Self:
        """Return the court's plans; who is only a clerk sees those that they keep."""
        here = self.filter(court=user.court_id)
        return here if user.role_keys - ONLY_A_CLERK else here.filter(keeper=user)

    def kept(self) -> Self:
        return self.filter(is_active=True)

    def late(self, today: date) -> Self:
        return self.kept().filter(due_on__lt=today)

    def for_pages(self) -> Self:
        """Bring the newest backup and the newest trial of each plan as keys, in the same query."""
        made = Backup.objects.filter(plan=OuterRef("pk"), struck_at=None)
        tried = RestoreTest.objects.filter(backup__plan=OuterRef("pk"))
        return self.select_related("court", "keeper").annotate(
            last_backup=Subquery(made.order_by("-made_at", "-pk").values("pk")[:1]),
            last_test=Subquery(tried.order_by("-tested_on", "-pk").values("pk")[:1]),
        )


class Plan(models.Model):
    """One thing of the court that is to be saved every so many days, by whom and to where.

    `due_on` follows from the newest backup and is reckoned anew with every one of them.
    """

    court = models.ForeignKey(Court, models.PROTECT, related_name="backup_plans")
    section = models.CharField("bidang", max_length=12, choices=Section)
    name = models.CharField("yang dicadangkan", max_length=80)
    contents = models.CharField("isinya", max_length=300, blank=True)
    every_days = models.PositiveSmallIntegerField("setiap (hari)")
    test_days = models.PositiveSmallIntegerField("diuji pulih setiap (hari)", default=180)
    medium = models.CharField("media", max_length=16, choices=Medium)
    place = models.CharField("disimpan di", max_length=160)
    keeper = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="penanggung jawab"
    )
    starts_on = models.DateField("mulai")
    due_on = models.DateField("batas backup berikutnya")
    told_for = models.DateField(null=True, blank=True)  # the limit whose passing was told
    is_active = models.BooleanField("dijalankan", default=True)
    history = HistoricalRecords(excluded_fields=["due_on", "told_for"])

    objects = PlanQuerySet.as_manager()

    class Meta:
        ordering = ["section", "name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["court", "name"], name="one_backup_plan_per_name"),
            models.CheckConstraint(
                condition=Q(every_days__range=(1, MOST_DAYS), test_days__range=(1, 2 * MOST_DAYS)),
                name="backup_plan_keeps_its_bounds",
            ),
            models.CheckConstraint(
                condition=Q(starts_on__range=(EARLIEST, LATEST)),
                name="backup_plan_is_of_this_age",
            ),
        ]
        indexes = [
            models.Index(fields=["due_on"], condition=Q(is_active=True), name="backup_plans_due")
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("backups:plan", args=[self.pk])

    @property
    def rhythm(self) -> str:
        return "setiap hari" if self.every_days == 1 else f"setiap {self.every_days} hari"

    def due_after(self, last: date | None) -> date:
        """Return the day by whose end the next backup must be there."""
        return (last or self.starts_on) + timedelta(days=self.every_days)


class BackupQuerySet(models.QuerySet["Backup"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(plan__in=Plan.objects.visible_to(user))

    def standing(self) -> Self:
        return self.filter(struck_at=None)


class Backup(models.Model):
    """One backup that was made: what it holds, how large it is, and where it lies.

    It is never changed or deleted; what was written down wrongly is struck out with a reason.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="backups")
    made_at = models.DateTimeField("dibuat")
    parts = models.JSONField("isi", default=list)  # values of Part
    adk = models.CharField("ADK", max_length=160, blank=True)
    medium = models.CharField("media", max_length=16, choices=Medium)
    place = models.CharField("disimpan di", max_length=160)
    size = models.PositiveBigIntegerField("ukuran (byte)")
    checksum_kind = models.CharField("algoritma", max_length=8, choices=Checksum, blank=True)
    checksum = models.CharField("checksum", max_length=128, blank=True)
    note = models.CharField("catatan", max_length=500, blank=True)
    case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="backups")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    struck_at = models.DateTimeField(null=True, blank=True)
    struck_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    struck_reason = models.CharField("alasan dicoret", max_length=300, blank=True)

    objects = BackupQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(size__gte=1), name="backup_has_a_size"),
            models.CheckConstraint(
                condition=Q(checksum_kind="", checksum="")
                | (~Q(checksum_kind="") & ~Q(checksum="")),
                name="backup_sum_says_how_it_was_made",
            ),
            models.CheckConstraint(
                condition=Q(struck_at=None, struck_reason="", struck_by=None)
                | (Q(struck_at__isnull=False, struck_by__isnull=False) & ~Q(struck_reason="")),
                name="struck_backup_says_who_and_why",
            ),
            models.CheckConstraint(
                condition=Q(made_at__lte=F("at")), name="backup_was_made_before_it_was_noted"
            ),
        ]
        indexes = [models.Index(fields=["plan", "-made_at"], name="backup_by_plan")]

    def __str__(self) -> str:
        return f"{self.made_at:%d-%m-%Y} {self.size_words}"

    def get_absolute_url(self) -> str:
        return reverse("backups:backup", args=[self.pk])

    @property
    def size_words(self) -> str:
        return size_words(self.size)

    @property
    def holds(self) -> str:
        """What it holds, in words: "Basis data; Berkas dan dokumen"."""
        labels = [str(Part(part).label) for part in self.parts]
        return "; ".join([*labels, *([f"ADK {self.adk}"] if self.adk else [])])

    @property
    def short_sum(self) -> str:
        """The beginning of the sum: "SHA-256 3f2a9c…", enough to compare by eye."""
        if not self.checksum:
            return ""
        return f"{self.get_checksum_kind_display()} {self.checksum[:SHORT_SUM]}…"


class RestoreTest(models.Model):
    """A backup was brought back somewhere to see whether it can be."""

    backup = models.ForeignKey(Backup, models.PROTECT, related_name="tests")
    tested_on = models.DateField("diuji tanggal")
    where = models.CharField("dipulihkan di", max_length=160)
    outcome = models.CharField("hasil", max_length=10, choices=RestoreOutcome)
    minutes = models.PositiveIntegerField("lama pemulihan (menit)")
    note = models.CharField("yang diperiksa dan ditemukan", max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-tested_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(tested_on__range=(EARLIEST, LATEST)),
                name="restore_test_is_of_this_age",
            )
        ]

    def __str__(self) -> str:
        return f"{self.tested_on:%d-%m-%Y} {self.get_outcome_display()}"
