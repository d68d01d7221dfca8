"""What rows said at the end of a period, from their history."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from django.db import models

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

Kept = TypeVar("Kept", bound=models.Model)


def as_it_stood(model: type[Kept], keys: Collection[int], before: datetime) -> dict[int, Kept]:
    """Return each row as it was just before the moment; one noted later, as it was noted first.

    One query. What a row refers to is fetched by whoever reads it.
    """
    history: Any = model.history  # type: ignore[attr-defined]  # simple-history's manager
    lines = history.filter(id__in=list(keys)).order_by("history_date", "history_id")
    found: dict[int, Any] = {}
    for line in lines:
        if line.id not in found or line.history_date < before:
            found[line.id] = line
    return {key: line.instance for key, line in found.items()}
