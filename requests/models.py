"""What a clerk asks of the IT desk, beside the case that carries it through the SOP."""

from __future__ import annotations

from django.db import models
from simple_history.models import HistoricalRecords

from requests.enums import Category, Urgency
from sopti.workflow.models import Case


class ServiceRequest(models.Model):
    """What was asked, in the words of who asked. Its progress is the case's."""

    case = models.OneToOneField(Case, models.PROTECT, related_name="service_request")
    category = models.CharField("jenis layanan", max_length=12, choices=Category)
    asset_or_place = models.CharField("perangkat atau ruang", max_length=120)
    urgency = models.CharField("urgensi menurut pemohon", max_length=12, choices=Urgency)
    history = HistoricalRecords()

    def __str__(self) -> str:
        return str(self.case)
