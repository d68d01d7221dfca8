"""How a request from before SOPTI ended, in the words of the old book."""

from django.db import models


class EarlierState(models.TextChoices):
    DONE = "selesai", "Selesai"
    PARTLY = "sebagian", "Selesai sebagian"
    NOT = "belum", "Belum selesai"
    REFUSED = "ditolak", "Ditolak"
    CANCELLED = "batal", "Dibatalkan"
