"""What becomes of a proposal of destruction."""

from django.db import models


class DestructionStatus(models.TextChoices):
    WAITING = "menunggu", "Menunggu Sekretaris"
    APPROVED = "disetujui", "Sedang dimusnahkan"
    REFUSED = "ditolak", "Ditolak"
    WITHDRAWN = "gugur", "Gugur"
    DONE = "selesai", "Dimusnahkan"


OPEN = (DestructionStatus.WAITING, DestructionStatus.APPROVED)
