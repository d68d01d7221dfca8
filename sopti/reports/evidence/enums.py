"""How far a bundle of evidence is."""

from django.db import models


class BundleState(models.TextChoices):
    WAITING = "menunggu", "Menunggu giliran"
    MAKING = "disusun", "Sedang disusun"
    READY = "siap", "Siap diunduh"
    FAILED = "gagal", "Gagal disusun"
    REMOVED = "dihapus", "Sudah dihapus"


UNFINISHED = (BundleState.WAITING, BundleState.MAKING)
