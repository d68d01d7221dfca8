"""What should happen: SOP documents and their editions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from sopti.core.errors import Refusal
from sopti.people.models import Court, Role
from sopti.sop.canonical import fingerprint_of
from sopti.sop.enums import EditionStatus
from sopti.sop.schema import Body

if TYPE_CHECKING:
    from sopti.people.models import User


class Document(models.Model):
    """One SOP of one court, through all its editions."""

    court = models.ForeignKey(Court, models.PROTECT, related_name="documents")
    key = models.SlugField("kunci")
    number = models.CharField("nomor", max_length=60)
    title = models.CharField("judul", max_length=200)

    class Meta:
        ordering = ["court", "key"]
        constraints = [
            models.UniqueConstraint(fields=["court", "key"], name="one_document_per_key")
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()


class EditionQuerySet(models.QuerySet["Edition"]):
    def visible_to(self, user: User) -> Self:
        """Return the editions of the user's own court."""
        return self.of_court(user.court_id)

    def of_court(self, court: int | None) -> Self:
        """Return the same by the court's key; also for a kept query."""
        return self.filter(document__court=court).select_related("document__court")

    def in_force(self) -> Self:
        return self.filter(status=EditionStatus.IN_FORCE)

    def chosen_of(self, court: str, number: int | None) -> list[Edition]:
        """Return one edition of each document: that number, or else what is in force, or newest."""
        found = self.filter(document__court__key=court).order_by("document__key", "number")
        if number is not None:
            return list(found.filter(number=number))
        chosen: dict[int, Edition] = {}
        for edition in found:
            kept = chosen.get(edition.document_id)
            if kept is None or kept.status != EditionStatus.IN_FORCE:
                chosen[edition.document_id] = edition
        return list(chosen.values())


_READ: dict[str, Body] = {}
_READ_AT_MOST = 64


class Edition(models.Model):
    """One edition of a document. Once in force its body never changes: running cases keep it."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField("edisi")
    status = models.CharField(max_length=12, choices=EditionStatus, default=EditionStatus.DRAFT)
    body = models.TextField()  # canonical JSON: the text that the fingerprint is taken of
    fingerprint = models.CharField(max_length=64)
    file_fingerprint = models.CharField(max_length=64, blank=True)  # of the file it came from
    loaded_at = models.DateTimeField()
    in_force_at = models.DateTimeField(null=True, blank=True)
    put_in_force_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    history = HistoricalRecords(excluded_fields=["body"])

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["document", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="one_row_per_edition"),
            models.UniqueConstraint(
                fields=["document"],
                condition=Q(status=EditionStatus.IN_FORCE),
                name="one_edition_in_force_per_document",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document} edisi {self.number}"

    @property
    def sop(self) -> Body:
        """The body as typed objects, read once per content and process.

        Lists may defer `body`: it is fetched only when this process has not read it yet.
        """
        body = _READ.get(self.fingerprint)
        if body is None:
            body = Body.model_validate_json(self.body)
            if len(_READ) >= _READ_AT_MOST:
                _READ.clear()
            _READ[self.fingerprint] = body
        return body

    @property
    def is_draft(self) -> bool:
        return self.status == EditionStatus.DRAFT

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Take the fingerprint; refuse to change an edition that is, or was, in force."""
        if "body" not in self.get_deferred_fields():
            self.fingerprint = fingerprint_of(self.body)
        kept = Edition.objects.filter(pk=self.pk).values_list("status", "fingerprint").first()
        if kept and kept[0] != EditionStatus.DRAFT and kept[1] != self.fingerprint:
            raise Refusal("Edisi yang sudah berlaku tidak dapat diubah. Buat edisi baru.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        if not self.is_draft:
            raise Refusal("Edisi yang sudah berlaku tidak dapat dihapus.")
        return super().delete(*args, **kwargs)


class RoleCorrection(models.Model):
    """The court settled who performs a step: confirmed the proposal, or named another role."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="corrections")
    procedure_key = models.SlugField()
    step = models.PositiveSmallIntegerField("langkah")
    former = models.ForeignKey(Role, models.PROTECT, related_name="+")
    role = models.ForeignKey(Role, models.PROTECT, related_name="+")
    reason = models.TextField("alasan", blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.procedure_key} langkah {self.step}: {self.role}"
