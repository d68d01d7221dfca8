"""Mails that could not be sent: how many wait, since when, and why, for the administrator."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Min, Q

from sopti.notifications.actions import KEEP_TRYING
from sopti.notifications.enums import Channel
from sopti.notifications.models import Digest, Message

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from sopti.people.models import Court, User

SHOWN = 20
# What the names of Python's errors mean to whoever can do something about it.
MEANINGS = (
    ("SMTPAuthenticationError", "Server e-mail menolak nama pengguna atau kata sandi SOPTI.",
     "Minta petugas server memeriksa nama dan kata sandi pada EMAIL_URL."),
    ("SMTPRecipientsRefused", "Server e-mail menolak alamat penerima.",
     "Perbaiki alamat e-mail orang itu di halaman Orang."),
    ("SMTPSenderRefused", "Server e-mail menolak alamat pengirim.",
     "Minta petugas server memeriksa SOPTI_FROM."),
    ("ValueError", "Alamat e-mail penerima tidak dapat dipakai.",
     "Perbaiki alamat e-mail orang itu di halaman Orang."),
    ("SMTP", "Server e-mail menjawab dengan penolakan.",
     "Minta petugas server membaca jawaban server di bawah ini."),
    ("", "Server e-mail tidak dapat dihubungi.",
     "Minta petugas server memeriksa sambungan dan alamat pada EMAIL_URL."),
)  # fmt: skip


@dataclass(frozen=True)
class Reason:
    """Why mails fail: what it means, what to do, and the words of the server."""

    meaning: str
    advice: str
    told: str


def failing(court: Court | None, *, at: datetime) -> QuerySet[Message]:
    """Return the messages of the court that were tried, did not go out, and are tried again."""
    tried = Message.objects.filter(to__court=court, sent_at=None, tries__gt=0).exclude(error="")
    return tried.filter(channel=Channel.AT_ONCE, queued_at__gte=at - KEEP_TRYING)


def waiting_counts(*, at: datetime) -> tuple[int, int]:
    """Return how many messages of all courts are to be mailed, and how many of them failed."""
    new = Message.objects.unread().filter(sent_at=None, queued_at__gte=at - KEEP_TRYING)
    to_mail = new.filter(channel__in=["", Channel.AT_ONCE], to__is_active=True)
    failed = Count("pk", filter=Q(tries__gt=0) & ~Q(error=""))
    found = to_mail.exclude(to__email="").aggregate(waiting=Count("pk"), failed=failed)
    return found["waiting"], found["failed"]


def count_failing(user: User, *, at: datetime) -> int:
    """Return how many mails of the person's court wait for a mail server."""
    return failing(user.court, at=at).count()


def failing_page(court: Court, *, at: datetime) -> dict[str, Any]:
    """Return what waits, since when and why. Four queries."""
    rows = failing(court, at=at)
    counted = rows.order_by().aggregate(count=Count("pk"), since=Min("queued_at"))
    newest = list(rows.select_related("to").order_by("-pk")[:SHOWN])
    digests = Digest.objects.filter(to__court=court, sent_at=None).exclude(error="")
    last_sent = Message.objects.filter(to__court=court, sent_at__isnull=False)
    return counted | {
        "rows": newest,
        "reason": reason_of(newest[0].error) if newest else None,
        "digests": digests.filter(queued_at__gte=at - KEEP_TRYING).count(),
        "last_sent": last_sent.order_by("-queued_at").values_list("sent_at", flat=True).first(),
        "days": KEEP_TRYING.days,
    }


def reason_of(error: str) -> Reason:
    """Return what an error of the mail server means, in words."""
    _, meaning, advice = next(found for found in MEANINGS if error.startswith(found[0]))
    return Reason(meaning, advice, error)
