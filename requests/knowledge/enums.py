"""Fixed choices of a solution of the library."""

from django.db import models


class State(models.TextChoices):
    """How far an article is: only one in force is shown to more than the desk."""

    DRAFT = "konsep", "Konsep"
    IN_FORCE = "berlaku", "Berlaku"
    WITHDRAWN = "ditarik", "Ditarik"


class Audience(models.TextChoices):
    EVERYBODY = "pegawai", "Semua pegawai"
    DESK = "meja", "Hanya meja layanan"
