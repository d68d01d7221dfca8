"""Reports of a month or a year, and their PDFs. What is signed stays as it was signed."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from sopti.core.errors import Refusal
from sopti.core.periods import Period
from sopti.people.enums import OVERSEER
from sopti.people.models import EARLIEST, LATEST, Court
from sopti.reports.periodic.content import Gathered, Signer
from sopti.reports.periodic.enums import FROZEN, PrintState, ReportKind, ReportState

if TYPE_CHECKING:
    from sopti.people.models import User

READERS = frozenset({"kasubag_ptip", "kabag", "sekretaris", "ketua", OVERSEER})
AFTER_SIGNING = frozenset({"state", "seen_by", "seen_by_id", "seen_at", "seen_as"})
NEVER_CHANGED = (
    "Laporan yang sudah disahkan tidak dapat diubah. Buat laporan koreksi bila ada yang keliru."
)


class ReportQuerySet(models.QuerySet["Report"]):
    def visible_to(self, user: User) -> Self:
        """Return the court's reports, to those who make, sign and read them."""
        return self.filter(court=user.court_id) if user.role_keys & READERS else self.none()

    def for_pages(self) -> Self:
        people = ("drafted_by", "checked_by", "signed_by", "seen_by")
        return self.select_related("court", "corrects", "paper", *people)

    def for_rows(self) -> Self:
        """Return them for lists: without what they contain."""
        return self.defer("gathered", "sealed", "remarks", "obstacles").select_related("court")


class Report(models.Model):
    """One report of one court and period: words and data while a draft, `sealed` once signed."""

    court = models.ForeignKey(Court, models.PROTECT, related_name="reports")
    kind = models.CharField("jenis", max_length=10, choices=ReportKind)
    starts_on = models.DateField("dari")
    ends_on = models.DateField("sampai")
    state = models.CharField(
        "keadaan", max_length=10, choices=ReportState, default=ReportState.DRAFT
    )
    corrects = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="correction", verbose_name="mengoreksi"
    )
    why = models.TextField("alasan koreksi", max_length=1000, blank=True)
    gathered = models.JSONField(default=dict)
    opening = models.TextField("catatan pendahuluan", max_length=4000, blank=True)
    remarks = models.JSONField("catatan bagian", default=dict)
    obstacles = models.JSONField("kendala dan tindak lanjut", default=list)
    photos = models.JSONField("foto lampiran", default=list)  # fingerprints of those chosen
    returned = models.TextField("alasan dikembalikan", max_length=1000, blank=True)
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )  # None: the worker
    drafted_at = models.DateTimeField()
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    checked_at = models.DateTimeField(null=True)
    checked_as = models.JSONField(default=dict)  # a Signer
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    signed_at = models.DateTimeField(null=True)
    seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    seen_at = models.DateTimeField(null=True)
    seen_as = models.JSONField(default=dict)  # a Signer
    sequence = models.PositiveIntegerField(null=True)
    year = models.PositiveSmallIntegerField(null=True)  # of the register
    number = models.CharField("nomor", max_length=80, blank=True)
    sealed = models.JSONField(default=dict)  # the whole Content as it was signed
    digest = models.CharField(max_length=64, blank=True)  # SHA-256 of `sealed`
    anchor = models.JSONField(default=dict)  # the link of the record that tells of the signing
    paper = models.OneToOneField("reports.Paper", models.PROTECT, null=True, related_name="report")
    history = HistoricalRecords(excluded_fields=["gathered", "sealed"])

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "kind", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["court", "kind", "starts_on"],
                condition=Q(corrects=None),
                name="one_report_per_period",
            ),
            models.UniqueConstraint(
                fields=["court", "year", "sequence"], name="one_report_per_number"
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=["konsep", "diperiksa"], number="", sequence=None, signed_by=None
                )
                | (
                    Q(state__in=["disahkan", "diketahui"], sequence__isnull=False)
                    & Q(signed_by__isnull=False, paper__isnull=False)
                    & ~Q(number="")
                    & ~Q(digest="")
                ),
                name="signed_report_has_number_and_signer",
            ),
            models.CheckConstraint(
                condition=Q(corrects=None) | ~Q(why=""), name="correction_says_why"
            ),
            models.CheckConstraint(
                condition=Q(starts_on__range=(EARLIEST, LATEST), ends_on__lte=LATEST),
                name="report_is_of_this_age",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.period.words.removeprefix('tahun ')}"

    def get_absolute_url(self) -> str:
        return reverse("reports:report", args=[self.pk])

    @property
    def in_text(self) -> str:
        """Return the name within a sentence: "laporan bulanan Oktober 2026"."""
        name = str(self)
        return f"{name[:1].lower()}{name[1:]}"

    @property
    def period(self) -> Period:
        return Period(self.starts_on, self.ends_on)

    @property
    def is_frozen(self) -> bool:
        return self.state in FROZEN

    @property
    def about(self) -> str:
        """The key under which people were told that it waits for them."""
        return f"laporan:{self.pk}"

    @cached_property
    def told(self) -> Gathered:
        """What was gathered, as typed data."""
        return Gathered.model_validate(self.gathered)

    def take(self, told: Gathered) -> None:
        """Let this be what was gathered."""
        self.gathered = told.model_dump(mode="json")
        self.__dict__["told"] = told

    @property
    def seen_signer(self) -> Signer | None:
        return Signer.model_validate(self.seen_as) if self.seen_as else None

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Refuse to touch what is signed, but for its being seen: the last guard behind rules."""
        kept = Report.objects.filter(pk=self.pk, state__in=FROZEN).first() if self.pk else None
        if kept is not None and (kept.seen_at or self._differs_from(kept)):
            raise Refusal(NEVER_CHANGED)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise Refusal("Laporan tidak dapat dihapus.")

    def _differs_from(self, kept: Report) -> bool:
        names = [field.attname for field in self._meta.concrete_fields]
        stays = [name for name in names if name not in AFTER_SIGNING]
        return any(getattr(self, name) != getattr(kept, name) for name in stays)


class ReportPrint(models.Model):
    """The PDF of what a report says: wanted, being made by a worker, or kept.

    Another content (a draft that was worded anew, a report that was seen) is another row.
    """

    report = models.ForeignKey(Report, models.PROTECT, related_name="prints")
    digest = models.CharField(max_length=64)  # of what it shows
    state = models.CharField(max_length=10, choices=PrintState, default=PrintState.WAITING)
    asked_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    file = models.FileField(upload_to="reports/%Y/%m", max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveIntegerField(default=0)
    seconds = models.FloatField(default=0)  # that the making took
    made_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["report", "digest"], name="one_print_per_content")
        ]
        indexes = [
            models.Index(
                fields=["asked_at"],
                condition=Q(state__in=["menunggu", "disusun"]),
                name="prints_to_make",
            )
        ]

    def __str__(self) -> str:
        return f"{self.report}: {self.get_state_display()}"

    @property
    def is_ready(self) -> bool:
        return self.state == PrintState.READY
