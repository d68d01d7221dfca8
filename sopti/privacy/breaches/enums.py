"""The states of a failure to protect data, to whom it is told, and how."""

from django.db import models


class BreachStatus(models.TextChoices):
    OPEN = "ditangani", "Ditangani"
    CLOSED = "selesai", "Selesai"
    DISMISSED = "bukan", "Ternyata bukan kegagalan"


class Told(models.TextChoices):
    """Who is told. Article 46 UU 27/2022: (1) the persons and the agency, (3) perhaps all."""

    PERSONS = "subjek", "Pemilik data"
    AGENCY = "lembaga", "Lembaga pelindungan data pribadi"
    PUBLIC = "masyarakat", "Masyarakat"


OBLIGED = (Told.PERSONS, Told.AGENCY)


class Way(models.TextChoices):
    LETTER = "surat", "Surat yang dikirim atau diantar"
    MAIL = "e-mail", "E-mail dinas"
    PORTAL = "laman", "Laman atau sistem lembaga"
    NOTICE = "pengumuman", "Pengumuman di situs atau papan"


class Stage(models.TextChoices):
    """Of what the Sekretaris was reminded."""

    NONE = "", "Belum"
    SOON = "segera", "Kurang dari 24 jam"
    LATE = "lewat", "Lewat 3 x 24 jam"
