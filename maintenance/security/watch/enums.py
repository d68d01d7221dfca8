"""How bad it is, in the four words of early warnings."""

from django.db import models


class Severity(models.TextChoices):
    LOW = "rendah", "Rendah"
    MIDDLE = "sedang", "Sedang"
    HIGH = "tinggi", "Tinggi"
    CRITICAL = "kritis", "Kritis"


TONES = {
    Severity.LOW: "",
    Severity.MIDDLE: "tag--gold",
    Severity.HIGH: "tag--red",
    Severity.CRITICAL: "tag--red",
}
