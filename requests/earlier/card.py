"""What earlier requests tell of a thing: the lines of its kartu historis."""

from __future__ import annotations

from typing import TYPE_CHECKING

from requests.earlier.models import EarlierRequest
from sopti.core.words import sentence
from sopti.workflow.subjects import Line

if TYPE_CHECKING:
    from sopti.people.models import User


def lines_about(kind: str, key: str, viewer: User) -> list[Line]:
    """Return the earlier requests that name the thing, as far as the viewer may read them."""
    found = EarlierRequest.objects.visible_to(viewer).filter(subject_kind=kind, subject_key=key)
    return [
        Line(
            on=one.came_on,
            what="Permintaan sebelum SOPTI",
            text=f"{sentence(one.title)} {sentence(one.result or one.get_state_display())}",
            by=one.handler or one.requester,
            link=one.get_absolute_url(),
            link_words=one.number,
        )
        for one in found
    ]
