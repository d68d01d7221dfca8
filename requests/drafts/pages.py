"""What Beranda shows of a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from requests.drafts.actions import draft_of
from sopti.workflow.registry import Panel

if TYPE_CHECKING:
    from datetime import datetime

    from sopti.people.models import User


def home_panels(user: User, now: datetime) -> list[Panel]:
    """Return the way back to a half-filled form, if this person left one."""
    draft = draft_of(user, at=now)
    return [Panel("requests/drafts/_home.html", {"draft": draft})] if draft else []
