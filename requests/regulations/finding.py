"""The words of regulations, and which of them a search means."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Count

from requests.register.indexes import REGULATIONS
from requests.regulations.models import Regulation, RegulationEntry
from sopti.search.actions import keep_found
from sopti.search.words import asked_words, rows_with, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from requests.regulations.models import RegulationQuerySet
    from sopti.people.models import User


def keep_words(regulation: Regulation) -> None:
    """Write the words by which the regulation is found, new or again."""
    texts = regulation.files.values_list("text", flat=True)
    RegulationEntry.objects.update_or_create(
        regulation=regulation, defaults={"words": words_of(_text(regulation, texts))}
    )
    keep_found("peraturan", [regulation])


def _text(regulation: Regulation, texts: Iterable[str]) -> str:
    return "\n".join((regulation.cited, str(regulation.year), regulation.summary, *texts))


def rebuild_words() -> int:
    """Write the words of every regulation anew, and say how many there are."""
    every = list(Regulation.objects.prefetch_related("files"))
    for regulation in every:
        keep_words(regulation)
    return len(every)


def found_regulations(user: User, chosen: dict[str, Any]) -> RegulationQuerySet:
    """Return what the viewer may see and the filter means, the newest first."""
    found = Regulation.objects.visible_to(user).with_standing()
    if chosen.get("jenis"):
        found = found.filter(kind=chosen["jenis"])
    if chosen.get("keadaan"):
        found = found.standing_at(chosen["keadaan"])
    if chosen.get("q"):
        words = asked_words(chosen["q"])
        found = found.filter(pk__in=rows_with(words, index=REGULATIONS)) if words else found.none()
    return found.annotate(files_count=Count("files")).order_by("-year", "kind", "number")
