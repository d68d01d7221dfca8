"""What is read of a server, by whom, and what was done to it."""

from django.db import models


class Measure(models.TextChoices):
    """One number of a reading; the value is the field that keeps it."""

    DISK = "disk", "Disk terpakai"
    MEMORY = "memory", "Memori terpakai"
    LOAD = "load", "Beban"
    TEMPERATURE = "temperature", "Suhu"
    SILENCE = "silence", "Agen diam"


MEASURED = (Measure.DISK, Measure.MEMORY, Measure.LOAD, Measure.TEMPERATURE)


class Source(models.TextChoices):
    HAND = "tangan", "Dicatat petugas"
    AGENT = "agen", "Dikirim agen"


class Work(models.TextChoices):
    FOLLOW_UP = "tindak-lanjut", "Tindak lanjut"
    UPDATE = "pembaruan", "Pembaruan sistem"
    ANTIVIRUS = "antivirus", "Antivirus"
    BACKUP = "cadangan", "Pencadangan"
