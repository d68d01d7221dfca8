"""How often one address may look up papers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sopti.ui.throttle import is_within

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest

LOOKS_A_MINUTE = 30


def may_look(request: HttpRequest, *, at: datetime) -> bool:
    """Count one look of this address, and tell whether it is still within the limit."""
    return is_within(request, "check-paper", LOOKS_A_MINUTE, at=at)
