"""A survey of a period, what was answered without names, and who has answered meanwhile."""

from __future__ import annotations

import uuid
from functools import reduce
from operator import and_
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Count, F, Q, Sum
from django.urls import reverse
from simple_history.models import HistoricalRecords

from requests.satisfaction.elements import COLUMNS, HIGHEST, LOWEST
from requests.satisfaction.spans import span_words
from sopti.core.periods import Period
from sopti.people.models import EARLIEST, LATEST, Court

if TYPE_CHECKING:
    from sopti.people.models import User


class RoundQuerySet(models.QuerySet["SurveyRound"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(court=user.court_id)

    def open(self) -> Self:
        return self.filter(closed_at=None)

    def closed(self) -> Self:
        return self.filter(closed_at__isnull=False)

    def with_totals(self) -> Self:
        """Add how many answered (`respondents`) and the sums of their marks (`sum_u1` …)."""
        sums = {f"sum_{column}": Sum(f"sheets__{column}") for column in COLUMNS}
        return self.annotate(respondents=Count("sheets"), **sums)


class SurveyRound(models.Model):
    """One opening of the internal survey, with the questions in the court's words."""

    court = models.ForeignKey(Court, models.PROTECT, related_name="survey_rounds")
    first = models.DateField("mulai masa")
    last = models.DateField("akhir masa")
    questions = models.JSONField("pertanyaan")
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    opened_at = models.DateTimeField()
    closes_on = models.DateField("hari terakhir mengisi")
    invited = models.PositiveSmallIntegerField("pegawai yang diminta mengisi", default=0)
    reminded_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    history = HistoricalRecords()

    objects = RoundQuerySet.as_manager()

    class Meta:
        ordering = ["-last", "first", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["court", "first", "last"], name="one_survey_a_period"),
            models.UniqueConstraint(
                fields=["court"], condition=Q(closed_at=None), name="one_open_survey_per_court"
            ),
            models.CheckConstraint(
                condition=Q(first__gte=EARLIEST, last__lte=LATEST, closes_on__lte=LATEST)
                & Q(last__gte=F("first"), closes_on__gte=F("first")),
                name="survey_asks_of_days_of_this_age",
            ),
        ]

    def __str__(self) -> str:
        return f"Survei internal {span_words(self.period)}"

    def get_absolute_url(self) -> str:
        return reverse("requests:survey_round", args=[self.pk])

    @property
    def period(self) -> Period:
        return Period(self.first, self.last)

    @property
    def period_words(self) -> str:
        return span_words(self.period)


def _mark() -> models.PositiveSmallIntegerField[int, int]:
    return models.PositiveSmallIntegerField()


class SurveySheet(models.Model):
    """Nine marks and perhaps a comment. Neither who wrote it nor when is kept."""

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(SurveyRound, models.PROTECT, related_name="sheets")
    u1 = _mark()
    u2 = _mark()
    u3 = _mark()
    u4 = _mark()
    u5 = _mark()
    u6 = _mark()
    u7 = _mark()
    u8 = _mark()
    u9 = _mark()
    words = models.TextField("saran", max_length=1000, blank=True)

    class Meta:
        ordering = ["key"]  # which is random
        constraints = [
            models.CheckConstraint(
                condition=reduce(
                    and_, (Q(**{f"{one}__range": (LOWEST, HIGHEST)}) for one in COLUMNS)
                ),
                name="nine_marks_from_1_to_4",
            )
        ]

    def __str__(self) -> str:
        return f"{self.round}: {' '.join(str(mark) for mark in self.marks)}"

    @property
    def marks(self) -> tuple[int, ...]:
        return tuple(getattr(self, column) for column in COLUMNS)


class SurveyTaker(models.Model):
    """Somebody has answered. Kept apart from the answers, and only until the survey closes."""

    round = models.ForeignKey(SurveyRound, models.PROTECT, related_name="takers")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "person"], name="one_answer_per_person")
        ]

    def __str__(self) -> str:
        return f"{self.round}: {self.person}"


def totals_of(found: SurveyRound) -> dict[str, Any]:
    """Return the sums by column of a survey read `with_totals()`."""
    return {column: getattr(found, f"sum_{column}") for column in COLUMNS}
