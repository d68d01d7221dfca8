"""Who works behind the pages, and when they were last heard of."""

from __future__ import annotations

from django.db import models


class Beat(models.Model):
    """A worker: it writes the moment at the beginning of each round."""

    place = models.CharField(max_length=120, unique=True)  # machine and process: sopti1:4711
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.place
