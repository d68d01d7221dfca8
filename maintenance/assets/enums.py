"""What may be said of an asset in one word."""

from django.db import models


class Condition(models.TextChoices):
    """The three words of the inventory of state property."""

    GOOD = "baik", "Baik"
    WORN = "rusak-ringan", "Rusak ringan"
    BROKEN = "rusak-berat", "Rusak berat"


class WorkKind(models.TextChoices):
    """What was done to an asset, as its card lists it."""

    CHECK = "pemeriksaan", "Pemeriksaan"
    REPAIR = "perbaikan", "Perbaikan"
    PART = "suku-cadang", "Penggantian suku cadang"
