"""How an application stands, and how its tests went."""

from django.db import models


class AppState(models.TextChoices):
    PROPOSED = "diusulkan", "Diusulkan"
    TESTED = "diuji", "Sedang diuji"
    IN_USE = "dipakai", "Dipakai"
    REFUSED = "ditolak", "Tidak disetujui"
    RETIRED = "dihentikan", "Dihentikan"


class Result(models.TextChoices):
    PASSED = "lulus", "Lulus"
    FAILED = "gagal", "Gagal"


class Advice(models.TextChoices):
    """What Kasubag PTIP recommends after the tests."""

    FIT = "layak", "Layak dipakai"
    CONDITION = "bersyarat", "Layak dengan syarat"
    UNFIT = "belum-layak", "Belum layak"


class Verdict(models.TextChoices):
    """What the approver decides."""

    YES = "setuju", "Disetujui dipakai"
    CONDITION = "setuju-bersyarat", "Disetujui dengan syarat"
    NO = "tidak-setuju", "Tidak disetujui"
