"""What a clerk asks of the IT desk, beside the case that carries it through the SOP."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from requests.dispositions.models import OnwardDisposition, Reading
from requests.earlier.models import EarlierImport, EarlierRequest
from requests.enums import (
    Answer,
    Category,
    Channel,
    Kind,
    Mark,
    Nature,
    Priority,
    Urgency,
    Way,
    WorkResult,
)
from requests.knowledge.models import Article, ArticleEntry, Deflection, Solution
from requests.policy.decrees.models import Decree
from requests.policy.models import (
    Programme,
    ProgrammeCase,
    ProgrammeItem,
    Proposal,
    ProposalWindow,
    Strategy,
)
from requests.register.models import SavedFilter, SearchEntry
from requests.regulations.models import (
    Citation,
    Regulation,
    RegulationEntry,
    RegulationFile,
    RegulationLink,
)
from requests.relations.models import Merge, RequestLink
from requests.replies.models import ReadySentence
from requests.satisfaction.models import SurveyRound, SurveySheet, SurveyTaker
from requests.worklog.models import WorkSpell
from sopti.core.said import SaysChoices
from sopti.people.models import Court
from sopti.workflow.models import Case

__all__ = [
    "Article",
    "ArticleEntry",
    "Citation",
    "Confirmation",
    "Decree",
    "Deflection",
    "Draft",
    "EarlierImport",
    "EarlierRequest",
    "Handling",
    "Merge",
    "OnwardDisposition",
    "PriorityRule",
    "PriorityTarget",
    "Programme",
    "ProgrammeCase",
    "ProgrammeItem",
    "Proposal",
    "ProposalWindow",
    "Reading",
    "ReadySentence",
    "Regulation",
    "RegulationEntry",
    "RegulationFile",
    "RegulationLink",
    "RequestLink",
    "SavedFilter",
    "SearchEntry",
    "ServiceCategory",
    "ServiceRequest",
    "Solution",
    "Strategy",
    "Survey",
    "SurveyRound",
    "SurveySheet",
    "SurveyTaker",
    "WorkSpell",
]


class ServiceRequest(SaysChoices):
    """What was asked, in the words of who asked. Its progress is the case's."""

    case = models.OneToOneField(Case, models.PROTECT, related_name="service_request")
    category = models.CharField("jenis layanan", max_length=12, choices=Category)
    asset_or_place = models.CharField("perangkat atau ruang", max_length=120)
    urgency = models.CharField("urgensi menurut pemohon", max_length=12, choices=Urgency)
    answers = models.JSONField(default=dict, blank=True)  # what only its category is asked, by key
    came_by = models.CharField("masuk lewat", max_length=10, choices=Channel, default=Channel.SELF)
    history = HistoricalRecords()

    def __str__(self) -> str:
        return str(self.case)


class Handling(SaysChoices):
    """What the steps of the SOP found and settled of a request: the newest word of each deed.

    Who said it, when, and what was said before stands in the case's tasks.
    """

    case = models.OneToOneField(Case, models.PROTECT, related_name="handling")
    is_complete = models.BooleanField("lengkap", null=True)
    has_lines = models.BooleanField(default=False)  # its disposition was passed on to somebody
    nature = models.CharField("sifat", max_length=20, choices=Nature, blank=True)
    findings = models.TextField("temuan", blank=True)
    cause = models.CharField("penyebab", max_length=300, blank=True)
    device = models.CharField("perangkat", max_length=300, blank=True)
    kind = models.CharField("kelompok", max_length=20, choices=Kind, blank=True)
    category = models.CharField("kategori", max_length=80, blank=True)
    subcategory = models.CharField("subkategori", max_length=80, blank=True)
    impact = models.CharField("dampak", max_length=80, blank=True)
    urgency = models.CharField("urgensi", max_length=80, blank=True)
    priority = models.PositiveSmallIntegerField("prioritas", choices=Priority, null=True)
    target_at = models.DateTimeField("target penyelesaian", null=True)
    way = models.CharField("cara pemenuhan", max_length=20, choices=Way, blank=True)
    cost = models.PositiveBigIntegerField("perkiraan biaya", null=True)
    advice = models.TextField("pertimbangan", blank=True)
    approved_cost = models.PositiveBigIntegerField("biaya yang disetujui", null=True)
    result = models.CharField("hasil", max_length=20, choices=WorkResult, blank=True)
    handed_to = models.CharField("diserahkan kepada", max_length=200, blank=True)
    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(priority=None) | Q(priority__in=Priority.values),
                name="priority_from_1_to_4",
            ),
        ]

    def __str__(self) -> str:
        return str(self.case)


class ServiceCategory(models.Model):
    """A category of the court's own, or a subcategory of one. A court without any has ours."""

    court = models.ForeignKey(Court, models.PROTECT, related_name="service_categories")
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    name = models.CharField("nama", max_length=80)
    order = models.PositiveSmallIntegerField("urutan", default=0)
    is_active = models.BooleanField("dipakai", default=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["order", "name"]
        constraints = [
            models.UniqueConstraint(fields=["court", "name"], name="one_category_per_name"),
        ]

    def __str__(self) -> str:
        return self.name


class PriorityRule(models.Model):
    """One cell of the court's matrix of impact and urgency. A court without any has ours."""

    court = models.ForeignKey(Court, models.PROTECT, related_name="priority_rules")
    impact = models.CharField("dampak", max_length=80)
    urgency = models.CharField("urgensi", max_length=80)
    priority = models.PositiveSmallIntegerField("prioritas", choices=Priority)
    history = HistoricalRecords()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["court", "impact", "urgency"], name="one_priority_per_cell"
            ),
            models.CheckConstraint(
                condition=Q(priority__in=Priority.values), name="cell_from_1_to_4"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.impact}, {self.urgency}: {self.get_priority_display()}"


class PriorityTarget(models.Model):
    """In how many working minutes the court means to meet requests of a priority."""

    court = models.ForeignKey(Court, models.PROTECT, related_name="priority_targets")
    priority = models.PositiveSmallIntegerField("prioritas", choices=Priority)
    minutes = models.PositiveIntegerField("menit kerja")
    history = HistoricalRecords()

    class Meta:
        ordering = ["priority"]
        constraints = [
            models.UniqueConstraint(fields=["court", "priority"], name="one_target_per_priority"),
        ]

    def __str__(self) -> str:
        return f"{self.get_priority_display()}: {self.minutes} menit"


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
