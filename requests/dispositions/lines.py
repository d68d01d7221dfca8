"""The lines below a disposition: writing one, and telling its receiver."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from requests.dispositions.models import OnwardDisposition
from requests.models import Handling
from sopti.notifications.actions import notify, settle
from sopti.notifications.enums import Kind

if TYPE_CHECKING:
    from datetime import datetime

    from sopti.people.models import User
    from sopti.workflow.models import Task


def add_line(
    disposition: Task, *, by: User, to: User, role: str, at: datetime, **said: Any
) -> OnwardDisposition:
    """Write the next line below the disposition, and tell who it is for."""
    case, before = disposition.case, disposition.onward.order_by("-order").first()
    line = OnwardDisposition.objects.create(
        disposition=disposition,
        order=before.order + 1 if before else 1,
        by=by,
        to=to,
        to_role_id=role,
        to_head=case.procedure.head(role) or role,
        at=at,
        **said,
    )
    Handling.objects.filter(case=case).update(has_lines=True)
    asked = ", ".join(line.please)
    notify(
        to=[to],
        kind=Kind.WAITING,
        topic=case.get_absolute_url(),
        about=about_of(line),
        subject=f"Disposisi untuk Anda: {case.title}",
        body=f"{case.number}, dari {by}, {line.capacity}.\n{asked}\n{line.note}".strip(),
        link=f"{case.get_absolute_url()}#disposisi",
        at=at,
    )
    return line


def settle_line(line: OnwardDisposition, *, at: datetime) -> None:
    """Let what was told about the line count no more: it was read or taken back."""
    settle(about_of(line), at=at)


def about_of(line: OnwardDisposition) -> str:
    return f"penerusan:{line.pk}"
