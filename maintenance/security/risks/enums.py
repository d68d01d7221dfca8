"""How likely, how grave, and what is done about it."""

from django.db import models


class Likelihood(models.IntegerChoices):
    RARE = 1, "1 Hampir tidak terjadi"
    SELDOM = 2, "2 Jarang"
    SOMETIMES = 3, "3 Kadang"
    OFTEN = 4, "4 Sering"
    ALWAYS = 5, "5 Hampir pasti"


class Impact(models.IntegerChoices):
    TINY = 1, "1 Tidak terasa"
    SMALL = 2, "2 Kecil"
    MIDDLE = 3, "3 Sedang"
    LARGE = 4, "4 Besar"
    HUGE = 5, "5 Melumpuhkan"


class Level(models.TextChoices):
    LOW = "R", "Rendah"
    MIDDLE = "S", "Sedang"
    HIGH = "T", "Tinggi"
    EXTREME = "E", "Ekstrem"


class Treatment(models.TextChoices):
    REDUCE = "kurangi", "Dikurangi"
    SHARE = "bagi", "Dibagi dengan pihak lain"
    AVOID = "hindari", "Dihindari"
    ACCEPT = "terima", "Diterima"


LEVEL_TONES = {
    Level.LOW: "tag--green",
    Level.MIDDLE: "tag--gold",
    Level.HIGH: "tag--red",
    Level.EXTREME: "tag--red",
}
SMALLEST = {Level.EXTREME: 16, Level.HIGH: 10, Level.MIDDLE: 5, Level.LOW: 1}


def level_of(likelihood: int, impact: int) -> Level:
    """Return the level of a product of both: 1 to 4, to 9, to 15, to 25."""
    score = likelihood * impact
    return next(level for level, least in SMALLEST.items() if score >= least)


class RehearsalOutcome(models.TextChoices):
    WORKED = "berhasil", "Berhasil"
    PARTLY = "sebagian", "Sebagian"
    FAILED = "gagal", "Gagal"
