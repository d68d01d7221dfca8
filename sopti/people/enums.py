"""Fixed choices of people and calendars."""

from django.db import models


class Zone(models.TextChoices):
    """Indonesia's three time zones; the value is the name in the time zone database."""

    WIB = "Asia/Jakarta", "WIB"
    WITA = "Asia/Makassar", "WITA"
    WIT = "Asia/Jayapura", "WIT"


class Capacity(models.TextChoices):
    """In which quality somebody holds a role."""

    DEFINITIVE = "", "Definitif"
    PLH = "plh", "Plh."
    PLT = "plt", "Plt."


class HoursKind(models.TextChoices):
    NORMAL = "biasa", "Jam kerja biasa"
    RAMADAN = "ramadan", "Jam kerja Ramadan"


class HolidayKind(models.TextChoices):
    PUBLIC = "libur", "Libur nasional"
    JOINT_LEAVE = "cuti-bersama", "Cuti bersama"
    LOCAL = "setempat", "Penutupan setempat"


class Weekday(models.IntegerChoices):
    MONDAY = 0, "Senin"
    TUESDAY = 1, "Selasa"
    WEDNESDAY = 2, "Rabu"
    THURSDAY = 3, "Kamis"
    FRIDAY = 4, "Jumat"
    SATURDAY = 5, "Sabtu"
    SUNDAY = 6, "Minggu"


# Who holds no other role sees of the work only what is their own, or for everybody.
ONLY_A_CLERK = frozenset({"pegawai", "admin"})
# Appointed in a court of appeal: reads what the courts under it do, and does nothing there.
OVERSEER = "pengawas"
NO_DOER = ONLY_A_CLERK | {OVERSEER}


class SecondFactor(models.TextChoices):
    """Of whom a court asks a second step after the password."""

    OFF = "tidak", "Tidak diminta"
    DECIDERS = "pemutus", "Diminta dari yang memutus"
    ALL = "semua", "Diminta dari semua orang"
