"""Everything that changes how accounts are protected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.usersessions.models import UserSession

if TYPE_CHECKING:
    from sopti.people.models import User


def sign_out(pks: list[int], *, by: User) -> int:
    """End some of the person's own sessions; return how many there were."""
    mine = list(UserSession.objects.filter(user=by, pk__in=pks))
    for one in mine:
        one.end()
    return len(mine)


def sign_out_others(*, by: User, here: str | None) -> int:
    """End all of the person's sessions but the one that asks."""
    others = UserSession.objects.filter(user=by).exclude(session_key=here)
    return sign_out(list(others.values_list("pk", flat=True)), by=by)
