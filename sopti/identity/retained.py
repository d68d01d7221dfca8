"""What of this room may be destroyed after a term: from where somebody came in, long ago."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.usersessions.models import UserSession

from sopti.core.retained import Retained

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from django.db.models import QuerySet


def _due(court: int, before: datetime) -> QuerySet[UserSession]:
    return UserSession.objects.filter(user__court=court, last_seen_at__lt=before)


def _destroy(keys: Sequence[int], number: str, at: datetime) -> None:
    UserSession.objects.filter(pk__in=keys).delete()


ENTRIES = Retained(
    key="jejak-masuk",
    title="Jejak masuk",
    says="Dari alamat dan perangkat mana seseorang masuk; dihitung sejak terakhir terlihat.",
    because="Diperlukan untuk menelusuri akun yang disalahgunakan, yang dapat lama baru ketahuan.",
    usual=12,
    least=3,
    order=30,
    due=_due,
    since="last_seen_at",
    destroy=_destroy,
)
