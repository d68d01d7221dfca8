"""The demonstration's retention: a destruction of the past, and one that waits for the Sekretaris.

Rows are written as they would have become. A court that has any proposal is left as it is.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from allauth.usersessions.models import UserSession

from sopti.core.retained import months_before
from sopti.people.models import Court, User
from sopti.retention.actions import propose
from sopti.retention.enums import DestructionStatus
from sopti.retention.models import CODE, Destruction, DestructionLine
from sopti.retention.rules import APPROVER
from sopti.workflow.register import next_sequence, written

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from sopti.workflow.registry import DemoDeed

A_MINUTE = timedelta(minutes=1)
LAST_YEAR, DECIDED, WORKED = timedelta(days=300), timedelta(days=2), A_MINUTE
MONTHS, GONE, SPAN = 12, 64, timedelta(days=80)
LONG_AGO = (timedelta(days=430), timedelta(days=415), timedelta(days=401))
AGENT = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Firefox/128.0"


def load(at: datetime) -> str:
    """Fill every demonstration court that has no proposal yet; say how many were written."""
    before = Destruction.objects.count()
    courts = Court.objects.on_show().filter(destructions=None)
    for court in courts.order_by("key"):
        _done(court, at - LAST_YEAR)
        _entries(court, at)
    return f"{Destruction.objects.count() - before} usul pemusnahan"


def deeds(court: Court, at: datetime) -> Iterator[DemoDeed]:
    """Propose what is due just before the moment of the demonstration, after all cases' deeds."""
    yield at - A_MINUTE, lambda moment: _propose(court, moment)


def _propose(court: Court, moment: datetime) -> None:
    propose(court.pk, at=moment)


def _done(court: Court, at: datetime) -> None:
    year, head = at.astimezone(court.tz).year, _sekretaris(court, at)
    done = Destruction.objects.create(
        court=court, number=written(next_sequence(court, CODE, year), CODE, court, year),
        made_at=at, status=DestructionStatus.DONE, decided_by=head, decided_as="Sekretaris",
        decided_at=at + DECIDED, done_at=at + DECIDED + WORKED,
    )  # fmt: skip
    before = months_before(at, MONTHS)
    DestructionLine.objects.create(
        proposal=done, key="jejak-masuk", title="Jejak masuk", months=MONTHS, before=before,
        count=GONE, oldest_at=before - SPAN, newest_at=before - WORKED, done_count=GONE,
    )  # fmt: skip


def _entries(court: Court, at: datetime) -> None:
    """Let somebody have come in long ago, so that something is due."""
    person = User.objects.filter(court=court, username__startswith="pegawai.").first()
    for place, ago in enumerate(LONG_AGO):
        if person is not None:
            UserSession.objects.create(
                user=person, ip=f"192.0.2.{place + 1}", user_agent=AGENT,
                created_at=at - ago, last_seen_at=at - ago,
                session_key=f"peragaan-{court.pk}-{place}",
            )  # fmt: skip


def _sekretaris(court: Court, at: datetime) -> User:
    today = at.astimezone(court.tz).date()
    anybody = User.objects.filter(court=court, is_active=True)
    found: User = User.objects.holding(APPROVER, court=court, on=today).first() or anybody[0]
    return found
