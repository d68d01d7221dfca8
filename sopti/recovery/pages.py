"""What Beranda shows to an administrator when the copies of the installation are old."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sopti.people.rules import ADMIN
from sopti.recovery.nightly import why_worry
from sopti.workflow.registry import Panel

if TYPE_CHECKING:
    from datetime import datetime

    from sopti.people.models import User


def home_panels(user: User, now: datetime) -> list[Panel]:
    """Warn an administrator; nobody else can do anything about it."""
    worry = why_worry(now) if ADMIN in user.role_keys else None
    return [Panel("recovery/_home.html", {"worry": worry}, "top")] if worry else []
