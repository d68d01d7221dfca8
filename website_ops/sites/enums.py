"""What is written down of a site, and by which road a trouble is mended."""

from django.db import models


class NoteKind(models.TextChoices):
    CHECK = "periksa", "Pemeriksaan"
    REPORT = "laporan", "Laporan"
    DECISION = "putusan", "Tindak lanjut ditetapkan"
    REPAIR = "perbaikan", "Pemecahan masalah"


class Road(models.TextChoices):
    """The three roads that the SOPs name for troubleshooting."""

    OWN = "mandiri", "Dikerjakan sendiri"
    GENERAL = "umum", "Melalui Umum dan Keuangan"
    THIRD_PARTY = "pihak-ketiga", "Melibatkan pihak ketiga"
