"""Oversight: somebody of a court of appeal stands in one lower court at a time, and only reads.

Nothing is widened for them: while they stand there, they are of that court, and hold no role but
the overseer's. Which pages they read there, the doors say.
"""

from __future__ import annotations

from http import HTTPMethod
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import Resolver404, resolve

from sopti.core.doors import door_of
from sopti.people.models import Court
from sopti.ui.trace import note_denied

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse
    from django.http.response import HttpResponseBase

    from sopti.ui.http import UserRequest

    Next = Callable[[HttpRequest], HttpResponseBase]

CHOSEN = "overseen_court"  # in the session
READING = {HTTPMethod.GET, HTTPMethod.HEAD}
ONLY_READ = (
    "Sebagai pengawas Anda hanya membaca berkas, register, laporan, dan kepatuhan {court}. "
    "Kembali ke pengadilan Anda untuk bekerja."
)


def choose(request: UserRequest, court: Court) -> None:
    request.session[CHOSEN] = court.pk


def leave(request: UserRequest) -> None:
    request.session.pop(CHOSEN, None)


class OversightMiddleware:
    """Let an overseer stand in the court they chose. Whoever is no overseer any more stays out."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        court = _chosen(request)
        if court is None:
            return self.get_response(request)
        return _stand(request, court) or self.get_response(request)


def _chosen(request: HttpRequest) -> Court | None:
    if not request.user.is_authenticated or CHOSEN not in request.session:
        return None
    below = Court.objects.overseen_by(request.user)
    return below.filter(pk=request.session[CHOSEN]).first()


def _stand(request: HttpRequest, court: Court) -> HttpResponse | None:
    """Put the person into the court for this request, or say that it is not for overseers."""
    assert request.user.is_authenticated  # noqa: S101 (_chosen saw to it; for the type checker)
    request.user.oversees = court
    name = _name_of(request)
    door = door_of(name)
    if door is None or door.is_open or door.is_own:
        return None
    if name == "home":
        return redirect("people:overseen")
    if not door.is_overseen or request.method not in READING:
        reason = ONLY_READ.format(court=court)
        note_denied(request, reason)
        raise PermissionDenied(reason)
    request.user.stand_in(court)
    return None


def _name_of(request: HttpRequest) -> str:
    try:
        return resolve(request.path_info).view_name
    except Resolver404:
        return ""
