"""What this room holds of a person: what they were told, by mail too, and how they wish it.

The words of a message are not given out: they may quote somebody else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sopti.notifications.models import Digest, Message, NotificationSetting
from sopti.people.holdings import (
    BY_CHOICE,
    FOR_WORK,
    Cells,
    Holding,
    clock,
)

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from django.db.models import QuerySet


def _messages(person: int) -> QuerySet[Any]:
    return Message.objects.filter(to=person)


def _message_cells(told: Message, tz: ZoneInfo) -> Cells:
    return (
        clock(told.queued_at, tz), told.subject, clock(told.read_at, tz),
        clock(told.sent_at, tz),
    )  # fmt: skip


def _digests(person: int) -> QuerySet[Any]:
    return Digest.objects.filter(to=person)


def _digest_cells(told: Digest, tz: ZoneInfo) -> Cells:
    return told.day, told.hour, told.subject, clock(told.sent_at, tz)


def _wishes(person: int) -> QuerySet[Any]:
    return NotificationSetting.objects.filter(user=person)


def _wish_cells(wish: NotificationSetting, tz: ZoneInfo) -> Cells:
    return wish.get_kind_display(), wish.get_channel_display()


MESSAGES = Holding(
    key="pemberitahuan",
    title="Pemberitahuan",
    says="Kabar yang dikirim kepada Anda, dan kapan Anda membacanya. Isinya, yang mungkin "
    "mengutip orang lain, tidak ikut diunduh; bacalah di Pemberitahuan.",
    because=FOR_WORK,
    lasts="Sesudah dibaca atau selesai: selama jangka waktu retensi pengadilan Anda, biasanya "
    "2 tahun. Yang belum dibaca tetap ada.",
    seen_by="Hanya Anda. Pengelola SOPTI melihat berapa e-mail yang gagal terkirim, bukan isinya.",
    order=100,
    find=_messages,
    heads=("Waktu", "Judul", "Dibaca", "Dikirim lewat e-mail"),
    tell=_message_cells,
    covers=("notifications.message.to",),
)
DIGESTS = Holding(
    key="ringkasan",
    title="Ringkasan lewat e-mail",
    says="E-mail pukul 08.00 dan 13.00 tentang yang menunggu Anda.",
    because=FOR_WORK,
    lasts="60 hari, lalu dihapus sendiri.",
    seen_by="Hanya Anda.",
    order=110,
    find=_digests,
    heads=("Tanggal", "Pukul", "Judul", "Dikirim"),
    tell=_digest_cells,
    covers=("notifications.digest.to",),
)
WISHES = Holding(
    key="cara-diberi-tahu",
    title="Pengaturan pemberitahuan",
    says="Dengan cara apa Anda ingin diberi tahu.",
    because=BY_CHOICE,
    lasts="Sampai Anda mengubahnya.",
    seen_by="Hanya Anda.",
    order=120,
    find=_wishes,
    heads=("Jenis kabar", "Cara"),
    tell=_wish_cells,
    covers=("notifications.notificationsetting.user",),
)
