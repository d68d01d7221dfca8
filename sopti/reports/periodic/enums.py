"""Which report it is, how far it has come, and how far its PDF has."""

from django.db import models


class ReportKind(models.TextChoices):
    MONTH = "bulanan", "Laporan bulanan"
    YEAR = "tahunan", "Laporan tahunan"


class ReportState(models.TextChoices):
    DRAFT = "konsep", "Konsep"
    CHECKED = "diperiksa", "Menunggu pengesahan"
    SIGNED = "disahkan", "Disahkan"
    SEEN = "diketahui", "Diketahui Ketua"


class PrintState(models.TextChoices):
    WAITING = "menunggu", "Menunggu giliran"
    MAKING = "disusun", "Sedang disusun"
    READY = "siap", "Siap"
    FAILED = "gagal", "Gagal"


FROZEN = frozenset({ReportState.SIGNED, ReportState.SEEN})
