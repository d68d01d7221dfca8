"""Messages between the requester and the desk. They stop no clock; questions do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate

from sopti.core.errors import refuse_if
from sopti.notifications.actions import notify
from sopti.notifications.enums import Kind
from sopti.people.models import User
from sopti.workflow import rules
from sopti.workflow.actions._parts import lock_case, topic_of
from sopti.workflow.actions.attachments import attach
from sopti.workflow.enums import EventKind
from sopti.workflow.models import Remark
from sopti.workflow.record import record

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from django.core.files.uploadedfile import UploadedFile

    from sopti.workflow.models import Case


@transaction.atomic
def remark(
    case_id: int,
    *,
    text: str,
    files: Sequence[UploadedFile[Any]] = (),
    by: User,
    at: datetime,
) -> Remark:
    """Say something to the other side, perhaps with files, and let them know."""
    case = lock_case(case_id)
    refuse_if(rules.why_not_remark(by, case))
    asks = by.pk in {case.requester_id, case.filed_by_id}
    said = Remark.objects.create(
        case=case, by=by, at=at, text=text.strip(), said_as="pemohon" if asks else _desk_name(by)
    )
    attach(case_id, files, by=by, at=at, remark=said)
    notify(
        to=[person for person in _other_side(case, asks=asks, at=at) if person.pk != by.pk],
        kind=Kind.TALK,
        topic=topic_of(case),
        subject=f"Pesan dari {by}: {case.title}",
        body=said.text,
        link=f"{case.get_absolute_url()}#percakapan",
        at=at,
    )
    record(EventKind.REMARKED, court=case.court, by=by, at=at, case=case,
           summary=f"{by} menulis pesan dalam percakapan.", text=said.text)  # fmt: skip
    return said


@transaction.atomic
def note(case: Case, *, text: str, said_as: str, kind: EventKind, at: datetime) -> Remark:
    """Let the house itself say something on a running case, in its talk and in its record."""
    locked = lock_case(case.pk)
    said = Remark.objects.create(case=locked, by=None, at=at, text=text, said_as=said_as)
    record(kind, court=locked.court, by=None, at=at, case=locked, summary=text, text=text)
    return said


def _desk_name(by: User) -> str:
    """Return in which capacity somebody of the court speaks: their highest role of today."""
    held = [mine for mine in by.appointments_today if mine.role_id not in {"pegawai", "admin"}]
    return held[0].as_title if held else "petugas"


def _other_side(case: Case, *, asks: bool, at: datetime) -> list[User]:
    """Return who is told: the requester; or who has the case now and who spoke before."""
    if not asks:
        return [person for person in (case.requester, case.filed_by) if person is not None]
    today = localdate(at, timezone=case.court.tz)
    people: dict[int, User] = {}
    for task in case.tasks.waiting().select_related("assigned_to"):
        holders = User.objects.holding(task.role_id, court=case.court, on=today)
        has_it = [task.assigned_to] if task.assigned_to else holders
        people |= {person.pk: person for person in has_it}
    spoke = Q(pk__in=case.remarks.values("by")) & ~Q(pk__in=[case.requester_id, case.filed_by_id])
    people |= {person.pk: person for person in User.objects.filter(spoke, is_active=True)}
    return list(people.values())
