"""Decrees of the head of the court. What is signed stays as it was signed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from requests.policy.decrees.enums import DecreeState
from requests.regulations.models import Regulation
from sopti.core.errors import Refusal
from sopti.people.models import EARLIEST, LATEST, Court
from sopti.workflow.models import Case

if TYPE_CHECKING:
    from sopti.people.models import User


class DecreeQuerySet(models.QuerySet["Decree"]):
    def visible_to(self, user: User) -> Self:
        """Return the court's signed decrees, and the drafts to who works with them."""
        here = self.filter(court=user.court_id)
        return here if user.role_keys - {"pegawai", "admin"} else here.signed()

    def signed(self) -> Self:
        return self.filter(state=DecreeState.SIGNED)

    def for_pages(self) -> Self:
        return self.select_related("court", "case", "drafted_by", "signed_by", "regulation")


class Decree(models.Model):
    """One decree: its words while it is a draft, and `sealed` once it is signed."""

    court = models.ForeignKey(Court, models.PROTECT, related_name="decrees")
    case = models.OneToOneField(Case, models.PROTECT, null=True, related_name="decree")
    state = models.CharField(
        "keadaan", max_length=12, choices=DecreeState, default=DecreeState.DRAFT
    )
    title = models.CharField("tentang", max_length=400)
    considerations = models.TextField("menimbang", max_length=6000)
    dictum = models.TextField("diktum", max_length=10_000)
    attachment = models.TextField("isi lampiran", max_length=10_000, blank=True)
    programme_year = models.PositiveSmallIntegerField(
        "lampirkan program tahun", null=True, blank=True
    )
    bases = models.ManyToManyField(Regulation, related_name="decrees", verbose_name="mengingat")
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    drafted_at = models.DateTimeField()
    sequence = models.PositiveIntegerField(null=True)
    year = models.PositiveSmallIntegerField(null=True)
    number = models.CharField("nomor", max_length=60, blank=True)
    dated_on = models.DateField("tanggal", null=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    signed_at = models.DateTimeField(null=True)
    sealed = models.JSONField(default=dict)  # the whole paper as it was signed
    digest = models.CharField(max_length=64, blank=True)  # SHA-256 of `sealed`
    regulation = models.OneToOneField(
        Regulation, models.PROTECT, null=True, related_name="own_decree"
    )  # its line in the library
    history = HistoricalRecords(excluded_fields=["sealed"])

    objects = DecreeQuerySet.as_manager()

    class Meta:
        ordering = ["-drafted_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["court", "year", "sequence"], name="one_decree_per_number"
            ),
            models.CheckConstraint(
                condition=Q(state="konsep", number="", sequence=None, signed_by=None)
                | (
                    Q(state="ditetapkan", sequence__isnull=False, signed_by__isnull=False)
                    & Q(dated_on__isnull=False, signed_at__isnull=False)
                    & ~Q(number="")
                    & ~Q(digest="")
                ),
                name="signed_decree_has_number_and_signer",
            ),
            models.CheckConstraint(
                condition=Q(dated_on=None) | Q(dated_on__range=(EARLIEST, LATEST)),
                name="decree_is_of_this_age",
            ),
        ]

    def __str__(self) -> str:
        return f"SK Nomor {self.number}" if self.number else f"Konsep SK {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("requests:decree", args=[self.pk])

    @property
    def is_signed(self) -> bool:
        return self.state == DecreeState.SIGNED

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Refuse to touch what is signed: the last guard behind the rules."""
        if self.pk and Decree.objects.signed().filter(pk=self.pk).exists():
            raise Refusal("SK yang sudah ditetapkan tidak dapat diubah.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise Refusal("SK tidak dapat dihapus.")
