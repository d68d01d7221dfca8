"""Who may see and keep what a room notes: the same roles in each, in the room's own words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sopti.people.enums import ONLY_A_CLERK

if TYPE_CHECKING:
    from sopti.people.models import User

KEEPERS = frozenset({"operator_ti", "kasubag_ptip"})
NO_COURT = "Akun Anda belum terdaftar pada satu pengadilan."


@dataclass(frozen=True)
class Keeping:
    """The sentences of a room: to a clerk, about another court's rows, and to who only reads."""

    not_for_clerks: str
    of_others: str
    not_kept: str

    def why_not_see(self, user: User) -> str | None:
        if user.court_id is None:
            return NO_COURT
        return None if user.role_keys - ONLY_A_CLERK else self.not_for_clerks

    def may_see(self, user: User) -> bool:
        return self.why_not_see(user) is None

    def why_not_keep(self, user: User, court_id: int | None) -> str | None:
        """Say why this person may not write about what belongs to a court."""
        if (reason := self.why_not_see(user)) is not None:
            return reason
        if court_id != user.court_id:
            return self.of_others
        return None if user.role_keys & KEEPERS else self.not_kept
