"""Everything that changes what people are told."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from smtplib import SMTPException
from typing import TYPE_CHECKING, Any

from django.core.mail import get_connection
from django.db import transaction
from django.db.models import F, Q

from sopti.core.tasks_api import wake
from sopti.notifications.channels import Channels, channels_of
from sopti.notifications.enums import Channel, Kind
from sopti.notifications.mails import mail_of
from sopti.notifications.models import Digest, Message, NotificationSetting
from sopti.people.actions import keep
from sopti.people.models import User

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.core.mail.backends.base import BaseEmailBackend
    from django.db.models import QuerySet

    Row = Message | Digest

log = logging.getLogger("sopti.mail")
KEEP_TRYING = timedelta(days=2)
KEEP_DIGESTS = timedelta(days=60)
DIGEST_LASTS = timedelta(hours=4)  # then the next one says it better
CLAIM_LASTS = timedelta(minutes=10)  # after that the worker that took it is believed dead
MAILS_A_ROUND = 200
SORTED_A_ROUND = 2000
MOST_FAILURES = 3  # then the server is believed to be away
LONGEST_ERROR = 200


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
    """Write one message per person, inside the caller's transaction. The worker mails it later.

    A closed account is told nothing: it would be mailed once it is opened again.
    """
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
        for user in {user.pk: user for user in to if user.is_active}.values()
    )
    wake("outbox")


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


@transaction.atomic
def choose(wishes: Mapping[Kind, Channel], *, by: User, at: datetime) -> int:
    """Keep a person's wishes; return how many changed. Who changes nothing keeps the default."""
    person = User.objects.select_for_update().get(pk=by.pk)
    now = channels_of(person)
    changed = {kind: channel for kind, channel in wishes.items() if channel != now[kind]}
    rows = {row.kind: row for row in person.notification_settings.filter(kind__in=changed)}
    for kind, channel in changed.items():
        row = rows.get(kind) or NotificationSetting(user=person, kind=kind)
        row.channel = channel
        keep(row, by=by)
    return len(changed)


# ------------------------------------------------------------------------------------ the outbox
def sort_outbox(*, at: datetime) -> int:
    """Decide for new messages which way they go, by the wishes of now; return for how many."""
    new = Message.objects.filter(channel="", sent_at=None, queued_at__gte=at - KEEP_TRYING)
    rows = list(new.order_by("pk").values_list("pk", "to", "kind")[:SORTED_A_ROUND])
    channels = Channels({person for _, person, _ in rows}, at=at)
    found: dict[Channel, list[int]] = {}
    for pk, person, kind in rows:
        found.setdefault(channels.of(person, Kind(kind)), []).append(pk)
    for channel, keys in found.items():
        Message.objects.filter(pk__in=keys, channel="").update(channel=channel)
    return len(rows)


def send_waiting(*, at: datetime) -> int:
    """Mail what waits, what never failed first, and say how many went out.

    A message is claimed before it is sent, so that two workers do not send it at once. What a
    dead worker had claimed is sent by another when the claim has lapsed, perhaps a second time:
    its Message-ID stays the same. A server that is away ends the round.
    """
    sort_outbox(at=at)
    waiting = _to_send(at)
    return _send_all(waiting, get_connection(), at=at) if waiting else 0


def forget_digests(*, at: datetime) -> int:
    """Throw away digests of past months: each told what waited on one morning."""
    return Digest.objects.filter(queued_at__lt=at - KEEP_DIGESTS).delete()[0]


def _to_send(at: datetime) -> list[Row]:
    messages = Message.objects.unread().filter(
        channel=Channel.AT_ONCE, queued_at__gte=at - KEEP_TRYING
    )
    digests = Digest.objects.filter(queued_at__gte=at - DIGEST_LASTS)
    return [*_free(digests, at), *_free(messages, at)][:MAILS_A_ROUND]


def _free(rows: QuerySet[Any], at: datetime) -> list[Row]:
    """Return what is neither sent nor in the hands of another worker, and can reach somebody."""
    free = rows.filter(Q(claimed_at=None) | Q(claimed_at__lt=at - CLAIM_LASTS), sent_at=None)
    reached = free.filter(to__is_active=True).exclude(to__email="")
    return list(reached.select_related("to__court").order_by("tries", "pk")[:MAILS_A_ROUND])


def _send_all(waiting: list[Row], server: BaseEmailBackend, *, at: datetime) -> int:
    sent = failed = 0
    for row in waiting:
        if failed == MOST_FAILURES:
            break
        if _claim(row, at=at):
            went = _send(row, server, at=at)
            sent, failed = sent + went, failed + (not went)
    server.close()
    return sent


def _same(row: Row) -> QuerySet[Any]:
    return type(row)._default_manager.filter(pk=row.pk)  # noqa: SLF001 (the name Django gives it)


def _claim(row: Row, *, at: datetime) -> bool:
    """Take the row for a while, unless another worker was quicker."""
    same = _same(row).filter(sent_at=None, claimed_at=row.claimed_at)
    return same.update(claimed_at=at, tries=F("tries") + 1) == 1


def _send(row: Row, server: BaseEmailBackend, *, at: datetime) -> bool:
    """Mail one row; what fails is left to a later round. ValueError: an impossible address."""
    mail = mail_of(row)
    mail.connection = server
    try:
        mail.send()
    except (SMTPException, OSError, ValueError) as error:
        log.exception("%s %s could not be mailed", type(row).__name__, row.pk)
        server.close()
        why = f"{type(error).__name__}: {error}"[:LONGEST_ERROR]
        _same(row).update(claimed_at=None, error=why)
        return False
    _same(row).update(sent_at=at, claimed_at=None, error="")
    return True
