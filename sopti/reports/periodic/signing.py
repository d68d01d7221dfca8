"""Who stands below a report, in which capacity, on which day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sopti.people.models import Appointment
from sopti.reports.periodic.content import Signer

if TYPE_CHECKING:
    from datetime import date

    from sopti.people.models import Court, User

NAMES = {"kasubag_ptip": "Kasubag PTIP", "sekretaris": "Sekretaris", "ketua": "Ketua"}


def signer_of(person: User, role: str, *, on: date) -> Signer:
    """Return the person in that role on that day; who holds it twice, definitive before acting."""
    held = Appointment.objects.in_force(on).filter(user=person, court=person.court_id, role=role)
    mine = held.select_related("role", "user").order_by("capacity", "pk").first()
    if mine is None:
        return Signer(name=str(person), nip=person.nip, title=NAMES[role], on=on.isoformat())
    return _signer(mine, on=on.isoformat())


def holder_of(court: Court, role: str, *, on: date) -> Signer:
    """Return who would sign in that role on that day, an acting official before the one away."""
    held = Appointment.objects.in_force(on).filter(court=court, role=role, user__is_active=True)
    found = held.select_related("role", "user").order_by("capacity", "-pk").last()
    return Signer(name="", nip="", title=NAMES[role]) if found is None else _signer(found)


def _signer(held: Appointment, *, on: str = "") -> Signer:
    letter = held.letter_number if held.capacity else ""
    person = held.user
    return Signer(name=str(person), nip=person.nip, title=held.as_title, letter=letter, on=on)
