"""A number for each request, and one line in the log when it was answered.

Stands first, so that the number is on every answer and in every line that is written meanwhile.
"""

from __future__ import annotations

import logging
import re
import time
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.conf import settings
from django.utils.functional import SimpleLazyObject, empty
from structlog.contextvars import bind_contextvars, clear_contextvars

from sopti.core.logs import path_told

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    Next = Callable[[HttpRequest], HttpResponseBase]

log = logging.getLogger("sopti.asked")
GIVEN = re.compile(r"[0-9A-Za-z-]{8,64}", re.ASCII)
QUIET = ("/healthz", "/metrics")
TOLD_LETTERS = 8  # of the number: what a person can say on the telephone


class NumberedMiddleware:
    """Take the number that the server in front gave, or give one, and tell how it ended."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        began = time.perf_counter()
        number = _number_of(request)
        request.number = number  # type: ignore[attr-defined]  # read by incident_of
        clear_contextvars()
        bind_contextvars(request_id=number)
        response = self.get_response(request)
        response["X-Request-ID"] = number
        _tell(request, response, seconds=time.perf_counter() - began)
        return response

    def process_view(self, request: HttpRequest, *_: Any) -> None:
        """Let what the view writes into the log say for whom: the session is known by now."""
        bind_contextvars(**account_of(request))


def incident_of(request: HttpRequest) -> str:
    """Return the beginning of the request's number, by which its lines in the log are found."""
    number: str = getattr(request, "number", "")
    return number[:TOLD_LETTERS]


def account_of(request: HttpRequest) -> dict[str, Any]:
    """Return account and court of whoever asks, as far as they are known without asking anew."""
    user: Any = getattr(request, "user", None)
    if isinstance(user, SimpleLazyObject):
        user = user._wrapped  # noqa: SLF001 (to look, not to load)
    if user is None or user is empty or not user.is_authenticated:
        return {}
    court = user._state.fields_cache.get("court")  # noqa: SLF001 (the same)
    return {"account": user.pk, "court": court.key if court else None}


def _number_of(request: HttpRequest) -> str:
    given = request.headers.get("X-Request-ID", "")
    return given if GIVEN.fullmatch(given) else uuid4().hex


def _tell(request: HttpRequest, response: HttpResponseBase, *, seconds: float) -> None:
    if request.path.startswith((settings.STATIC_URL, *QUIET)):
        return
    is_ours = response.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR
    told = {
        "method": request.method,
        "path": path_told(request.path),
        "status": response.status_code,
        "ms": round(seconds * 1000, 1),
    }
    level = logging.WARNING if is_ours else logging.INFO
    log.log(level, "answered", extra=told | account_of(request))
