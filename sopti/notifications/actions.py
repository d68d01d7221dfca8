"""Everything that changes what people are told."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from smtplib import SMTPException
from typing import TYPE_CHECKING

from django.core.mail import get_connection
from django.db.models import F, Q

from sopti.notifications.enums import Kind
from sopti.notifications.mails import mail_of
from sopti.notifications.models import Message

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.core.mail.backends.base import BaseEmailBackend

    from sopti.people.models import User

log = logging.getLogger("sopti.mail")
KEEP_TRYING = timedelta(days=2)
CLAIM_LASTS = timedelta(minutes=10)  # after that the worker that took it is believed dead
AT_ONCE = 200  # mails in one round
MOST_FAILURES = 3  # then the server is believed to be away
SERVER_SECONDS = 20


def notify(  # noqa: PLR0913 (what a message is made of)
    *,
    to: Iterable[User],
    subject: str,
    body: str,
    link: str,
    at: datetime,
    kind: Kind = Kind.MINE,
    topic: str = "",
    about: str = "",
) -> None:
    """Write one message per person, inside the caller's transaction. The worker mails it later."""
    Message.objects.bulk_create(
        Message(
            to=user,
            kind=kind,
            topic=topic or link,
            about=about,
            subject=subject[:200],
            body=body,
            link=link,
            queued_at=at,
        )
        for user in {user.pk: user for user in to}.values()
    )


def settle(about: str, *, at: datetime, only: Kind | None = None) -> int:
    """Mark what was said about a task as settled, for everybody: it waits no more."""
    told = Message.objects.filter(about=about, settled_at=None)
    if only:
        told = told.filter(kind=only)
    return told.update(settled_at=at)


def mark_read(*, by: User, at: datetime, up_to: Message | None = None) -> int:
    """Mark as read what waits in this person's inbox: all, or one message and older on its topic.

    What came in on the topic after the page was opened stays unread.
    """
    mine = Message.objects.visible_to(by).filter(read_at=None)
    if up_to is not None:
        mine = mine.filter(topic=up_to.topic, pk__lte=up_to.pk)
    return mine.update(read_at=at)


# ------------------------------------------------------------------------------------ the outbox
def send_waiting(*, at: datetime) -> int:
    """Mail what waits, what never failed first, and say how many went out.

    A message is claimed before it is sent, so that two workers do not send it at once. What a
    dead worker had claimed is sent by another when the claim has lapsed, perhaps a second time:
    its Message-ID stays the same. A server that is away ends the round.
    """
    waiting = _to_send(at)
    return _send_all(waiting, get_connection(timeout=SERVER_SECONDS), at=at) if waiting else 0


def _to_send(at: datetime) -> list[Message]:
    unsent = Message.objects.unread().filter(sent_at=None, queued_at__gte=at - KEEP_TRYING)
    reached = unsent.filter(to__is_active=True).exclude(to__email="")
    free = reached.filter(Q(claimed_at=None) | Q(claimed_at__lt=at - CLAIM_LASTS))
    return list(free.select_related("to__court").order_by("tries", "pk")[:AT_ONCE])


def _send_all(waiting: list[Message], server: BaseEmailBackend, *, at: datetime) -> int:
    sent = failed = 0
    for message in waiting:
        if failed == MOST_FAILURES:
            break
        if _claim(message, at=at):
            went = _send(message, server, at=at)
            sent, failed = sent + went, failed + (not went)
    server.close()
    return sent


def _claim(message: Message, *, at: datetime) -> bool:
    """Take the message for a while, unless another worker was quicker."""
    same = Message.objects.filter(pk=message.pk, sent_at=None, claimed_at=message.claimed_at)
    return same.update(claimed_at=at, tries=F("tries") + 1) == 1


def _send(message: Message, server: BaseEmailBackend, *, at: datetime) -> bool:
    """Mail one message; what fails is left to a later round. ValueError: an impossible address."""
    mail = mail_of(message)
    mail.connection = server
    try:
        mail.send()
    except (SMTPException, OSError, ValueError):
        log.exception("message %s could not be mailed", message.pk)
        server.close()
        Message.objects.filter(pk=message.pk).update(claimed_at=None)
        return False
    Message.objects.filter(pk=message.pk).update(sent_at=at, claimed_at=None)
    return True
