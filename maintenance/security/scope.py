"""Whose rows of security a person may see: the court's, but nobody's who is only a clerk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db import models

if TYPE_CHECKING:
    from sopti.people.models import User

ONLY_A_CLERK = frozenset({"pegawai"})
WRITERS = frozenset({"operator_ti", "kasubag_ptip"})
NO_COURT = "Akun Anda belum terdaftar pada satu pengadilan."


def why_not_read(user: User) -> str | None:
    """Say why this person sees nothing of the court's security: weak places are not for all."""
    if user.court_id is None:
        return NO_COURT
    if not user.role_keys - ONLY_A_CLERK:
        return "Keamanan TI dibuka oleh petugas TI dan pejabat di pengadilan Anda."
    return None


def may_read(user: User) -> bool:
    return why_not_read(user) is None


def why_not_write(user: User, court_id: int | None) -> str | None:
    """Say why this person cannot keep the registers of security."""
    if (reason := why_not_read(user)) is not None:
        return reason
    if court_id != user.court_id:
        return "Data ini milik pengadilan lain."
    if not WRITERS & user.role_keys:
        return "Data keamanan dicatat oleh Operator/Admin TI dan Kasubag PTIP."
    return None


class OfCourt(models.QuerySet[Any]):
    """Rows with a court of their own."""

    def visible_to(self, user: User) -> Self:
        return self.filter(court=user.court_id) if may_read(user) else self.none()
