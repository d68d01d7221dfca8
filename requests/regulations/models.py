"""Regulations: what they are, how they touch one another, their files, and what SOPs wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Case as When_
from django.db.models import Exists, F, OuterRef, Q, Value, When
from django.urls import reverse
from simple_history.models import HistoricalRecords

from requests.regulations.enums import LinkKind, RegulationKind, Standing, TextState
from sopti.people.models import EARLIEST, LATEST, Court

if TYPE_CHECKING:
    from sopti.people.models import User

FIRST_YEAR, LAST_YEAR = 1945, 2100


class RegulationQuerySet(models.QuerySet["Regulation"]):
    def visible_to(self, user: User) -> Self:
        """Return the library of the person's court: laws are for everybody who works there."""
        return self.filter(court=user.court_id)

    def with_standing(self) -> Self:
        """Say of each, in the same query, what it is worth by what others do to it."""
        return self.annotate(
            standing=When_(
                When(_touched(LinkKind.REVOKES), then=Value(Standing.REVOKED.value)),
                When(_touched(LinkKind.FOLLOWS), then=Value(Standing.FOLLOWED.value)),
                When(_touched(LinkKind.AMENDS), then=Value(Standing.AMENDED.value)),
                default=Value(Standing.IN_FORCE.value),
                output_field=models.CharField(),
            )
        )

    def standing_at(self, standing: str) -> Self:
        """Return those that are worth this; asked of what `with_standing` gave."""
        return self.filter(Q(standing=standing))

    def besides(self, standing: str) -> Self:
        """Return those that are not worth this; asked of what `with_standing` gave."""
        return self.exclude(Q(standing=standing))


def _touched(kind: LinkKind) -> Exists:
    return Exists(RegulationLink.objects.filter(older=OuterRef("pk"), kind=kind))


class Regulation(models.Model):
    """One regulation in one court's library."""

    court = models.ForeignKey(Court, models.PROTECT, related_name="regulations")
    kind = models.CharField("jenis", max_length=16, choices=RegulationKind)
    number = models.CharField("nomor", max_length=120)
    title = models.CharField("tentang", max_length=700)
    year = models.PositiveSmallIntegerField("tahun")
    issued_on = models.DateField("tanggal", null=True, blank=True)
    summary = models.TextField("pokok isi", max_length=3000, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )  # None: it came with SOPTI
    added_at = models.DateTimeField()
    history = HistoricalRecords()

    objects = RegulationQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "kind", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["court", "kind", "number"], name="one_regulation_per_number"
            ),
            models.CheckConstraint(
                condition=Q(year__range=(FIRST_YEAR, LAST_YEAR))
                & (Q(issued_on=None) | Q(issued_on__range=(EARLIEST, LATEST))),
                name="regulation_is_of_this_age",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind_words} {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("requests:regulation", args=[self.pk])

    @property
    def kind_words(self) -> str:
        """The kind as it stands before the number; none where the number says it itself."""
        bare = {RegulationKind.OTHER, RegulationKind.STANDARD}
        return "" if self.kind in bare else RegulationKind(self.kind).label

    @property
    def cited(self) -> str:
        """The line of a decree: "Undang-Undang Nomor 1 Tahun 2024 tentang …"."""
        return f"{self} tentang {self.title}".strip()


class RegulationLink(models.Model):
    """A newer regulation amends, revokes or follows an older one. Read from both ends."""

    newer = models.ForeignKey(Regulation, models.CASCADE, related_name="changes")
    older = models.ForeignKey(Regulation, models.CASCADE, related_name="changed_by")
    kind = models.CharField("hubungan", max_length=10, choices=LinkKind)
    note = models.CharField("keterangan", max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    history = HistoricalRecords()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["newer", "older"], name="one_link_of_two_regulations"),
            models.CheckConstraint(
                condition=~Q(newer=F("older")), name="regulation_does_not_touch_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.newer_id} {self.kind} {self.older_id}"


class Citation(models.Model):
    """What the court's SOP wrote of a regulation, letter by letter, and what is wrong with it."""

    regulation = models.ForeignKey(Regulation, models.CASCADE, related_name="citations")
    document = models.CharField("naskah", max_length=80)
    words = models.TextField("bunyi dalam naskah")
    why = models.TextField("mengapa dibetulkan", blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.document}: {self.words[:60]}"


class RegulationFile(models.Model):
    """A file of a regulation. Its name on disk is random; the one it came with is shown."""

    regulation = models.ForeignKey(Regulation, models.PROTECT, related_name="files")
    file = models.FileField(upload_to="regulations", max_length=200)
    name = models.CharField(max_length=160)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    text = models.TextField(blank=True)  # what the worker read out of a PDF
    text_state = models.CharField(max_length=10, choices=TextState, default=TextState.NONE)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["added_at", "pk"]

    def __str__(self) -> str:
        return self.name


class RegulationEntry(models.Model):
    """The words of one regulation, each with its stem, as SearchEntry keeps those of a request."""

    regulation = models.OneToOneField(
        Regulation, models.CASCADE, related_name="entry", primary_key=True
    )
    words = models.TextField()

    def __str__(self) -> str:
        return self.words[:60]
