"""Whether a decree may still be worded."""

from django.db import models


class DecreeState(models.TextChoices):
    DRAFT = "konsep", "Konsep"
    SIGNED = "ditetapkan", "Ditetapkan"
