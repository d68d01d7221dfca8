"""What of this room may be destroyed after a term: messages that are over, with their mails."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from sopti.core.retained import Retained
from sopti.notifications.models import Message

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from django.db.models import QuerySet


def _due(court: int, before: datetime) -> QuerySet[Message]:
    over = Q(read_at__lt=before) | Q(settled_at__lt=before)
    return Message.objects.filter(over, to__court=court, queued_at__lt=before)


def _destroy(keys: Sequence[int], number: str, at: datetime) -> None:
    Message.objects.filter(pk__in=keys).delete()


MESSAGES = Retained(
    key="pesan",
    title="Pemberitahuan dan e-mail terkirim",
    says="Kabar yang sudah dibaca atau sudah selesai, beserta isi e-mailnya; dihitung sejak itu. "
    "Yang belum dibaca tidak ikut. Apa yang terjadi tetap ada pada catatan berkas.",
    because="Hanya mengantar orang kepada berkasnya; tidak diperlukan lagi sesudah dibaca.",
    usual=24,
    least=6,
    order=20,
    due=_due,
    since="queued_at",
    destroy=_destroy,
)
