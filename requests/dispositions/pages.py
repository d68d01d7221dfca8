"""What the pages show of dispositions: the lines of a case, and those that wait to be read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from requests.deeds.dispose import words_of_please
from requests.dispositions import rules
from requests.dispositions.forms import PassOnForm
from requests.dispositions.models import OnwardDisposition, Reading
from sopti.workflow.registry import Onward, Panel
from sopti.workflow.rules import why_not_work_on

if TYPE_CHECKING:
    from datetime import datetime

    from requests.dispositions.models import OnwardDispositionQuerySet
    from sopti.people.models import User
    from sopti.workflow.models import Case, Task

MOST_ROWS = 10


def case_panels(case: Case, viewer: User, now: datetime) -> list[Panel]:
    """Return the lines of the disposition, and what the viewer may do with them."""
    if not viewer.role_keys - {"pegawai", "admin"}:
        return []
    disposition = rules.disposition_of(case)
    if disposition is None:
        return []
    lines = rules.lines_of(disposition)
    return [
        *_taking_back(disposition, viewer, now=now),
        *_beacons(rules.opened_by(disposition), viewer, now=now),
        *_lines(case, disposition, lines, viewer),
    ]


def _taking_back(disposition: Task, viewer: User, *, now: datetime) -> list[Panel]:
    if rules.why_not_take_back(viewer, disposition, now=now):
        return []
    return [Panel("requests/dispositions/_take_back.html", {"task": disposition}, "top")]


def _lines(
    case: Case, disposition: Task, lines: list[OnwardDisposition], viewer: User
) -> list[Panel]:
    may = rules.why_not_pass_on(viewer, case, disposition) is None
    people = rules.receivers(viewer, case) if may else []
    told = {line.to_id for line in lines if line.by_id == viewer.pk}
    people = [one for one in people if one.user.pk not in told]
    if not lines and not people:
        return []
    form = PassOnForm(receivers=people, please=words_of_please(disposition), prefix="terus")
    shown = {
        "case": case,
        "rows": [
            (
                line,
                rules.why_not_take_back_line(viewer, line) is None,
                line.to_id == viewer.pk and line.read_at is None,
            )
            for line in lines
        ],
        "form": form if people else None,
    }
    return [Panel("requests/dispositions/_lines.html", shown)]


def task_panels(task: Task, viewer: User, now: datetime) -> list[Panel]:
    """Return what marks the step as read, where a disposition opened it."""
    return _beacons([task], viewer, now=now)


def _beacons(tasks: list[Task], viewer: User, *, now: datetime) -> list[Panel]:
    """Return what tells the server that the viewer has seen tasks that they may do."""
    unread = [
        task
        for task in tasks
        if rules.follows_disposition(task)
        and why_not_work_on(viewer, task, now=now) is None
        and not Reading.objects.filter(task=task, by=viewer).exists()
    ]
    return [Panel("requests/dispositions/_reads.html", {"task": task}, "top") for task in unread]


def on_paper(task: Task) -> list[Onward]:
    """Return the lines that the paper of the disposition prints below it."""
    lines = task.onward.filter(taken_back_at=None, is_of_step=False)
    return [Onward(line.capacity, line.to_head, line.at) for line in lines]


def unread(*, person: int, **_: Any) -> OnwardDispositionQuerySet:
    """Return what Beranda asks for: see sopti.workflow.registry.register_home_panels."""
    return OnwardDisposition.objects.unread_by(person)


def home_panels(user: User, now: datetime) -> list[Panel]:
    """Return the dispositions that this person has not read yet."""
    mine = unread(person=user.pk).for_pages().order_by("-at")[:MOST_ROWS]
    lines = list(mine) if user.role_keys - {"pegawai", "admin"} else []
    return [Panel("requests/dispositions/_home.html", {"lines": lines}, "top")] if lines else []
