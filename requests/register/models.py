"""What the register keeps of its own: the words to search by, and each person's saved filters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models

from sopti.workflow.models import Case

if TYPE_CHECKING:
    from sopti.people.models import User


class SearchEntry(models.Model):
    """The words of one service request, each with its stem, between spaces.

    Both databases index them beside this table, see `sopti/search/index.py` and
    decision 0019: PostgreSQL by itself, SQLite by triggers. So whoever writes a row here, in
    whatever way, has written the index too.
    """

    case = models.OneToOneField(Case, models.CASCADE, related_name="search_entry", primary_key=True)
    words = models.TextField()

    def __str__(self) -> str:
        return self.words[:60]


class SavedFilterQuerySet(models.QuerySet["SavedFilter"]):
    def visible_to(self, user: User) -> Self:
        """Return the person's own: what somebody looks for is nobody else's business."""
        return self.filter(user=user)


class SavedFilter(models.Model):
    """A filter of the register under a name that one person gave it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_filters")
    name = models.CharField("nama saringan", max_length=60)
    query = models.CharField(max_length=1000)  # as in the address, already checked: "status=…"
    kept_at = models.DateTimeField()

    objects = SavedFilterQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["user", "name"], name="one_saved_filter_per_name")
        ]

    def __str__(self) -> str:
        return self.name
