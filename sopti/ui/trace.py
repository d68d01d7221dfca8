"""The trace of a denied access: one line for whoever looks after the installation.

Who, of which court, how, where and why; nothing of what was typed, and no query: a search may name
people. Django's own `django.request` says of the same answer only its status and address.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from django.utils.encoding import iri_to_uri

if TYPE_CHECKING:
    from django.http import HttpRequest

NOBODY = "-"
NOT_LOGGED_IN, FORGED = "belum masuk", "formulir tidak terbukti berasal dari halaman sendiri"
LONGEST = 300  # characters of a reason

logger = logging.getLogger("sopti.security")


def note_denied(request: HttpRequest, why: str, *, level: int = logging.WARNING) -> None:
    """Leave a line on `sopti.security`. INFO is for what honest people do every day."""
    told = {
        "who": _person(request),
        "court": _court(request),
        "method": _plain(request.method or ""),
        "path": iri_to_uri(request.path),  # a line break in an address stays one of its letters
        "why": _plain(why),
    }
    line = "ditolak: %(method)s %(path)s, oleh %(who)s dari %(court)s: %(why)s"
    logger.log(level, line, told, extra=told)
    request.is_noted = True  # type: ignore[attr-defined]  # read by is_noted


def is_noted(request: HttpRequest) -> bool:
    return hasattr(request, "is_noted")


def _person(request: HttpRequest) -> str:
    user = getattr(request, "user", None)
    return _plain(user.get_username() if user else "") or NOBODY


def _court(request: HttpRequest) -> str:
    court = getattr(getattr(request, "user", None), "court", None)
    return court.key if court else NOBODY


def _plain(words: str) -> str:
    """Return the words in one line, whatever signs are among them."""
    return "".join(sign if sign.isprintable() else " " for sign in words)[:LONGEST]
