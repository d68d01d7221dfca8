"""What a refused form still sends is read and thrown away, so that its sender sees the answer."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import UnreadablePostError

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

PIECE = 65_536  # bytes, the most that is held of it
TIMES_THE_LARGEST = 4  # forms; whoever sends more is cut off
LONGEST_NUMBER = 15  # digits


class UnreadBodyMiddleware:
    """Read to its end a form that was answered before it was read, keeping nothing of it.

    A server that answers and closes while a browser is still sending resets the connection, and
    instead of "terlalu besar" or "penyimpanan penuh" the browser tells that the site is broken.
    Stands outermost, so that it does not matter who refused.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.most = TIMES_THE_LARGEST * settings.BODY_MAX_BYTES

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if 0 < _length(request) <= self.most:
            _throw_away(request)
        return response


def _length(request: HttpRequest) -> int:
    """Return how much the request says to hold; 0 where it says nothing sensible."""
    told = request.META.get("CONTENT_LENGTH", "")
    return int(told) if told.isdecimal() and len(told) <= LONGEST_NUMBER else 0


def _throw_away(request: HttpRequest) -> None:
    with suppress(UnreadablePostError):  # nobody is there any more
        while request.read(PIECE):
            pass
