"""The words of choices, from a table made once: Django makes it anew for each word."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from django.db import models

if TYPE_CHECKING:
    from django.db.models import Field


class SaysChoices(models.Model):
    """A model whose `get_…_display` is asked in every row of a long list."""

    class Meta:
        abstract = True

    def _get_FIELD_display(self, field: Field[Any, Any]) -> Any:  # noqa: N802 (Django's name)
        value = getattr(self, field.attname)
        return _words_of(field).get(value, value)


@cache
def _words_of(field: Field[Any, Any]) -> dict[Any, str]:
    return {value: str(word) for value, word in field.flatchoices}
