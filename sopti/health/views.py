"""What programs ask that watch over the server. No session, no name, no secret in the answers."""

from __future__ import annotations

import time
from dataclasses import asdict
from ipaddress import ip_address
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse, JsonResponse
from django.utils.crypto import constant_time_compare
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from sopti.core.gauges import as_text, gauges
from sopti.health.ready import readiness

if TYPE_CHECKING:
    from django.http import HttpRequest

FORMAT = "text/plain; version=0.0.4; charset=utf-8"
KEPT_SECONDS = 5.0
answers: list[tuple[float, str]] = []


@require_safe
@never_cache
@login_not_required
def alive(request: HttpRequest) -> HttpResponse:
    """Answer at all: a process that hangs would not."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
@never_cache
@login_not_required
def healthz(request: HttpRequest) -> HttpResponse:
    """Answer 200 while people can work here, else 503: the server in front asks another machine."""
    found = readiness()
    told = {"ready": found.is_ready} | asdict(found)
    return JsonResponse(told, status=200 if found.is_ready else 503)


@require_safe
@never_cache
@login_not_required
def metrics(request: HttpRequest) -> HttpResponse:
    """Tell the numbers to whoever has the token; to others there is no such page."""
    if not _may_read(request):
        raise Http404
    if not answers or time.monotonic() - answers[-1][0] >= KEPT_SECONDS:
        answers[:] = [(time.monotonic(), as_text(gauges(now())))]
    return HttpResponse(answers[-1][1], content_type=FORMAT)


def _may_read(request: HttpRequest) -> bool:
    """Ask for the token. Without one only this machine reads, and only where no server is in front.

    Behind a server everybody seems to come from this machine.
    """
    if settings.METRICS_TOKEN:
        given = request.headers.get("Authorization", "")
        return constant_time_compare(given, f"Bearer {settings.METRICS_TOKEN}")
    if settings.HTTPS or "X-Forwarded-For" in request.headers:
        return False
    try:
        return ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False
