"""What is watched from outside, how it stands, what was read, and when it was away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from sopti.monitors.enums import Kind, Section, Span, State
from sopti.people.models import Court
from sopti.workflow.models import Case

if TYPE_CHECKING:
    from datetime import datetime

    from sopti.people.models import User

PAST = 20  # results that are looked back on to see whether a target goes up and down
ONLY_A_CLERK = "pegawai"


class MonitorQuerySet(models.QuerySet["Monitor"]):
    def visible_to(self, user: User) -> Self:
        """Return what is watched for the user's court; who is only a clerk sees none of it."""
        if user.role_keys - {ONLY_A_CLERK}:
            return self.filter(court=user.court_id)
        return self.none()

    def for_pages(self) -> Self:
        return self.select_related("court", "pulse", "behind")


class Monitor(models.Model):
    """One thing that is looked at from outside, again and again: what a person decided about it.

    How it stands is in its pulse, so that the history here holds decisions alone.
    """

    court = models.ForeignKey(Court, models.PROTECT, related_name="monitors")
    name = models.CharField("nama", max_length=80)
    kind = models.CharField("jenis", max_length=12, choices=Kind)
    target = models.CharField("alamat", max_length=300)
    expected_status = models.PositiveSmallIntegerField("kode jawaban", default=200)
    expected_text = models.CharField("teks yang harus ada", max_length=120, blank=True)
    days = models.PositiveSmallIntegerField("batas hari", default=14)  # left, or old at most
    date_after = models.CharField("teks di depan tanggal", max_length=80, blank=True)
    whois_server = models.CharField("server WHOIS", max_length=120, blank=True)
    interval = models.PositiveSmallIntegerField("selang (menit)", default=5)
    timeout = models.PositiveSmallIntegerField("batas tunggu (detik)", default=10)
    fails_to_down = models.PositiveSmallIntegerField("gagal sampai terganggu", default=3)
    oks_to_up = models.PositiveSmallIntegerField("berhasil sampai pulih", default=2)
    section = models.CharField("bidang", max_length=12, choices=Section)
    behind = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="beyond",
        verbose_name="di belakang",
    )  # the line without which it cannot be seen
    is_active = models.BooleanField("diperiksa", default=True)
    is_sample = models.BooleanField("contoh", default=False)  # of the demonstration: never checked
    may_touch_private = models.BooleanField("boleh ke jaringan dalam", default=False)
    may_touch_loopback = models.BooleanField("boleh ke mesin SOPTI sendiri", default=False)
    history = HistoricalRecords()

    objects = MonitorQuerySet.as_manager()

    class Meta:
        ordering = ["section", "name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["court", "name"], name="one_monitor_per_name"),
            models.CheckConstraint(
                condition=Q(interval__gte=1, interval__lte=1440)
                & Q(timeout__gte=1, timeout__lte=30)
                & Q(fails_to_down__gte=1, fails_to_down__lte=10)
                & Q(oks_to_up__gte=1, oks_to_up__lte=10),
                name="monitor_keeps_its_bounds",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("monitors:monitor", args=[self.pk])


class Pulse(models.Model):
    """How a monitored thing stands now, and when it is looked at next. Written by the watcher."""

    monitor = models.OneToOneField(Monitor, models.CASCADE, primary_key=True, related_name="pulse")
    state = models.CharField(max_length=12, choices=State, default=State.UNKNOWN)
    since = models.DateTimeField()
    next_due_at = models.DateTimeField(null=True, blank=True)  # None: paused, or a sample
    asked_at = models.DateTimeField(null=True, blank=True)  # somebody wants it checked now
    checked_at = models.DateTimeField(null=True, blank=True)
    ms = models.PositiveIntegerField(null=True, blank=True)
    detail = models.CharField(max_length=300, blank=True)  # what was seen last, in a sentence
    streak = models.IntegerField(default=0)  # 3: right three times in a row; -2: wrong twice
    failing_since = models.DateTimeField(null=True, blank=True)
    past = models.CharField(max_length=PAST, blank=True)  # the latest results: "1101"
    told_flapping_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["next_due_at"], condition=Q(next_due_at__isnull=False), name="pulses_due"
            )
        ]

    def __str__(self) -> str:
        return f"{self.monitor_id}: {self.get_state_display()}"


class Reading(models.Model):
    """One look at one target, kept for two days; then only the tallies know of it."""

    monitor = models.ForeignKey(Monitor, models.CASCADE, related_name="readings")
    at = models.DateTimeField()
    ok = models.BooleanField(null=True)  # None: it could not be looked at
    ms = models.PositiveIntegerField(null=True, blank=True)
    detail = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["monitor", "-at"], name="reading_by_monitor"),
            models.Index(fields=["at"], name="reading_by_age"),
        ]

    def __str__(self) -> str:
        return f"{self.monitor_id} {self.at:%d-%m-%Y %H.%M}"


class Tally(models.Model):
    """The sums of one hour, or of one day of the court: looks, good ones, their time."""

    monitor = models.ForeignKey(Monitor, models.CASCADE, related_name="tallies")
    span = models.CharField(max_length=4, choices=Span)
    at = models.DateTimeField()  # when the hour, or the court's day, began
    checks = models.PositiveIntegerField(default=0)
    oks = models.PositiveIntegerField(default=0)
    ms_sum = models.PositiveBigIntegerField(default=0)  # of the good ones
    ms_max = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(fields=["monitor", "span", "at"], name="one_tally_per_span"),
            models.CheckConstraint(
                condition=Q(oks__lte=F("checks")), name="no_more_oks_than_checks"
            ),
        ]
        indexes = [models.Index(fields=["span", "at"], name="tally_by_age")]

    def __str__(self) -> str:
        return f"{self.monitor_id} {self.span} {self.at:%d-%m-%Y %H.%M}"

    @property
    def ms(self) -> int | None:
        """The mean time of the good looks."""
        return round(self.ms_sum / self.oks) if self.oks else None


class OutageQuerySet(models.QuerySet["Outage"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(monitor__in=Monitor.objects.visible_to(user))

    def untold(self) -> Self:
        """Return what the people do not know yet: that it began, or that it is over."""
        return self.filter(Q(told_at=None) | Q(ended_at__isnull=False, ended_told_at=None))


class Outage(models.Model):
    """From the first failure until the target was back. Several may hang on one running case."""

    monitor = models.ForeignKey(Monitor, models.PROTECT, related_name="outages")
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    behind = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="riding"
    )  # the outage of the line that explains this one
    was_paused = models.BooleanField(default=False)  # ended since nobody looked any longer
    seen = models.CharField(max_length=300)
    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="outages")
    told_at = models.DateTimeField(null=True, blank=True)
    ended_told_at = models.DateTimeField(null=True, blank=True)

    objects = OutageQuerySet.as_manager()

    class Meta:
        ordering = ["-began_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["monitor"], condition=Q(ended_at=None), name="one_open_outage_per_monitor"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("began_at")),
                name="outage_ends_after_it_began",
            ),
        ]
        indexes = [
            models.Index(
                fields=["began_at"],
                condition=Q(told_at=None) | Q(ended_at__isnull=False, ended_told_at=None),
                name="outages_untold",
            )
        ]

    def __str__(self) -> str:
        return f"{self.monitor_id} {self.began_at:%d-%m-%Y %H.%M}"

    def minutes(self, *, now: datetime) -> int:
        """Return how long it lasted, or lasts until now."""
        return int(((self.ended_at or now) - self.began_at).total_seconds() // 60)
