"""Every change of the servers, each one public function. All of them lock the server first.

A reading is kept, raises the day's highest numbers, and begins or ends the warnings, in one
transaction: two agents that send at once cannot warn twice.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction

from maintenance.assets.enums import WorkKind
from maintenance.assets.models import AssetWork
from maintenance.keepers import NO_COURT
from maintenance.servers import rules
from maintenance.servers.enums import MEASURED, Source, Work
from maintenance.servers.models import (
    Numbers,
    Server,
    ServerDay,
    ServerKey,
    ServerReading,
    ServerWork,
)
from maintenance.servers.warning import warn
from sopti.core.errors import Refusal, refuse_if
from sopti.people.actions import keep
from sopti.people.models import Court
from sopti.workflow.enums import EventKind
from sopti.workflow.record import record

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime

    from sopti.people.models import User
    from sopti.workflow.models import Case

KEY_BYTES = 32


class WrongKey(Refusal):
    """An agent showed no key that holds for this server."""


class TooSoon(Refusal):
    """An agent sends more often than anybody needs."""


@dataclass(frozen=True)
class Measured:
    """The numbers of one look, as a person or an agent tells them."""

    disk: int | None = None
    memory: int | None = None
    load: float | None = None
    temperature: int | None = None
    where: str = ""
    note: str = ""

    @property
    def numbers(self) -> dict[str, Any]:
        return {measure.value: getattr(self, measure.value) for measure in MEASURED}


@transaction.atomic
def save_server(server: Server, *, by: User, at: datetime) -> Server:
    """Write a server of the person's court down, or correct what is known of it."""
    if by.court_id is None:
        raise Refusal(NO_COURT)
    Court.objects.select_for_update().get(pk=by.court_id)
    refuse_if(rules.why_not_save(by, server))
    if server.pk is None:
        server.added_at = at
    keep(server, by=by)
    if not server.is_active:
        server.alerts.filter(ended_at=None).update(ended_at=at)
    return server


@transaction.atomic
def note_reading(server_id: int, told: Measured, *, by: User, at: datetime) -> ServerReading:
    """Keep what a person read from the machine."""
    server = _locked(server_id)
    refuse_if(rules.why_not_read(by, server))
    return _keep(server, told, source=Source.HAND, by=by, at=at)


@transaction.atomic
def take_posted(server_id: int, shown: str, told: Measured, *, at: datetime) -> ServerReading:
    """Keep what the agent of a server sent, if it shows the server's key and is not too quick."""
    rows = Server.objects.select_for_update(of=("self",)).select_related("court")
    server = rows.filter(pk=server_id).first()
    key = ServerKey.objects.filter(server=server_id, ended_at=None).first()
    if (reason := rules.why_not_trust(key, digest_of(shown), server)) is not None:
        raise WrongKey(reason)
    assert key is not None  # noqa: S101 (the rule just said so)
    assert server is not None  # noqa: S101 (the same)
    last = server.readings.filter(source=Source.AGENT).first()
    if (reason := rules.why_too_soon(last, at=at)) is not None:
        raise TooSoon(reason)
    ServerKey.objects.filter(pk=key.pk).update(used_at=at)
    return _keep(server, told, source=Source.AGENT, by=None, at=at)


@transaction.atomic
def give_key(server_id: int, *, by: User, at: datetime) -> str:
    """Return a new key for the server's agent. Only now can it be read; an older one ends."""
    server = _locked(server_id)
    refuse_if(rules.why_not_read(by, server))
    server.keys.filter(ended_at=None).update(ended_at=at, ended_by=by)
    shown = f"sopti_{secrets.token_urlsafe(KEY_BYTES)}"
    ServerKey.objects.create(
        server=server, digest=digest_of(shown), hint=shown[-4:], made_at=at, made_by=by
    )
    record(EventKind.SERVER_KEY, court=server.court, by=by, at=at, server=server.name,
           summary=f"{by} membuat token agen untuk server {server}")  # fmt: skip
    return shown


@transaction.atomic
def end_key(server_id: int, *, by: User, at: datetime) -> Server:
    """Let the key of the server's agent hold no longer."""
    server = _locked(server_id)
    refuse_if(rules.why_not_keep(by, server.court_id))
    if not server.keys.filter(ended_at=None).update(ended_at=at, ended_by=by):
        raise Refusal("Server ini tidak mempunyai token yang berlaku.")
    record(EventKind.SERVER_KEY, court=server.court, by=by, at=at, server=server.name,
           summary=f"{by} mencabut token agen server {server}")  # fmt: skip
    return server


def note_works(
    servers: Iterable[Server],
    works: Mapping[Work, str],
    *,
    done_on: date,
    case: Case | None,
    by: User,
    at: datetime,
) -> int:
    """Write what was done to these servers; the card of a linked asset gets its line as well.

    Called inside a deed, in the transaction of its step.
    """
    told = [(server, kind, text) for server in servers for kind, text in works.items() if text]
    for server, kind, text in told:
        ServerWork.objects.create(
            server=server, kind=kind, summary=text[:500], done_on=done_on, case=case, by=by, at=at
        )
        if server.asset is not None and not server.asset.is_retired:
            on_card = AssetWork(
                asset=server.asset, kind=WorkKind.CHECK, done_on=done_on, worker=str(by)[:120],
                summary=f"{kind.label}: {text}"[:300], condition=server.asset.condition, by=by,
                at=at,
            )  # fmt: skip
            keep(on_card, by=by)
    return len(told)


def digest_of(shown: str) -> str:
    return hashlib.sha256(shown.encode("utf-8", "surrogateescape")).hexdigest()


# ----------------------------------------------------------------------------------------- parts
def _locked(server_id: int) -> Server:
    return Server.objects.select_for_update(of=("self",)).select_related("court").get(pk=server_id)


def _keep(
    server: Server, told: Measured, *, source: Source, by: User | None, at: datetime
) -> ServerReading:
    reading = ServerReading.objects.create(
        server=server, at=at, source=source, by=by, where=told.where, note=told.note, **told.numbers
    )
    day, _ = ServerDay.objects.get_or_create(
        server=server, day=at.astimezone(server.court.tz).date()
    )
    raise_day(day, reading)
    day.save()
    warn(server, reading, at=at)
    return reading


def raise_day(day: ServerDay, reading: Numbers) -> None:
    """Let a day know the reading: it keeps the highest of each number."""
    for measure in MEASURED:
        both = [getattr(row, measure.value) for row in (day, reading)]
        setattr(day, measure.value, max((one for one in both if one is not None), default=None))
    day.readings += 1
