"""Who may see and keep the servers, and whose agent may send: None, or the reason why not."""

from __future__ import annotations

import hmac
from datetime import timedelta
from typing import TYPE_CHECKING

from maintenance.keepers import Keeping
from maintenance.servers.models import Server, ServerKey, ServerReading

if TYPE_CHECKING:
    from datetime import datetime

    from sopti.people.models import User

MOST_SERVERS = 60
A_LITTLE = timedelta(seconds=50)  # an agent sends every few minutes; a clock may be a bit early
NOT_HERE = "Server ini milik pengadilan lain."
WRONG_KEY = "Token tidak berlaku untuk server ini."
TOO_SOON = "Terlalu sering: kirim paling cepat satu menit sekali."


KEPT = Keeping(
    not_for_clerks="Keadaan server dibuka oleh petugas TI dan pejabat di pengadilan Anda.",
    of_others=NOT_HERE,
    not_kept="Server dicatat oleh Operator/Admin TI dan Kasubag PTIP di pengadilan Anda.",
)
why_not_see, may_see, why_not_keep = KEPT.why_not_see, KEPT.may_see, KEPT.why_not_keep


def why_not_save(user: User, wanted: Server) -> str | None:
    """Ask also on the server itself: its name and its asset belong to no other."""
    if (reason := why_not_keep(user, wanted.court_id)) is not None:
        return reason
    others = Server.objects.filter(court=wanted.court_id).exclude(pk=wanted.pk)
    if others.filter(name__iexact=wanted.name).exists():
        return f"Server bernama {wanted.name} sudah ada. Pilih nama lain."
    if wanted.pk is None and others.count() >= MOST_SERVERS:
        return f"Sudah ada {MOST_SERVERS} server. Ubah salah satunya yang tidak dipakai lagi."
    return _why_not_link(wanted)


def _why_not_link(wanted: Server) -> str | None:
    if wanted.asset is None:
        return None
    if wanted.asset.court_id != wanted.court_id:
        return "Aset itu milik pengadilan lain."
    other = Server.objects.filter(asset=wanted.asset).exclude(pk=wanted.pk).first()
    return f"Aset itu sudah tertaut pada server {other}." if other else None


def why_not_read(user: User, server: Server) -> str | None:
    """Say why nobody writes a reading of this server down."""
    if (reason := why_not_keep(user, server.court_id)) is not None:
        return reason
    return None if server.is_active else "Server ini sudah tidak dipakai."


def why_not_trust(key: ServerKey | None, digest: str, server: Server | None) -> str | None:
    """Say why what an agent sends is not taken: in one sentence, whatever it was."""
    known = key.digest if key else "-" * 64
    fits = hmac.compare_digest(known.encode(), digest.encode())
    if key is None or not fits or server is None or not server.is_active:
        return WRONG_KEY
    return None


def why_too_soon(last: ServerReading | None, *, at: datetime) -> str | None:
    return TOO_SOON if last is not None and last.at > at - A_LITTLE else None
