"""What stands between the server and the views: the size of a form, and the way of a refusal."""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit

from django.apps import apps
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import is_valid_path
from django_htmx.http import HttpResponseClientRedirect

from sopti.core import room
from sopti.core.doors import door_of
from sopti.core.errors import Refusal
from sopti.ui.trace import NOT_LOGGED_IN, is_noted, note_denied
from sopti.ui.typed import keep_typed, page_of_form
from sopti.ui.views import reading_only

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse
    from django.http.response import HttpResponseBase
    from django.urls import ResolverMatch

    Next = Callable[[HttpRequest], HttpResponseBase]

READING = {"GET", "HEAD", "OPTIONS"}
STILL_OPEN = {
    "/masuk/",
    "/masuk/kode/",
    "/masuk/passkey/",
    "/keluar/",
}  # who only reads has to come in, too
NO_KEY = 2**63  # no row has such a number, and no database takes the question for it
LONGEST_WAY = 2000  # characters of an address; a redirect may have 16,384, quoted thrice over


class BodyLimitMiddleware:
    """Refuse a body that is too large, or does not say how large it is, before anybody reads it.

    Stands before the check for forged forms, since that check reads the whole body.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if _is_too_large(request):
            return render(request, "413.html", status=413)
        return self.get_response(request)


class ReadOnlyMiddleware:
    """Refuse every form while a disk is nearly full; reading goes on, and so do login and logout.

    Asks nothing of the database, and stands before the form's files are read.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        writes = request.method not in READING and request.path not in STILL_OPEN
        if writes and room.is_short():
            return reading_only(request)
        return self.get_response(request)


def _is_too_large(request: HttpRequest) -> bool:
    length = request.META.get("CONTENT_LENGTH", "")
    if not length:
        return "chunked" in request.META.get("HTTP_TRANSFER_ENCODING", "").lower()
    # int() of thousands of digits is refused by Python; so many digits are too many bytes anyway.
    return length.isdecimal() and (len(length) > 15 or int(length) > settings.BODY_MAX_BYTES)  # noqa: PLR2004


class LoginMiddleware(LoginRequiredMiddleware):
    """Ask who it is. Whoever sent a form after their session ended finds the form and its words."""

    def handle_no_permission(
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponseRedirect:
        note_denied(request, NOT_LOGGED_IN, level=logging.INFO)
        if request.method in {"GET", "HEAD"}:
            return redirect_to_login(_short(request.get_full_path()))
        if not hasattr(request, "left"):  # else the end of the session has been told already
            messages.warning(
                request,
                "Formulir tadi tidak dicatat karena Anda sudah keluar. "
                "Masuk lagi, lalu kirim sekali lagi.",
            )
        keep_typed(request)
        return redirect_to_login(_short(page_of_form(request)))


def _short(address: str) -> str:
    """Return the address without what is so long that no page of ours has asked it."""
    page = urlsplit(address)
    path = page.path if len(page.path) <= LONGEST_WAY else "/"
    query = page.query if len(page.query) <= LONGEST_WAY else ""
    return urlunsplit(("", "", path, query, ""))


class DoorMiddleware:
    """Let nobody through an address without a door, and leave a trace of whoever is denied.

    Stands behind everything that may change who asks, so that the trace tells it.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if response.status_code == HTTPStatus.FORBIDDEN and not is_noted(request):
            note_denied(request, response.reason_phrase)
        return response

    def process_view(
        self, request: HttpRequest, view: object, args: object, named: dict[str, object]
    ) -> None:
        if any(isinstance(key, int) and key >= NO_KEY for key in named.values()):
            raise Http404
        if request.resolver_match is None or door_of(request.resolver_match.view_name) is None:
            reason = "Belum ada aturan siapa yang boleh membuka halaman ini."
            note_denied(request, reason)
            raise PermissionDenied(reason)

    def process_exception(self, request: HttpRequest, error: Exception) -> None:
        if isinstance(error, PermissionDenied):
            note_denied(request, str(error))
        elif isinstance(error, Http404) and request.resolver_match:
            note_denied(request, _why_not_found(request.resolver_match))
        elif isinstance(error, Refusal):
            note_denied(request, str(error), level=logging.INFO)


def _why_not_found(found: ResolverMatch) -> str:
    """Tell apart what is there, but not for them, from what was never there."""
    door = door_of(found.view_name)
    keys = [one for one in found.kwargs.values() if isinstance(one, int)]
    if door is None or not door.thing or not keys:
        return "tidak ditemukan"
    rows = apps.get_model(door.thing)._base_manager.filter(pk=keys[0])  # noqa: SLF001 (any court's)
    return f"{door.thing} {keys[0]} {'tidak terlihat olehnya' if rows.exists() else 'tidak ada'}"


class FormAddressMiddleware:
    """Lead a browser that asks for the address of a form to the page above it.

    A form that came back with errors stands under the address it was sent to. Whoever is led
    back there, by a login or a refusal, would otherwise meet the browser's own error.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        reads = request.method == "GET" and "text/html" in request.headers.get("Accept", "")
        if reads and response.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
            return HttpResponseRedirect(_page_above(request.path))
        return response


def _page_above(path: str) -> str:
    """Return the nearest address above that is one of ours: /tugas/5/selesai/ lies in /tugas/5/."""
    above = f"{path.rstrip('/').rpartition('/')[0]}/"
    return above if is_valid_path(above) else _page_above(above)


class RefusalMiddleware:
    """Say a Refusal to whoever asked: on the page a form came from, or instead of a page.

    What was typed into the refused form is shown below the reason.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, Refusal):
            return None
        if request.method in {"GET", "HEAD"}:
            return render(request, "403.html", {"reason": str(error)}, status=403)
        messages.error(request, str(error))
        keep_typed(request)
        return _lead_back(request)


def _lead_back(request: HttpRequest) -> HttpResponse:
    if request.headers.get("HX-Request") == "true":
        return HttpResponseClientRedirect(page_of_form(request))
    return HttpResponseRedirect(page_of_form(request))
