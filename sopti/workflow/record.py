"""The record: one chain of events per court, each sealed with the one before it.

The seal (mac) is an HMAC under a key outside the database, over the previous seal and the
canonical text stored in the row. The text is never made anew from typed columns: a database
may cut microseconds, and an honest chain would look broken.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction

from sopti.workflow.models import Event, RecordHead

if TYPE_CHECKING:
    from sopti.people.models import Court, User
    from sopti.workflow.enums import EventKind
    from sopti.workflow.models import Case, Task


@transaction.atomic
def record(  # noqa: PLR0913 (a line of the record has these parts)
    kind: EventKind,
    *,
    court: Court,
    by: User | None,
    at: datetime,
    summary: str,
    case: Case | None = None,
    task: Task | None = None,
    **data: Any,
) -> Event:
    """Append one event. Takes the court's chain head, so call it last in a transaction."""
    head, _ = RecordHead.objects.select_for_update().get_or_create(court=court)
    event = Event(court=court, kind=kind, at=at, by=by, case=case, task=task, summary=summary[:300])
    chain(event, head, data=data)
    event.save()
    head.save(update_fields=["sequence", "mac"])
    return event


def chain(event: Event, head: RecordHead, *, data: dict[str, Any]) -> None:
    """Make the event the newest link, and the head point to it. Neither is written here."""
    event.sequence, event.previous = head.sequence + 1, head.mac
    event.text = _canonical(event, court=event.court, data=data)
    event.mac = _seal(event.previous, event.text)
    head.sequence, head.mac = event.sequence, event.mac


def verify(court: Court) -> str | None:
    """Return the first broken place of the court's record in words, or None when it is whole."""
    mac, expected = "", 1
    events = Event.objects.filter(court=court).select_related("by", "case", "task")
    for event in events.order_by("sequence").iterator(chunk_size=2000):
        broken = _broken(event, previous=mac, expected=expected)
        if broken:
            return f"{court.key}, catatan {event.sequence}: {broken}"
        mac, expected = event.mac, expected + 1
    head = RecordHead.objects.filter(court=court).first()
    if (head.sequence if head else 0, head.mac if head else "") != (expected - 1, mac):
        return f"{court.key}, kepala catatan: tidak cocok dengan catatan terakhir ({expected - 1})."
    return None


def _broken(event: Event, *, previous: str, expected: int) -> str | None:
    if event.sequence != expected:
        return f"nomor urut seharusnya {expected}; ada catatan yang hilang."
    if event.previous != previous:
        return "tidak bersambung dengan catatan sebelumnya."
    if not hmac.compare_digest(event.mac, _seal(event.previous, event.text)):
        return "isi tidak cocok dengan segelnya."
    return _differs(event, json.loads(event.text))


def _differs(event: Event, told: dict[str, Any]) -> str | None:
    """Compare the columns that pages show with the sealed text."""
    columns = {
        "kind": event.kind,
        "by": event.by_id,
        "case": event.case_id,
        "task": event.task_id,
        "summary": event.summary,
    }
    wrong = [name for name, value in columns.items() if told[name] != value]
    if abs((datetime.fromisoformat(told["at"]) - event.at).total_seconds()) > 1:
        wrong.append("at")
    return f"kolom {', '.join(wrong)} berbeda dari teks yang disegel." if wrong else None


def _canonical(event: Event, *, court: Court, data: dict[str, Any]) -> str:
    told = {
        "court": court.key,
        "sequence": event.sequence,
        "kind": str(event.kind),
        "at": event.at.astimezone(UTC).isoformat(),
        "by": event.by_id,
        "by_name": str(event.by) if event.by else "SOPTI",
        "case": event.case_id,
        "number": event.case.number if event.case else "",
        "task": event.task_id,
        "step": event.task.step if event.task else None,
        "summary": event.summary,
        "data": data,
    }
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _seal(previous: str, text: str) -> str:
    if not settings.RECORD_KEY:
        raise ImproperlyConfigured(
            "SOPTI_RECORD_KEY is missing: a record without a key seals nothing."
        )
    return hmac.new(
        settings.RECORD_KEY.encode(), f"{previous}\n{text}".encode(), hashlib.sha256
    ).hexdigest()
