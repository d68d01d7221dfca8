"""Who gets past the door of the administration."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied

from sopti.people import rules

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse

    from sopti.ui.http import UserRequest

    View = Callable[..., HttpResponse]


def administrator_only(view: View) -> View:
    """Let only the court's administrator in; everybody else reads whose page this is."""

    @wraps(view)
    def guarded(request: UserRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        reason = rules.why_not_manage(request.user)
        if reason is not None:
            raise PermissionDenied(reason)
        return view(request, *args, **kwargs)

    return guarded
