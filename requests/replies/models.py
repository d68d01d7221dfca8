"""A sentence that a court keeps ready, for the field that it is meant for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from simple_history.models import HistoricalRecords

from requests.replies.enums import Purpose
from sopti.people.models import Court

if TYPE_CHECKING:
    from sopti.people.models import User


class ReadySentenceQuerySet(models.QuerySet["ReadySentence"]):
    def visible_to(self, user: User) -> Self:
        """Return the sentences of the user's own court."""
        return self.filter(court=user.court_id)


class ReadySentence(models.Model):
    """One sentence of a court's own. A court without any has those of `ready_sentences.toml`."""

    court = models.ForeignKey(Court, models.PROTECT, related_name="ready_sentences")
    purpose = models.CharField("untuk", max_length=12, choices=Purpose)
    title = models.CharField("judul", max_length=40)
    text = models.TextField("kalimat", max_length=1000)
    order = models.PositiveSmallIntegerField("urutan", default=0)
    is_active = models.BooleanField("dipakai", default=True)
    history = HistoricalRecords()

    objects = ReadySentenceQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["court", "purpose", "title"], name="one_sentence_per_title"
            ),
        ]

    def __str__(self) -> str:
        return self.title
