"""Everything that changes what people are told."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from smtplib import SMTPException
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail import send_mail

from sopti.notifications.models import Message

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sopti.people.models import User

log = logging.getLogger("sopti.mail")
KEEP_TRYING = timedelta(days=2)


def notify(*, to: Iterable[User], subject: str, body: str, link: str, at: datetime) -> None:
    """Write one message per person, inside the caller's transaction. The worker mails it later."""
    Message.objects.bulk_create(
        Message(to=user, subject=subject[:200], body=body, link=link, queued_at=at)
        for user in {user.pk: user for user in to}.values()
    )


def mark_read(*, by: User, at: datetime) -> int:
    """Mark everything that waits in this person's inbox as read."""
    return Message.objects.unread_of(by).update(read_at=at)


def send_waiting(*, at: datetime) -> int:
    """Mail what waits, oldest first, and say how many went out.

    A message is claimed before it is sent: two workers never send one twice, and a crash between
    the two loses one mail, not the message, which stays on the person's page.
    """
    waiting = Message.objects.filter(sent_at=None, queued_at__gte=at - KEEP_TRYING)
    waiting = waiting.exclude(to__email="").select_related("to").order_by("pk")
    return sum(_send(message) for message in waiting[:200] if _claim(message, at=at))


def _claim(message: Message, *, at: datetime) -> bool:
    return Message.objects.filter(pk=message.pk, sent_at=None).update(sent_at=at) == 1


def _send(message: Message) -> int:
    """Mail one message; a mail server that is away leaves it to the next round."""
    subject = " ".join(message.subject.split())
    try:
        return send_mail(subject, _text(message), None, [message.to.email])
    except (SMTPException, OSError):
        log.exception("message %s could not be mailed", message.pk)
        Message.objects.filter(pk=message.pk).update(sent_at=None)
        return 0


def _text(message: Message) -> str:
    if not settings.SITE_ADDRESS:
        return message.body
    return f"{message.body}\n\n{settings.SITE_ADDRESS}{message.link}"
