"""Whose rows of security a person may see: the court's, but nobody's who is only a clerk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db import models

from maintenance.keepers import Keeping

if TYPE_CHECKING:
    from sopti.people.models import User


KEPT = Keeping(
    not_for_clerks="Keamanan TI dibuka oleh petugas TI dan pejabat di pengadilan Anda.",
    of_others="Data ini milik pengadilan lain.",
    not_kept="Data keamanan dicatat oleh Operator/Admin TI dan Kasubag PTIP.",
)
why_not_read, may_read, why_not_write = KEPT.why_not_see, KEPT.may_see, KEPT.why_not_keep


class OfCourt(models.QuerySet[Any]):
    """Rows with a court of their own."""

    def visible_to(self, user: User) -> Self:
        return self.filter(court=user.court_id) if may_read(user) else self.none()
