"""The door for the agents of the servers, and the agent itself.

An agent has no session: it shows the key of its server. So the door stands outside the login and
the check of forms, takes little, seldom, and answers in JSON.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, JsonResponse
from django.utils.timezone import now
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe
from pydantic import ValidationError

from maintenance.servers import actions, rules
from maintenance.servers.forms import Posted
from sopti.core.errors import refuse_if
from sopti.ui.throttle import is_within

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest

    from maintenance.servers.actions import Measured
    from sopti.ui.http import UserRequest

SCRIPT = Path(__file__).parent / "agent" / "sopti-server.sh"
MOST_BYTES = 2048
SENDINGS_A_MINUTE = 60  # of one address: all servers of a court may stand behind it
BEARER = "Bearer "


@csrf_exempt  # no cookie speaks for an agent: its key does
@login_not_required
@require_POST
def take(request: HttpRequest, pk: int) -> JsonResponse:
    """Keep what an agent sends, or say why not."""
    at = now()
    refused = _why_not_weigh(request) or _why_not_often(request, at=at)
    if refused is not None:
        return refused
    shown = request.headers.get("Authorization", "").removeprefix(BEARER).strip()
    told = _told(request.body)
    if told is None:
        return _answer(400, "Kiriman tidak dikenali: angka tidak ada, salah, atau di luar batas.")
    try:
        actions.take_posted(pk, shown, told, at=at)
    except actions.WrongKey as reason:
        return _answer(401, str(reason))
    except actions.TooSoon as reason:
        return _answer(429, str(reason))
    return JsonResponse({"hasil": "dicatat"}, status=201)


def _why_not_weigh(request: HttpRequest) -> JsonResponse | None:
    """Refuse what is too large before a byte of it is read."""
    length = request.META.get("CONTENT_LENGTH") or ""
    if not length.isdecimal():
        return _answer(411, "Panjang kiriman tidak disebut.")
    if len(length) > 9 or int(length) > MOST_BYTES:  # noqa: PLR2004 (more digits are too many)
        return _answer(413, f"Kiriman terlalu besar: paling banyak {MOST_BYTES} bita.")
    return None


def _why_not_often(request: HttpRequest, *, at: datetime) -> JsonResponse | None:
    if is_within(request, "server-agent", SENDINGS_A_MINUTE, at=at):
        return None
    return _answer(429, rules.TOO_SOON)


def _told(body: bytes) -> Measured | None:
    try:
        return Posted.model_validate_json(body).measured()
    except ValidationError:
        return None


@require_safe
def script(request: UserRequest) -> FileResponse:
    """Send the agent to whoever installs it."""
    refuse_if(rules.why_not_keep(request.user, request.user.court_id))
    return FileResponse(
        SCRIPT.open("rb"), as_attachment=True, filename=SCRIPT.name, content_type="text/plain"
    )


def _answer(status: int, reason: str) -> JsonResponse:
    return JsonResponse({"hasil": "ditolak", "sebab": reason}, status=status)
