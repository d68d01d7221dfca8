"""Finding requests of the register by their words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from requests.register.indexes import REQUESTS
from requests.register.models import SearchEntry
from sopti.search.actions import keep_found
from sopti.search.words import rows_with, words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models.expressions import RawSQL

    from requests.models import ServiceRequest


def keep_in_search(asked: Sequence[ServiceRequest]) -> int:
    """Write the words of these requests, new or again, for the register and the whole house."""
    entries = [SearchEntry(case=one.case, words=words_of(text_of(one))) for one in asked]
    SearchEntry.objects.bulk_create(
        entries, update_conflicts=True, unique_fields=["case"], update_fields=["words"]
    )
    return keep_found("permintaan", asked)


def text_of(asked: ServiceRequest) -> str:
    case = asked.case
    parts = (case.number, case.title, case.detail, str(case.requester or ""), asked.asset_or_place)
    return "\n".join(parts)


def cases_with(words: list[str]) -> RawSQL:
    """Return, for `pk__in`, the cases in which every one of these words stands."""
    return rows_with(words, index=REQUESTS)
