"""What a court counts on: its register numbers, and the links of its record."""

from __future__ import annotations

from django.db import models

from sopti.people.models import Court


class RegisterCounter(models.Model):
    """The last register number given, per court, register code and year."""

    court = models.ForeignKey(Court, models.PROTECT, related_name="+")
    code = models.CharField(max_length=12)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["court", "code", "year"], name="one_counter_per_year")
        ]

    def __str__(self) -> str:
        return f"{self.code}/{self.year}: {self.last}"


class RecordHead(models.Model):
    """The newest link of a court's record. Locked last, so that courts do not block each other."""

    court = models.OneToOneField(Court, models.PROTECT, related_name="record_head")
    sequence = models.PositiveBigIntegerField(default=0)
    mac = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return f"{self.court}: {self.sequence}"
