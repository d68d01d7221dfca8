"""The row that the deeds share: what was found and settled of a request."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from requests.models import Handling
from sopti.workflow.deeds import form_means

if TYPE_CHECKING:
    from django.db.models import TextChoices

    from sopti.workflow.models import Case, Task


def handling_of(case: Case) -> Handling:
    """Return what is known of the request, or an empty row that is not stored."""
    found: Handling | None = getattr(case, "handling", None)
    return found or Handling(case_id=case.pk)


def settle(case: Case, **told: Any) -> None:
    """Keep what a deed found; a word said again takes the place of the earlier one."""
    row, _ = Handling.objects.get_or_create(case=case)
    for name, value in told.items():
        setattr(row, name, value)
    row.save()
    case.handling = row  # what is read next is the newest


def key_of(choices: type[TextChoices], word: object, *, task: Task, field: str) -> str:
    """Return the key of a choice by the word that page and paper show.

    A court's own word is known by what its form says that it means; else "".
    """
    means = form_means(task, field, word)
    own = means if means in choices.values else ""
    return own or next((value for value, label in choices.choices if label == word), "")


def words_of(choices: type[TextChoices]) -> list[tuple[str, str]]:
    """Return choices whose values are their words: what is kept reads the same everywhere."""
    return [(label, label) for label in choices.labels]
