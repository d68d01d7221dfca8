"""Daftar kerja: what waits at the desk, the most pressing first, and what may be done in place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.db.models import Count, Exists, F, OuterRef, Q
from django.utils.timezone import localtime

from requests.enums import Category
from requests.register.query import short_label
from requests.worklist.query import FREE, MINE, query_of
from sopti.people.models import Appointment, User
from sopti.people.worktime import calendar_of
from sopti.workflow import rules
from sopti.workflow.enums import TaskStatus
from sopti.workflow.models import Question, Task
from sopti.workflow.pages.rows import task_rows

if TYPE_CHECKING:
    from collections.abc import Iterable

    from requests.models import Handling, ServiceRequest
    from sopti.people.models import Court
    from sopti.workflow.models import TaskQuerySet
    from sopti.workflow.pages.rows import TaskRow

PAGE = 25
LATE, TODAY, LATER, PAUSED = "terlambat", "hari-ini", "berikutnya", "menunggu"
GROUPS = {
    LATE: "Terlambat",
    TODAY: "Batas hari ini",
    LATER: "Berikutnya",
    PAUSED: "Menunggu jawaban pemohon",
}


@dataclass(frozen=True)
class WorkRow:
    """One waiting step as the desk sees it, and what the viewer may do with it in place."""

    row: TaskRow
    group: str
    category: str
    place: str
    priority: str
    holder: str  # who has it, "" when nobody
    is_mine: bool
    may_work: bool
    may_start: bool
    may_take: bool
    colleagues: list[User]  # whom it may be handed to; empty when the viewer may not

    @property
    def task(self) -> Task:
        return self.row.task


def desk_tasks(user: User) -> TaskQuerySet:
    """Return the waiting steps of service requests: of the viewer's roles, or of the whole desk."""
    here = Task.objects.visible_to(user).waiting_in(user.court_id)
    here = here.filter(case__service_request__isnull=False)
    sees_all = rules.SUPERVISORS & user.role_keys
    return here if sees_all else here.filter(role__in=user.role_keys)


def chosen_tasks(user: User, chosen: dict[str, Any]) -> TaskQuerySet:
    """Return what a filter means, the most pressing first; `chosen` comes from WorkFilter."""
    tasks = desk_tasks(user)
    if chosen.get("meja") == MINE:
        tasks = tasks.filter(assigned_to=user)
    if chosen.get("meja") == FREE:
        tasks = tasks.filter(assigned_to=None)
    if chosen.get("jenis"):
        tasks = tasks.filter(case__service_request__category=chosen["jenis"])
    if chosen.get("ruang"):
        tasks = tasks.filter(case__requester__unit=chosen["ruang"])
    asked = Question.objects.filter(task=OuterRef("pk"), answered_at=None)
    return tasks.annotate(is_asked=Exists(asked)).order_by(
        "is_asked", F("due_at").asc(nulls_last=True), "pk"
    )


def units_of(user: User) -> list[str]:
    """Return the units of the viewer's court, for the filter."""
    people = User.objects.visible_to(user).exclude(unit="").order_by("unit")
    return list(people.values_list("unit", flat=True).distinct())


def work_page(user: User, chosen: dict[str, Any], *, now: datetime) -> dict[str, Any]:
    """Return one page of the work list, in groups by lateness, each with its count in all."""
    assert user.court is not None  # noqa: S101 (the view refused whoever has none)
    found = chosen_tasks(user, chosen)
    counts = _counts(found, court=user.court, now=now)
    paginator = Paginator(found, PAGE)
    vars(paginator)["count"] = sum(counts.values())  # counted already, by lateness
    page = paginator.get_page(chosen.get("hal") or 1)
    rows = work_rows(for_rows(page.object_list), viewer=user, now=now)
    query = query_of(chosen)
    return {
        "groups": _grouped(rows, counts),
        "counts": counts,
        "total": paginator.count,
        "page": page,
        "query": query,
        "back": f"{query}&hal={page.number}" if page.number > 1 else query,
        "is_filtered": bool(query),
        "sees_all": bool(rules.SUPERVISORS & user.role_keys),
    }


def for_rows(tasks: Any) -> Any:
    return tasks.for_pages().select_related("case__service_request", "case__handling")


def _counts(tasks: TaskQuerySet, *, court: Court, now: datetime) -> dict[str, int]:
    running, tomorrow = Q(is_asked=False), tomorrow_of(court, now)
    late, soon = Q(due_at__lt=now), Q(due_at__lt=tomorrow)
    return tasks.order_by().aggregate(
        **{
            LATE: Count("pk", filter=running & late),
            TODAY: Count("pk", filter=running & soon & ~late),
            LATER: Count("pk", filter=running & (Q(due_at=None) | ~soon)),
            PAUSED: Count("pk", filter=~running),
        }
    )


def tomorrow_of(court: Court, now: datetime) -> datetime:
    """Return the moment at which the court's own day ends."""
    today = localtime(now, court.tz).date()
    return datetime.combine(today + timedelta(days=1), time(), tzinfo=court.tz)


def _grouped(rows: list[WorkRow], counts: dict[str, int]) -> list[tuple[str, int, list[WorkRow]]]:
    """Return (heading, how many in all, rows of this page); the rows come in order."""
    return [
        (GROUPS[group], counts[group], list(found))
        for group, found in groupby(rows, key=lambda row: row.group)
    ]


def work_rows(tasks: Iterable[Task], *, viewer: User, now: datetime) -> list[WorkRow]:
    """Return rows for tasks that came by `for_rows`, in four more queries."""
    assert viewer.court is not None  # noqa: S101 (the view refused whoever has none)
    rows = task_rows(tasks, now=now, calendar=calendar_of(viewer.court))
    holders = _holders({row.task.role_id for row in rows}, viewer.court, now=now)
    tomorrow = tomorrow_of(viewer.court, now)
    return [
        _row(row, holders.get(row.task.role_id, []), viewer=viewer, now=now, tomorrow=tomorrow)
        for row in rows
    ]


def _holders(roles: set[str], court: Court, *, now: datetime) -> dict[str, list[User]]:
    today = localtime(now, court.tz).date()
    held = Appointment.objects.in_force(today).filter(
        court=court, role__in=roles, user__is_active=True
    )
    found: dict[str, dict[int, User]] = {}
    for one in held.select_related("user").order_by("user__full_name"):
        found.setdefault(one.role_id, {})[one.user_id] = one.user
    return {role: list(people.values()) for role, people in found.items()}


def _row(
    row: TaskRow, holders: list[User], *, viewer: User, now: datetime, tomorrow: datetime
) -> WorkRow:
    task = row.task
    asked: ServiceRequest = task.case.service_request
    known: Handling | None = getattr(task.case, "handling", None)
    is_role = task.role_id in viewer.role_keys
    is_mine = task.assigned_to_id == viewer.pk
    may_work = is_role and (is_mine or task.assigned_to_id is None)
    decides = bool(task.sop_step.decision or task.route)
    return WorkRow(
        row=row,
        group=_group(row, now=now, tomorrow=tomorrow),
        category=short_label(Category(asked.category).label),
        place=asked.asset_or_place,
        priority=str(known.get_priority_display() or "") if known else "",
        holder=str(task.assigned_to or ""),
        is_mine=is_mine,
        may_work=may_work,
        may_start=may_work and not decides and task.status == TaskStatus.OPEN,
        may_take=is_role and not is_mine and task.assigned_to_id is not None,
        colleagues=_colleagues(task, holders, viewer=viewer, now=now),
    )


def _colleagues(task: Task, holders: list[User], *, viewer: User, now: datetime) -> list[User]:
    """Return to whom the step may be handed; to nobody when one person alone could take it."""
    is_free = task.assigned_to_id is None
    if rules.why_not_reassign(viewer, task, now=now) or (is_free and len(holders) == 1):
        return []
    return [one for one in holders if one.pk not in {task.assigned_to_id, viewer.pk}]


def _group(row: TaskRow, *, now: datetime, tomorrow: datetime) -> str:
    due = row.task.due_at
    if row.due.tone == "paused":
        return PAUSED
    if due is None or due >= tomorrow:
        return LATER
    return LATE if due < now else TODAY
