"""How SIPP was found, and how a complaint came in."""

from django.db import models


class Access(models.TextChoices):
    GOOD = "baik", "Dapat dibuka"
    SLOW = "lambat", "Lambat"
    DOWN = "tidak", "Tidak dapat dibuka"


class Channel(models.TextChoices):
    DESK = "langsung", "Datang langsung"
    PHONE = "telepon", "Telepon atau pesan"
    LETTER = "surat", "Surat atau nota"


class Reach(models.TextChoices):
    """How many a fault keeps from their work."""

    ONE = "satu", "Satu pengguna"
    SOME = "sebagian", "Sebagian pengguna"
    ALL = "semua", "Semua pengguna"
