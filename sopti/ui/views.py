"""The pages of the house itself: what a person sees when something does not go through.

`sopti/urls.py` names the handlers. The last one asks nothing of the database: it may be the
database that is down.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme

from sopti.core.asked import incident_of
from sopti.core.away import is_database_away, is_disk_full
from sopti.ui.trace import FORGED, note_denied
from sopti.ui.typed import typed_words

if TYPE_CHECKING:
    from django.http import HttpRequest

RETRY_SECONDS = "30"


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that a form is too old to be believed, and give back what was typed into it.

    Only a form of our own pages gets its words back: a foreign page could otherwise have us
    show its sentences.
    """
    note_denied(request, FORGED)
    source = request.headers.get("Origin") or request.headers.get("Referer") or ""
    is_ours = url_has_allowed_host_and_scheme(source, {request.get_host()})
    back = request.headers.get("Referer", "") if is_ours else ""
    context = {"typed": typed_words(request) if is_ours else [], "back": back or request.path}
    return render(request, "403_csrf.html", context, status=403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "403.html", {"reason": str(exception)}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", status=404)


def reading_only(request: HttpRequest) -> HttpResponse:
    """Say that no form is taken while a disk is nearly full. Asks nothing of the database."""
    return HttpResponse(render_to_string("507_reading.html"), status=507)


def broken(request: HttpRequest) -> HttpResponse:
    """Answer 507 when the disk is full, 503 when the database is busy or away, else 500.

    Without asking the database anything.
    """
    error = sys.exception()
    if is_disk_full(error):
        return HttpResponse(render_to_string("507.html"), status=507)
    if is_database_away(error):
        page = render_to_string("503.html")
        return HttpResponse(page, status=503, headers={"Retry-After": RETRY_SECONDS})
    told = {"incident": incident_of(request)}
    return HttpResponse(render_to_string("500.html", told), status=500)
