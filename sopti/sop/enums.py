"""Fixed choices of an SOP."""

from enum import StrEnum

from django.db import models


class EditionStatus(models.TextChoices):
    DRAFT = "usulan", "Usulan"
    IN_FORCE = "berlaku", "Berlaku"
    SUPERSEDED = "digantikan", "Digantikan"


class Confidence(StrEnum):
    """How sure we are of an inferred performer."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    COURT = "court"  # corrected or confirmed by the court itself: no inference any more


class NormKind(StrEnum):
    """How a norm of time is understood (decision 7)."""

    DURATION = "duration"  # amount unit
    RANGE = "range"  # from min to max; judged by the larger
    DAY_OF_CASE = "day_of_case"  # done by the end of the n-th working day
    DAY_OF_MONTH = "day_of_month"  # 30 each month, or its last day
    RELATIVE = "relative"  # measured, never late
    EVENT = "event"  # ends when the event ends


class NormUnit(StrEnum):
    MINUTES = "minutes"
    HOURS = "hours"
    DAYS = "days"


class FieldKind(StrEnum):
    TEXT = "text"
    PARAGRAPH = "paragraph"
    NUMBER = "number"
    DATE = "date"
    TIME = "time"
    CHOICE = "choice"
    CHOICES = "choices"
    PERSON = "person"
    ASSET = "asset"
    TABLE = "table"
