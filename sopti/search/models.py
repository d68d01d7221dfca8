"""The words by which things are found."""

from __future__ import annotations

from django.db import models


class Entry(models.Model):
    """The words of one thing of some room, each with its stem, between spaces.

    The first word is the mark of its kind and court. Both databases index the words beside this
    table (`index.py`, decision 0019), so whoever writes a row, in whatever way, has written the
    index too. The keys grow with time: the newest things come first without sorting.
    """

    kind = models.SlugField(max_length=20)
    thing = models.BigIntegerField()
    words = models.TextField()
    kept_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "thing"], name="one_search_entry_per_thing")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.thing}"


def mark_of(kind: str, court_id: int | None) -> str:
    """Return the word by which the entries of one kind in one court are found."""
    return f"0{kind}0{court_id or 0}"
