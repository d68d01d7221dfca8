"""What Beranda shows of a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from requests.drafts.actions import draft_of
from requests.models import Draft
from sopti.workflow.registry import Panel

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from sopti.people.models import User


def drafts(*, person: int, **_: Any) -> QuerySet[Draft]:
    """Return what Beranda asks for: see sopti.workflow.registry.register_home_panels."""
    return Draft.objects.filter(user=person)


def home_panels(user: User, now: datetime) -> list[Panel]:
    """Return the way back to a half-filled form, if this person left one."""
    draft = draft_of(user, at=now)
    return [Panel("requests/drafts/_home.html", {"draft": draft})] if draft else []
