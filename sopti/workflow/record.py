"""The record: one chain of events per court, each sealed with the one before it.

The seal (mac) is an HMAC under a key outside the database, over the previous seal and the
canonical text stored in the row. The text is never made anew from typed columns: a database
may cut microseconds, and an honest chain would look broken.
"""

from __future__ import annotations

import json
from datetime import UTC
from typing import TYPE_CHECKING, Any

from django.db import transaction

from sopti.workflow.models import Event, RecordHead
from sopti.workflow.proving import verify as verify  # noqa: PLC0414 (found here by all)
from sopti.workflow.sealing import seal

if TYPE_CHECKING:
    from datetime import datetime

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
    event.mac = seal(event.previous, event.text)
    head.sequence, head.mac = event.sequence, event.mac


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
