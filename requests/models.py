"""What a clerk asks of the IT desk, beside the case that carries it through the SOP."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from requests.enums import Answer, Category, Mark, Urgency
from requests.register.models import SavedFilter, SearchEntry
from sopti.workflow.models import Case

__all__ = [
    "Confirmation",
    "Draft",
    "SavedFilter",
    "SearchEntry",
    "ServiceRequest",
    "Survey",
]


class ServiceRequest(models.Model):
    """What was asked, in the words of who asked. Its progress is the case's."""

    case = models.OneToOneField(Case, models.PROTECT, related_name="service_request")
    category = models.CharField("jenis layanan", max_length=12, choices=Category)
    asset_or_place = models.CharField("perangkat atau ruang", max_length=120)
    urgency = models.CharField("urgensi menurut pemohon", max_length=12, choices=Urgency)
    answers = models.JSONField(default=dict, blank=True)  # what only its category is asked, by key
    history = HistoricalRecords()

    def __str__(self) -> str:
        return str(self.case)


class Confirmation(models.Model):
    """What the requester said of a finished request. Outside the SOP: it changes no time of it."""

    case = models.OneToOneField(Case, models.PROTECT, related_name="confirmation")
    state = models.CharField("jawaban pemohon", max_length=12, choices=Answer)
    confirmed_at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )  # None: nobody answered in time
    note = models.TextField("alasan", blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state=Answer.SILENT, by=None)
                | (~Q(state=Answer.SILENT) & Q(by__isnull=False)),
                name="only_silence_has_nobody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case.number}: {self.get_state_display()}"


class Survey(models.Model):
    """Three marks for a finished request, given once, for the court's own use."""

    case = models.OneToOneField(Case, models.PROTECT, related_name="survey")
    speed = models.PositiveSmallIntegerField("waktu", choices=Mark)
    outcome = models.PositiveSmallIntegerField("hasil", choices=Mark)
    manner = models.PositiveSmallIntegerField("sikap petugas", choices=Mark)
    words = models.TextField("saran", blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    answered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(speed__in=Mark.values, outcome__in=Mark.values, manner__in=Mark.values),
                name="marks_from_1_to_4",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case.number}: {self.speed}, {self.outcome}, {self.manner}"


class Draft(models.Model):
    """The half-filled form of one person, for nobody else, until it is sent or too old."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    values = models.JSONField(default=dict)
    kept_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.values.get("title", ""))
