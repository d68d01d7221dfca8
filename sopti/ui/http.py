"""The request as our views know it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails

    from sopti.people.models import User


class UserRequest(HttpRequest):
    """A request that LoginRequiredMiddleware has let through: `user` is a real User."""

    user: User  # never anonymous behind LoginRequiredMiddleware
    htmx: HtmxDetails
    counted: dict[str, int]  # what a view has counted already, for the frame
