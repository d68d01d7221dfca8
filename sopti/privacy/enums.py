"""What of a person may be corrected, and what becomes of the wish."""

from django.db import models


class Field(models.TextChoices):
    """The columns of an account that are personal data, under their names in `people.User`."""

    FULL_NAME = "full_name", "Nama lengkap dan gelar"
    NIP = "nip", "NIP"
    POSITION = "position", "Jabatan"
    UNIT = "unit", "Unit kerja"
    PHONE = "phone", "Kontak kerja"
    EMAIL = "email", "E-mail dinas"


class CorrectionStatus(models.TextChoices):
    WAITING = "menunggu", "Menunggu"
    DONE = "diperbaiki", "Diperbaiki"
    REFUSED = "ditolak", "Ditolak"
