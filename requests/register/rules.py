"""Who may read the register, and what may be kept of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from requests.register.models import SavedFilter
from requests.rules import NO_COURT

if TYPE_CHECKING:
    from sopti.people.models import User

MOST_SAVED = 20


def why_not_read(user: User) -> str | None:
    return NO_COURT if user.court_id is None else None


def why_not_keep(user: User, *, name: str, query: str) -> str | None:
    """Say why a filter cannot be kept. A name that is taken already is no reason: it is renewed."""
    if not query:
        return "Saringan tidak disimpan: pilih paling sedikit satu saringan lebih dulu."
    others = SavedFilter.objects.visible_to(user).exclude(name=name).count()
    if others >= MOST_SAVED:
        return f"Saringan tidak disimpan: sudah ada {MOST_SAVED}. Hapus satu lebih dulu."
    return None
