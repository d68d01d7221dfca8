"""Who: courts, people, the roles they hold and the hours they work."""

from __future__ import annotations

from datetime import date, datetime
from functools import reduce
from operator import or_
from typing import Any, ClassVar, Self
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.contrib.auth.models import AbstractUser, UserManager
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.functional import cached_property
from django.utils.timezone import localdate
from simple_history.models import HistoricalRecords

from sopti.core.errors import Refusal
from sopti.core.kept import kept
from sopti.people.enums import (
    OVERSEER,
    Capacity,
    HolidayKind,
    HoursKind,
    SecondFactor,
    Weekday,
    Zone,
)

# A date of the year 1 or 9999 breaks every page that lists it; nothing here is that old or far.
EARLIEST, LATEST = date(2000, 1, 1), date(2100, 12, 31)


def _new_key() -> str:
    return uuid4().hex


class CourtQuerySet(models.QuerySet["Court"]):
    def overseen_by(self, user: User) -> Self:
        """Return the courts under the person's own, for whoever holds the oversight there today."""
        return self.filter(under=user.court_id) if OVERSEER in user.role_keys else self.none()

    def on_show(self) -> Self:
        """Return the courts of the demonstration that work; a court of appeal only oversees."""
        return self.filter(people__is_demo=True, lower_courts=None).distinct()


class Court(models.Model):
    """One court: its letterhead, its time zone, and the code in its register numbers."""

    key = models.SlugField("kunci", unique=True)
    name = models.CharField("nama", max_length=120)
    short_name = models.CharField("nama pendek", max_length=60)
    code = models.CharField(
        "kode nomor", max_length=20, unique=True, help_text="Bagian nomor register, misalnya PA.Mdn"
    )
    town = models.CharField("tempat", max_length=60, help_text="Tempat pada baris tanda tangan")
    zone = models.CharField("zona waktu", max_length=20, choices=Zone, default=Zone.WIB)
    letterhead = models.JSONField("baris kop", default=list)
    address = models.JSONField("baris alamat", default=list, blank=True)
    under = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="lower_courts",
        verbose_name="pengadilan tinggi",
    )
    waiting_minutes = models.PositiveIntegerField(
        "kelonggaran menunggu (menit kerja)",
        default=240,
        help_text="Ditambahkan pada norma lama kerja untuk menghitung batas",
    )
    second_factor = models.CharField(
        "pengesahan dua langkah",
        max_length=8,
        choices=SecondFactor,
        default=SecondFactor.OFF,
    )
    second_factor_from = models.DateField(
        "wajib mulai", null=True, blank=True
    )  # until that day it is only asked for; without a day it is a must at once
    confirm_minutes = models.PositiveSmallIntegerField("pastikan lagi sesudah (menit)", default=15)
    calendar_key = models.CharField(
        max_length=32, default=_new_key, editable=False
    )  # another one after every change of its hours or holidays, see worktime.calendar_of
    history = HistoricalRecords(excluded_fields=["calendar_key"])

    objects = CourtQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.short_name

    @property
    def tz(self) -> ZoneInfo:
        return ZoneInfo(self.zone)


class Role(models.Model):
    """What a person may be in an SOP: one key for the several names that courts use."""

    key = models.SlugField("kunci", primary_key=True)
    name = models.CharField("nama", max_length=80)
    aliases = models.JSONField("nama lain di naskah", default=list, blank=True)
    can_log_in = models.BooleanField("berakun", default=True)
    rank = models.PositiveSmallIntegerField("urutan", default=100)

    class Meta:
        ordering = ["rank", "key"]

    def __str__(self) -> str:
        return self.name


class UserQuerySet(models.QuerySet["User"]):
    def visible_to(self, user: User) -> Self:
        """Return the people of the user's own court."""
        return self.filter(court=user.court_id)

    def matching(self, words: str) -> Self:
        """Return the people whose name, account, NIP or position contains the words."""
        if not words:
            return self
        columns = ("full_name", "username", "nip", "position")
        return self.filter(
            reduce(or_, (Q(**{f"{column}__icontains": words}) for column in columns))
        )

    def holding(self, role: str, *, court: Court, on: date) -> Self:
        """Return the people who hold the role in the court on that day, each once."""
        held = Appointment.objects.in_force(on).filter(role=role, court=court)
        return self.filter(is_active=True, pk__in=held.values("user"))


class People(UserManager["User"].from_queryset(UserQuerySet)):  # type: ignore[misc]
    """Django's manager of accounts, which hashes passwords, with our own questions."""

    use_in_migrations = False


class User(AbstractUser):
    """A person of one court. What they may do follows from their appointments."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    court = models.ForeignKey(
        Court,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="people",
        verbose_name="pengadilan",
    )
    full_name = models.CharField("nama lengkap dan gelar", max_length=120)
    nip = models.CharField(
        "NIP",
        max_length=18,
        blank=True,
        validators=[RegexValidator(r"^\d{18}$", "NIP terdiri dari 18 angka tanpa spasi.")],
    )
    position = models.CharField("jabatan", max_length=120, blank=True)
    unit = models.CharField("unit kerja", max_length=120, blank=True)
    phone = models.CharField("kontak kerja", max_length=40, blank=True)
    is_demo = models.BooleanField("akun peragaan", default=False)
    must_change_password = models.BooleanField("harus mengganti kata sandi", default=False)
    # For one request: the lower court that an overseer has chosen, and whether they stand in it.
    oversees: Court | None = None
    stands_apart = False
    # Sessions from before get another key: what a stolen one may do must not grow.
    roles_changed_at = models.DateTimeField(null=True, editable=False)
    history = HistoricalRecords(excluded_fields=["password", "last_login", "roles_changed_at"])

    REQUIRED_FIELDS = ["full_name"]

    objects: ClassVar[People] = People()

    class Meta:
        ordering = ["full_name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(nip="") | Q(nip__regex=r"^[0-9]{18}$"), name="nip_has_18_digits"
            )
        ]

    def __str__(self) -> str:
        return self.full_name or self.username

    def get_full_name(self) -> str:
        return str(self)

    @cached_property
    def appointments_today(self) -> list[Appointment]:
        """Hold the appointments in force today, in the order of the roles, after one query."""
        today = localdate(timezone=self.court.tz if self.court else None)
        held = _held_on(day=today, person=self.pk, court=self.court_id)
        return sorted(held, key=lambda one: (one.role.rank, one.pk))

    @cached_property
    def role_keys(self) -> frozenset[str]:
        return frozenset(held.role_id for held in self.appointments_today)

    def stand_in(self, court: Court) -> None:
        """Read a lower court's pages as its overseer: in that court, with no other role.

        For one request. Whoever stands in another court is never saved, or they would stay there.
        """
        self.appointments_today  # noqa: B018 (what they hold at home is shown there, too)
        self.court, self.role_keys, self.stands_apart = court, frozenset({OVERSEER}), True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.stands_apart:
            raise Refusal("Pengawas hanya membaca. Kembali ke pengadilan Anda lebih dulu.")
        super().save(*args, **kwargs)


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    def visible_to(self, user: User) -> Self:
        """Return the appointments in the user's own court."""
        return self.filter(court=user.court_id)

    def for_pages(self) -> Self:
        return self.select_related("user", "role")

    def in_force(self, on: date) -> Self:
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=on), starts_on__lte=on)

    def in_force_at(self, at: datetime) -> Self:
        """Return the appointments in force now, in every court by its own day."""
        here = (
            Q(court__zone=zone, starts_on__lte=day) & (Q(ends_on=None) | Q(ends_on__gte=day))
            for zone in Zone
            for day in [at.astimezone(ZoneInfo(zone)).date()]
        )
        return self.filter(reduce(or_, here))

    def past(self, on: date) -> Self:
        return self.filter(ends_on__lt=on)

    def future(self, on: date) -> Self:
        return self.filter(starts_on__gt=on)


class Appointment(models.Model):
    """A person holds a role in a court from a day until a day, perhaps acting (Plh., Plt.)."""

    user = models.ForeignKey(
        User, models.PROTECT, related_name="appointments", verbose_name="pegawai"
    )
    court = models.ForeignKey(Court, models.PROTECT, related_name="appointments")
    role = models.ForeignKey(
        Role, models.PROTECT, related_name="appointments", verbose_name="peran"
    )
    capacity = models.CharField(
        "kedudukan", max_length=3, choices=Capacity, default=Capacity.DEFINITIVE, blank=True
    )
    title = models.CharField(
        "sebutan jabatan",
        max_length=120,
        blank=True,
        help_text="Seperti tercetak pada tanda tangan, misalnya Kasubag PTIP",
    )
    letter_number = models.CharField("nomor surat perintah", max_length=80, blank=True)
    starts_on = models.DateField("mulai")
    ends_on = models.DateField("sampai", null=True, blank=True)
    history = HistoricalRecords()

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        ordering = ["role__rank", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="appointment_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(capacity="") | ~Q(letter_number=""),
                name="acting_appointment_names_its_letter",
            ),
            models.CheckConstraint(
                condition=Q(starts_on__range=(EARLIEST, LATEST))
                & (Q(ends_on=None) | Q(ends_on__lte=LATEST)),
                name="appointment_dates_are_of_this_age",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.as_title}"

    @property
    def as_title(self) -> str:
        """The capacity and title as printed: "Plh. Ketua"."""
        words = [self.get_capacity_display() if self.capacity else "", self.title or self.role.name]
        return " ".join(word for word in words if word)


@kept
def _held_on(*, day: date, person: int, court: int | None) -> models.QuerySet[Appointment]:
    held = Appointment.objects.in_force(day).filter(user=person, court=court)
    return held.select_related("role").order_by()


class PartOfCalendar(models.Model):
    """What a court's calendar is made of: with each change the court gets another calendar key."""

    court: models.ForeignKey[Court, Court]

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        self._renew_key()

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        deleted = super().delete(*args, **kwargs)
        self._renew_key()
        return deleted

    def _renew_key(self) -> None:
        key = _new_key()
        Court.objects.filter(pk=self.court.pk).update(calendar_key=key)
        self.court.calendar_key = key


class WorkingHours(PartOfCalendar):
    """The hours of one weekday in a court while they are valid. Ramadan beats normal hours."""

    court = models.ForeignKey(Court, models.CASCADE, related_name="working_hours")
    kind = models.CharField("jenis", max_length=10, choices=HoursKind, default=HoursKind.NORMAL)
    weekday = models.PositiveSmallIntegerField("hari", choices=Weekday)
    valid_from = models.DateField("berlaku mulai")
    valid_until = models.DateField("sampai", null=True, blank=True)
    opens = models.TimeField("mulai")
    break_from = models.TimeField("istirahat mulai", null=True, blank=True)
    break_until = models.TimeField("istirahat sampai", null=True, blank=True)
    closes = models.TimeField("selesai")
    history = HistoricalRecords()

    class Meta:
        ordering = ["valid_from", "kind", "weekday"]
        constraints = [
            models.UniqueConstraint(
                fields=["court", "kind", "weekday", "valid_from"], name="one_row_per_weekday"
            ),
            models.CheckConstraint(
                condition=Q(closes__gt=F("opens")), name="working_day_closes_after_it_opens"
            ),
            models.CheckConstraint(
                condition=Q(break_from=None, break_until=None)
                | Q(
                    break_from__gte=F("opens"),
                    break_until__gt=F("break_from"),
                    break_until__lte=F("closes"),
                ),
                name="break_lies_within_the_day",
            ),
            models.CheckConstraint(
                condition=Q(valid_from__range=(EARLIEST, LATEST))
                & (
                    Q(valid_until=None)
                    | Q(valid_until__gte=F("valid_from"), valid_until__lte=LATEST)
                ),
                name="hours_are_valid_for_some_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.opens:%H.%M}-{self.closes:%H.%M}"


class Holiday(PartOfCalendar):
    """A day on which the court does not work, unless it stays open."""

    court = models.ForeignKey(Court, models.CASCADE, related_name="holidays")
    day = models.DateField("tanggal")
    name = models.CharField("nama", max_length=160)
    kind = models.CharField("jenis", max_length=20, choices=HolidayKind)
    stays_open = models.BooleanField("tetap buka", default=False)
    history = HistoricalRecords()

    class Meta:
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint(fields=["court", "day", "kind"], name="one_holiday_per_day"),
            models.CheckConstraint(
                condition=Q(day__range=(EARLIEST, LATEST)), name="holiday_is_of_this_age"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day:%d-%m-%Y} {self.name}"
