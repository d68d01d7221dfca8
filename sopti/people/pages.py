"""What the pages of people show, gathered in few queries."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import Prefetch

from sopti.people.load import DEMO_PASSWORD
from sopti.people.models import Appointment, Court, User
from sopti.people.rules import EVERYBODY

if TYPE_CHECKING:
    from datetime import date


@dataclass
class DemoCourt:
    """One court of the demonstration and who may be tried out in it."""

    court: Court
    accounts: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Demo:
    password: str
    courts: list[DemoCourt]


def demo_accounts(*, on: date) -> Demo | None:
    """Return the accounts of a demonstration, by court; None where nobody is for show."""
    held = Appointment.objects.in_force(on).exclude(role=EVERYBODY).select_related("role")
    people = (
        User.objects.filter(is_demo=True, is_active=True, court__isnull=False)
        .select_related("court")
        .prefetch_related(Prefetch("appointments", held, to_attr="held_today"))
        .order_by("court_id", "pk")
    )
    courts: dict[int, DemoCourt] = {}
    for person in people:
        assert person.court is not None  # noqa: S101 (filtered above; for the type checker)
        group = courts.setdefault(person.court.pk, DemoCourt(person.court))
        titles = [appointment.as_title for appointment in person.held_today]
        group.accounts.append((person.username, ", ".join(titles) or person.position))
    return Demo(DEMO_PASSWORD, list(courts.values())) if courts else None
