"""Who may be sent to cover an event."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sopti.people.models import Appointment, User
from website_ops.coverage.rules import COVERERS

if TYPE_CHECKING:
    from sopti.people.models import Court


def officers_of(court: Court) -> list[User]:
    """Return the people of the court who hold a role that covers, by name."""
    held = Appointment.objects.filter(court=court, role__in=COVERERS).values("user")
    return list(User.objects.filter(court=court, is_active=True, pk__in=held).order_by("full_name"))
