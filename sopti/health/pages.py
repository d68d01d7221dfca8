"""What Beranda shows to an administrator when no worker is at work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Max

from sopti.health.models import Beat
from sopti.health.rules import why_worry_about_worker
from sopti.people.rules import ADMIN
from sopti.workflow.registry import Panel

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.db.models import QuerySet

    from sopti.people.models import User

HEAD = "Server SOPTI perlu diperiksa"  # of Beranda, where nothing else waits


def beats_of(
    *, person: int, court: int | None, today: date, month_ago: datetime
) -> QuerySet[Beat, Any]:
    """Return what Beranda asks for: see sopti.workflow.registry.register_home_panels."""
    return Beat.objects.all()


def home_panels(user: User, now: datetime) -> list[Panel]:
    """Warn an administrator; nobody else can do anything about it."""
    if ADMIN not in user.role_keys or user.court is None:
        return []
    last = Beat.objects.aggregate(last=Max("at"))["last"]
    worry = why_worry_about_worker(last, now=now, zone=user.court.tz)
    return [Panel("health/_home.html", {"worry": worry}, "top", HEAD)] if worry else []
