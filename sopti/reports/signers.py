"""Who signs a paper of the court itself: the holder of a role on the day of printing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sopti.core.words import nip
from sopti.people.models import Appointment
from sopti.reports.parts import Signature

if TYPE_CHECKING:
    from datetime import datetime

    from sopti.people.models import Court


def signatures_of(
    court: Court, roles: dict[str, tuple[str, str]], *, at: datetime
) -> dict[str, Signature]:
    """Return the block of each role, {role: (place, its title)}, in one query.

    Who acts (Plh., Plt.) signs before who is away; a role that nobody holds has an empty block.
    """
    found = Appointment.objects.in_force_at(at).filter(court=court, role__in=roles)
    held = {
        one.role_id: one for one in found.select_related("user", "role").order_by("capacity", "pk")
    }
    return {
        role: _signature(place, held[role]) if role in held else Signature(place, title, "", "", "")
        for role, (place, title) in roles.items()
    }


def _signature(place: str, held: Appointment) -> Signature:
    letter = f"Surat perintah nomor {held.letter_number}" if held.capacity else ""
    return Signature(place, held.as_title, letter, str(held.user), nip(held.user.nip))
