"""The page of a court's ready sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from requests.replies.rules import kept_by
from requests.replies.sentences import sentences_of

if TYPE_CHECKING:
    from sopti.people.models import User


def sentences_page(user: User) -> dict[str, Any]:
    """Return the sentences that this person keeps, by purpose, and whether they are ours still."""
    found = list(sentences_of(user.court))
    return {
        "groups": [
            (purpose, [one for one in found if one.purpose == purpose]) for purpose in kept_by(user)
        ],
        "is_shipped": all(one.pk is None for one in found),
    }
