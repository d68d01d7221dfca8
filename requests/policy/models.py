"""What is planned for the court's IT in a year, who asked for it, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from requests.policy.enums import Area, ProgrammeState, Progress, ProposalState, Quarter
from sopti.core.words import plain_date
from sopti.people.models import EARLIEST, LATEST, Court
from sopti.workflow.models import Case

if TYPE_CHECKING:
    from datetime import date

    from sopti.people.models import User

FIRST_YEAR, LAST_YEAR = 2000, 2100


class OfCourt(models.QuerySet[Any]):
    """What belongs to a court and is read by everybody who works there."""

    def visible_to(self, user: User) -> Self:
        return self.filter(court=user.court_id)


class Programme(models.Model):
    """The IT programme of one court for one year."""

    court = models.ForeignKey(Court, models.PROTECT, related_name="programmes")
    year = models.PositiveSmallIntegerField("tahun")
    state = models.CharField(
        "keadaan", max_length=12, choices=ProgrammeState, default=ProgrammeState.DRAFT
    )
    background = models.TextField("data yang dihimpun", max_length=5000, blank=True)
    training = models.TextField("pelatihan dan edukasi", max_length=5000, blank=True)
    needs = models.TextField("kebutuhan perangkat dan biaya", max_length=5000, blank=True)
    stipulated_on = models.DateField("ditetapkan tanggal", null=True, blank=True)
    evaluation = models.TextField("monitoring dan evaluasi", max_length=5000, blank=True)
    follow_up = models.TextField("tindak lanjut", max_length=5000, blank=True)
    begun_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    begun_at = models.DateTimeField()
    history = HistoricalRecords()

    objects = OfCourt.as_manager()

    class Meta:
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(fields=["court", "year"], name="one_programme_per_year"),
            models.CheckConstraint(
                condition=Q(year__range=(FIRST_YEAR, LAST_YEAR)), name="programme_is_of_this_age"
            ),
            models.CheckConstraint(
                condition=~Q(state=ProgrammeState.IN_FORCE) | Q(stipulated_on__isnull=False),
                name="programme_in_force_says_since_when",
            ),
        ]

    def __str__(self) -> str:
        return f"Program kerja TI {self.year}"

    def get_absolute_url(self) -> str:
        return reverse("requests:programme", args=[self.year])

    @property
    def is_draft(self) -> bool:
        return self.state == ProgrammeState.DRAFT

    @property
    def is_in_force(self) -> bool:
        return self.state == ProgrammeState.IN_FORCE

    @property
    def was_stipulated(self) -> bool:
        """Tell whether it is carried out, perhaps while an amendment is on its way."""
        return self.stipulated_on is not None


class ProgrammeCase(models.Model):
    """A case of the policy table works on a programme: to begin it, or later to amend it."""

    case = models.OneToOneField(Case, models.PROTECT, related_name="programme_case")
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="cases")

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.programme_id}"


class ProgrammeItem(models.Model):
    """One activity of a programme: as planned, and how far it came."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="items")
    order = models.PositiveSmallIntegerField("urutan", default=0)
    area = models.CharField("bidang", max_length=12, choices=Area, default=Area.SERVICE)
    activity = models.CharField("kegiatan", max_length=300)
    aim = models.CharField("sasaran", max_length=300, blank=True)
    output = models.CharField("keluaran", max_length=300, blank=True)
    quarter = models.PositiveSmallIntegerField("waktu", choices=Quarter, default=Quarter.ALL_YEAR)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    budget = models.PositiveBigIntegerField("anggaran (Rp)", default=0)
    progress = models.CharField(
        "pelaksanaan", max_length=10, choices=Progress, default=Progress.NOT_YET
    )
    spent = models.PositiveBigIntegerField("realisasi anggaran (Rp)", null=True, blank=True)
    progress_note = models.CharField("keterangan", max_length=500, blank=True)
    done_on = models.DateField("selesai tanggal", null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)  # its person was reminded
    history = HistoricalRecords()

    class Meta:
        ordering = ["quarter", "order", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(quarter__in=Quarter.values), name="item_quarter"),
            models.CheckConstraint(
                condition=Q(done_on=None) | Q(done_on__range=(EARLIEST, LATEST)),
                name="item_is_done_in_this_age",
            ),
        ]

    def __str__(self) -> str:
        return self.activity


class ProposalWindow(models.Model):
    """From when until when the sub-units propose for a year's programme."""

    court = models.ForeignKey(Court, models.PROTECT, related_name="proposal_windows")
    year = models.PositiveSmallIntegerField("untuk program tahun")
    opens_on = models.DateField("dibuka")
    closes_on = models.DateField("ditutup")
    note = models.CharField("petunjuk", max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    opened_told_at = models.DateTimeField(null=True, blank=True)
    closing_told_at = models.DateTimeField(null=True, blank=True)
    history = HistoricalRecords()

    objects = OfCourt.as_manager()

    class Meta:
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(fields=["court", "year"], name="one_window_per_year"),
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on"))
                & Q(opens_on__gte=EARLIEST, closes_on__lte=LATEST),
                name="window_closes_after_it_opens",
            ),
        ]

    def __str__(self) -> str:
        return (
            f"Usulan {self.year}, {plain_date(self.opens_on)} sampai {plain_date(self.closes_on)}"
        )

    def is_open(self, on: date) -> bool:
        return self.opens_on <= on <= self.closes_on


class ProposalQuerySet(models.QuerySet["Proposal"]):
    def visible_to(self, user: User) -> Self:
        """Return the court's proposals: what others asked for shows what need not be asked."""
        return self.filter(window__court=user.court_id)

    def for_pages(self) -> Self:
        return self.select_related("window", "by", "decided_by", "item__programme")


class Proposal(models.Model):
    """What a sub-unit wants in the programme, and what was decided of it."""

    window = models.ForeignKey(ProposalWindow, models.PROTECT, related_name="proposals")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    unit = models.CharField("unit kerja", max_length=120)
    area = models.CharField("bidang", max_length=12, choices=Area)
    title = models.CharField("yang diusulkan", max_length=200)
    reason = models.TextField("alasan", max_length=2000)
    amount = models.PositiveBigIntegerField("perkiraan biaya (Rp)", null=True, blank=True)
    filed_at = models.DateTimeField()
    state = models.CharField(
        "keadaan", max_length=12, choices=ProposalState, default=ProposalState.WAITING
    )
    answer = models.CharField("alasan keputusan", max_length=1000, blank=True)
    item = models.ForeignKey(
        ProgrammeItem, models.PROTECT, null=True, blank=True, related_name="proposals"
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    history = HistoricalRecords()

    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering = ["filed_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["menunggu", "tidak-dimuat"], item=None)
                | Q(state__in=["dimuat", "digabung"], item__isnull=False),
                name="proposal_in_the_programme_has_an_item",
            ),
            models.CheckConstraint(
                condition=~Q(state="tidak-dimuat") | ~Q(answer=""),
                name="declined_proposal_says_why",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("requests:proposal", args=[self.pk])

    @property
    def is_waiting(self) -> bool:
        return self.state == ProposalState.WAITING


class Strategy(models.Model):
    """What a case of the policy table proposed for the coming years, and what was stipulated."""

    case = models.OneToOneField(Case, models.PROTECT, related_name="strategy")
    court = models.ForeignKey(Court, models.PROTECT, related_name="strategies")
    middle_term = models.TextField("jangka menengah", max_length=5000, blank=True)
    long_term = models.TextField("jangka panjang", max_length=5000, blank=True)
    reasons = models.TextField("alasan dan manfaat", max_length=5000, blank=True)
    cost = models.PositiveBigIntegerField("perkiraan biaya (Rp)", null=True, blank=True)
    period = models.CharField("periode", max_length=300, blank=True)
    policy = models.TextField("kebijakan dan sasaran", max_length=10_000, blank=True)
    responsible = models.CharField("penanggung jawab", max_length=300, blank=True)
    stipulated_on = models.DateField("ditetapkan tanggal", null=True, blank=True)
    history = HistoricalRecords()

    objects = OfCourt.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"Rencana strategis {self.period}".strip()
