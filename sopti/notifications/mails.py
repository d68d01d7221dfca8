"""A message as a mail: plain text in Indonesian, one recipient, headers that cannot be broken."""

from __future__ import annotations

import re
import unicodedata
from email.utils import formataddr, parseaddr
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string

from sopti.notifications.enums import Kind
from sopti.notifications.models import Digest, Message

if TYPE_CHECKING:
    from sopti.people.models import User

TEMPLATES = {
    Kind.WAITING: "emails/waiting.txt",
    Kind.MINE: "emails/mine.txt",
    Kind.TALK: "emails/talk.txt",
    Kind.REMINDER: "emails/reminder.txt",
    Kind.LATE_BELOW: "emails/late_below.txt",
}
SETTINGS_PATH = "/pemberitahuan/atur/"


def mail_of(row: Message | Digest) -> EmailMessage:
    """Return the mail of a row of the outbox. It needs `to` with its court."""
    if isinstance(row, Digest):
        return _mail(row, "emails/digest.txt", link="/", number=f"ringkasan-{row.pk}")
    template = TEMPLATES[Kind(row.kind)]
    return _mail(row, template, link=row.link, number=f"{row.pk}", topic=row.topic)


def _mail(
    row: Message | Digest, template: str, *, link: str, number: str, topic: str = ""
) -> EmailMessage:
    subject = one_line(row.subject)
    told = {
        "person": one_line(str(row.to)),
        "court": row.to.court,
        "subject": subject,
        "body": row.body,
        "link": address(link),
        "settings_link": address(SETTINGS_PATH),
    }
    return EmailMessage(
        subject,
        render_to_string(template, told),
        to=[_recipient(row.to)],
        headers=_headers(number, topic=topic),
    )


def address(path: str) -> str:
    """Return the full address of a page, or "" where the site does not know its own."""
    return f"{settings.SITE_ADDRESS}{path}" if settings.SITE_ADDRESS else ""


def one_line(text: str) -> str:
    """Return the text on one line, without signs that nobody sees (they turn or hide letters)."""
    seen = (" " if unicodedata.category(sign) == "Cc" else sign for sign in text)
    kept = (sign for sign in seen if unicodedata.category(sign) not in {"Cf", "Cs", "Co"})
    return " ".join("".join(kept).split())


def _recipient(person: User) -> str:
    return formataddr((one_line(str(person)), person.email))


def _headers(number: str, *, topic: str) -> dict[str, str]:
    """Return the headers of a machine's mail.

    The Message-ID comes from the row: should the same row be mailed twice, after a crash between
    sending and noting it, the reader's program shows one mail.
    """
    host = _host()
    headers = {
        "Message-ID": f"<sopti-{number}@{host}>",
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
        "List-Id": f"SOPTI <pemberitahuan.{host}>",
    }
    if settings.SITE_ADDRESS:
        headers["List-Unsubscribe"] = f"<{address(SETTINGS_PATH)}>"
    if topic:
        thread = re.sub(r"[^a-z0-9]+", "-", topic.lower()).strip("-")
        headers["References"] = f"<sopti-{thread}@{host}>"
    return headers


def _host() -> str:
    site = urlsplit(settings.SITE_ADDRESS).hostname
    return site or parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
