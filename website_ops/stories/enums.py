"""The states of a story."""

from django.db import models


class StoryState(models.TextChoices):
    DRAFT = "disusun", "Sedang disusun"
    APPROVED = "disetujui", "Disetujui, belum terbit"
    PUBLISHED = "terbit", "Sudah terbit"
    FILED = "diarsipkan", "Terbit dan diarsipkan"
