"""Who may note early warnings and close them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maintenance.security.scope import why_not_write

if TYPE_CHECKING:
    from datetime import datetime

    from maintenance.security.watch.models import Threat
    from sopti.people.models import User


def why_not_seen_at(seen_at: datetime, *, now: datetime) -> str | None:
    return "Waktu itu belum tiba. Tulis kapan terlihatnya." if seen_at > now else None


def why_not_close(user: User, threat: Threat) -> str | None:
    if threat.closed_at is not None:
        return "Peringatan ini sudah ditutup."
    return why_not_write(user, threat.court_id)


def why_not_raise(user: User, threat: Threat) -> str | None:
    """Say why it does not become an incident of the network."""
    if threat.incident_id is not None:
        return "Berkas insiden untuk peringatan ini sudah dibuka."
    return why_not_close(user, threat)
