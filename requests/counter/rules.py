"""Who writes down the requests of others at the counter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from requests.enums import RECEIVERS
from requests.rules import NO_COURT

if TYPE_CHECKING:
    from sopti.people.models import User


def why_not_write_down(user: User) -> str | None:
    if user.court_id is None:
        return NO_COURT
    if not RECEIVERS & user.role_keys:
        return (
            "Permintaan orang lain dicatat di meja layanan oleh Operator dan Kasubag PTIP. "
            "Permintaan Anda sendiri diajukan lewat Ajukan permintaan."
        )
    return None
