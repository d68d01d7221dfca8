"""The states of a post."""

from django.db import models


class PostState(models.TextChoices):
    DRAFT = "disusun", "Sedang disusun"
    APPROVED = "disetujui", "Disetujui, belum terbit"
    POSTED = "terbit", "Sudah terbit"
