"""What a check may find, how far a plan is, and which devices a step of the SOP looks after."""

from django.db import models


class Found(models.TextChoices):
    """What a check finds of a device."""

    GOOD = "baik", "Baik"
    PROBLEM = "bermasalah", "Bermasalah"
    MISSING = "tidak-ditemukan", "Tidak ditemukan"


class PlanStatus(models.TextChoices):
    """How far the plan of a year is."""

    DRAFT = "rancangan", "Rancangan"
    SUBMITTED = "diajukan", "Menunggu pemeriksaan"
    RETURNED = "dikembalikan", "Dikembalikan"
    IN_FORCE = "berlaku", "Berlaku"


class Part(models.TextChoices):
    """Which step of the SOP's table looks after a kind: the network, the servers, or the rest."""

    NETWORK = "jaringan", "Jaringan"
    SERVER = "server", "Server"
    DEVICES = "perangkat", "Perangkat kerja"


class Every(models.IntegerChoices):
    """How often a kind is checked, in months."""

    NEVER = 0, "Tidak diperiksa berkala"
    MONTH = 1, "Setiap bulan"
    TWO = 2, "Setiap 2 bulan"
    QUARTER = 3, "Setiap 3 bulan"
    HALF = 6, "Setiap 6 bulan"
    YEAR = 12, "Setahun sekali"
