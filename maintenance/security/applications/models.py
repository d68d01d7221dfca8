"""What programs the court uses, where they are weak, and how they were let in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Count, Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from maintenance.security.applications.enums import Advice, AppState, Result, Verdict
from maintenance.security.scope import OfCourt, may_read
from maintenance.security.watch.enums import TONES, Severity
from sopti.people.models import Court
from sopti.workflow.models import Case

if TYPE_CHECKING:
    from sopti.people.models import User

STATE_TONES = {
    AppState.PROPOSED: "",
    AppState.TESTED: "tag--gold",
    AppState.IN_USE: "tag--green",
    AppState.REFUSED: "tag--red",
    AppState.RETIRED: "",
}


class ApplicationQuerySet(OfCourt):
    def for_pages(self) -> Self:
        return self.select_related("court", "owner").annotate(
            open_weaknesses=Count("weaknesses", filter=Q(weaknesses__fixed_on=None))
        )


class Application(models.Model):
    """One application of the court: what for, whose, who uses it, where it runs."""

    court = models.ForeignKey(Court, models.PROTECT, related_name="applications")
    name = models.CharField("nama aplikasi", max_length=80)
    purpose = models.CharField("kegunaan", max_length=200, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="penanggung jawab",
    )
    users = models.CharField("pengguna", max_length=200, blank=True)
    version = models.CharField("versi", max_length=40, blank=True)
    maker = models.CharField("pembuat", max_length=120, blank=True)
    runs_on = models.CharField("berjalan di", max_length=160, blank=True)
    address = models.CharField("alamat", max_length=200, blank=True)
    state = models.CharField("keadaan", max_length=12, choices=AppState, default=AppState.PROPOSED)
    checked_on = models.DateField("terakhir diperiksa", null=True, blank=True)
    note = models.TextField("catatan", max_length=1000, blank=True)
    history = HistoricalRecords()

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["court", "name"], name="one_application_per_name")
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("maintenance:application", args=[self.pk])

    @property
    def tone(self) -> str:
        return STATE_TONES[AppState(self.state)]


class Weakness(models.Model):
    """A known weak place of an application, until it is mended."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="weaknesses")
    found_on = models.DateField("ditemukan")
    what = models.CharField("celah", max_length=300)
    severity = models.CharField("tingkat", max_length=8, choices=Severity)
    fixed_on = models.DateField("ditutup tanggal", null=True, blank=True)
    remedy = models.CharField("cara ditutup", max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    history = HistoricalRecords()

    class Meta:
        ordering = ["-found_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(fixed_on=None, remedy="") | (Q(fixed_on__isnull=False) & ~Q(remedy="")),
                name="mended_weakness_says_how",
            )
        ]

    def __str__(self) -> str:
        return self.what[:80]

    @property
    def tone(self) -> str:
        return TONES[Severity(self.severity)]


class Acceptance(models.Model):
    """An application on its way into use: tested by users, considered, approved or refused."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="acceptances")
    case = models.OneToOneField(Case, models.PROTECT, related_name="acceptance")
    version = models.CharField("versi yang diuji", max_length=40, blank=True)
    conclusion = models.TextField("simpulan uji", blank=True)
    advice = models.CharField("saran", max_length=12, choices=Advice, blank=True)
    consideration = models.TextField("pertimbangan", blank=True)
    verdict = models.CharField("putusan", max_length=16, choices=Verdict, blank=True)
    conditions = models.TextField("syarat", blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(ended_at=None),
                name="one_open_acceptance_per_application",
            )
        ]

    def __str__(self) -> str:
        return f"{self.application} ({self.case.number})"


class TestCaseQuerySet(models.QuerySet["TestCase"]):
    def visible_to(self, user: User) -> Self:
        """Return the tests of the court; who is only a clerk sees those that they do."""
        here = self.filter(acceptance__application__court=user.court_id)
        return here if may_read(user) else here.filter(tester=user)

    def waiting_for(self, user: User) -> Self:
        return self.filter(tester=user, result="", acceptance__ended_at=None)


class TestCase(models.Model):
    """One thing that a user tries with the application, and what came of it."""

    __test__ = False  # not a test of ours, whatever its name says

    acceptance = models.ForeignKey(Acceptance, models.PROTECT, related_name="tests")
    what = models.CharField("yang dicoba", max_length=300)
    expected = models.CharField("hasil yang diharapkan", max_length=300)
    tester = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="penguji"
    )
    result = models.CharField("hasil", max_length=6, choices=Result, blank=True)
    found = models.CharField("yang ditemukan", max_length=500, blank=True)
    evidence = models.FileField("bukti", upload_to="tests", max_length=200, blank=True)
    evidence_name = models.CharField(max_length=120, blank=True)
    evidence_type = models.CharField(max_length=100, blank=True)
    tested_at = models.DateTimeField(null=True, blank=True)
    history = HistoricalRecords()

    objects = TestCaseQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(result="", tested_at=None)
                | (~Q(result="") & Q(tested_at__isnull=False)),
                name="test_with_a_result_says_when",
            )
        ]

    def __str__(self) -> str:
        return self.what[:80]

    def get_absolute_url(self) -> str:
        return reverse("maintenance:test_case", args=[self.pk])

    @property
    def tone(self) -> str:
        return {Result.PASSED.value: "tag--green", Result.FAILED.value: "tag--red"}.get(
            self.result, ""
        )

    @property
    def said(self) -> str:
        return self.get_result_display() if self.result else "Belum diuji"
