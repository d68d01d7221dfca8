"""A form that comes back, or is refused, is kept as a draft."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING

from django.utils.timezone import now

from requests.drafts import actions
from sopti.core.errors import Refusal
from sopti.ui.once import FIELD

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse

    from sopti.ui.http import UserRequest

UNPROCESSABLE = 422


def keeps_draft(view: Callable[[UserRequest], HttpResponse]) -> Callable[..., HttpResponse]:
    """Keep what was sent unless it was carried out. Stands outside the form's transaction."""

    @wraps(view)
    def wrapped(request: UserRequest) -> HttpResponse:
        try:
            response = view(request)
        except Refusal:
            keep_sent(request)
            raise
        if response.status_code == UNPROCESSABLE:
            keep_sent(request)
        return response

    return wrapped


def keep_sent(request: UserRequest) -> bool:
    """Keep what the request carries, and tell whether there was anything to keep."""
    key = request.POST.get(FIELD, "")
    return actions.keep(request.POST, key=key, by=request.user, at=now()) is not None
