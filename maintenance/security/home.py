"""What security adds to Beranda: the tests of applications that wait for the viewer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from maintenance.security.applications.models import TestCase
from sopti.workflow.registry import Panel

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from sopti.people.models import User


def waiting_of(*, person: int, **_: Any) -> QuerySet[TestCase]:
    """Return what Beranda asks for: see sopti.workflow.registry.register_home_panels."""
    return TestCase.objects.filter(tester=person, result="", acceptance__ended_at=None)


def panels(person: User, now: datetime) -> list[Panel]:
    rows = waiting_of(person=person.pk).select_related("acceptance__application")
    tests = list(rows)
    return [Panel("maintenance/security/_home.html", {"tests": tests})] if tests else []
