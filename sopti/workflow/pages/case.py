"""Berkas: one case with its way through the SOP, its papers, talk and record."""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from sopti.core.kept import kept, put_as_fetched
from sopti.people.enums import ONLY_A_CLERK
from sopti.people.worktime import calendar_of
from sopti.workflow import rules
from sopti.workflow.choices import head_of
from sopti.workflow.clock import due_at, norm_words
from sopti.workflow.enums import Outcome, TaskStatus
from sopti.workflow.models import Attachment, Case, Event, Question, Task
from sopti.workflow.pages.rows import TaskRow, says, task_rows
from sopti.workflow.pages.talk import talk_of
from sopti.workflow.registry import (
    case_facts,
    case_panels,
    case_sentences,
    room_marks,
    room_rows,
)
from sopti.workflow.subjects import subjects_of

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from sopti.people.models import User
    from sopti.people.worktime import WorkCalendar
    from sopti.sop.schema import Step
    from sopti.workflow.models import CaseQuerySet


@dataclass(frozen=True)
class StepRow:
    """One step of the way: done, now or next; with what was done before it was returned."""

    step: Step
    state: str  # done, now, next
    head: str
    row: TaskRow | None  # the current task
    earlier: list[Task]  # attempts that became history
    returned: list[Task]  # decisions that sent the case back to this step
    expected: datetime | None = None  # for steps to come whose day the SOP fixes
    form_title: str = ""

    @property
    def norm(self) -> str:
        return norm_words(self.step.norm)


@dataclass(frozen=True)
class PaperRow:
    """The sheet of a finished step, or of the whole case (no task), and its signed scans."""

    task: Task | None
    scans: list[Attachment]


def case_seen_by(user: User, pk: int) -> Case | None:
    """Return the case with all that its page shows of it, if the person may see it."""
    ask = _own_case if user.role_keys <= ONLY_A_CLERK else _case_here
    return next(iter(ask(pk=pk, person=user.pk, court=user.court_id)), None)


@kept
def _own_case(*, pk: int, person: int, court: int | None) -> QuerySet[Case]:
    return _for_page(Case.objects.in_sight(person=person, court=court, only_own=True), pk)


@kept
def _case_here(*, pk: int, person: int, court: int | None) -> QuerySet[Case]:
    return _for_page(Case.objects.in_sight(person=person, court=court, only_own=False), pk)


def _for_page(visible: CaseQuerySet, pk: int) -> QuerySet[Case]:
    shown = visible.filter(pk=pk).for_pages().with_mark_of_subjects().order_by()
    return shown.select_related(*room_rows()).annotate(**room_marks())


@kept
def _tasks(*, case: int) -> QuerySet[Task]:
    return Task.objects.filter(case=case).within_a_case().order_by()


def tasks_of(case: Case) -> list[Task]:
    """Return every task of a case, those of former attempts too, in no order."""
    tasks = list(_tasks(case=case.pk))
    for task in tasks:
        task.case = case
    return tasks


@kept
def _questions(*, case: int) -> QuerySet[Question]:
    asked = Question.objects.filter(task__case=case)
    return asked.select_related("asked_by", "answered_by").order_by()


@kept
def _attachments(*, case: int) -> QuerySet[Attachment]:
    return Attachment.objects.filter(case=case).select_related("added_by").order_by()


@kept
def _events(*, case: int) -> QuerySet[Event]:
    return Event.objects.filter(case=case).order_by()


@kept
def _children(*, case: int) -> QuerySet[Case]:
    return Case.objects.filter(parent=case).order_by()


def case_page(case: Case, *, viewer: User, now: datetime) -> dict[str, Any]:
    """Return everything the page of a case shows."""
    calendar = calendar_of(case.court)
    # Fetched in no order and sorted here: see home._first for what an order costs.
    tasks = sorted(tasks_of(case), key=attrgetter("pk"))
    put_as_fetched(case, "tasks", tasks)  # the rules read them too
    questions = sorted(_questions(case=case.pk), key=attrgetter("asked_at", "pk"))
    of_case = {task.pk: task for task in tasks}
    for question in questions:
        question.task = of_case[question.task_id]
    rows = task_rows(tasks, now=now, calendar=calendar, questions=questions)
    attachments = sorted(_attachments(case=case.pk), key=attrgetter("added_at", "pk"))
    steps = _steps(case, rows, calendar)
    mine = _mine(viewer, rows, now=now)
    return {
        "case": case,
        "opened_by": _opened_by(case),
        "steps": steps,
        "done_count": sum(step.state == "done" for step in steps),
        "mine": mine,
        "waiting": (waiting := [row for row in rows if row.task.is_waiting]),
        "says": says(waiting),
        "facts": case_facts(case),
        "subjects": subjects_of(case, viewer=viewer),
        "sentences": case_sentences(case, viewer=viewer),
        "panels": case_panels(case, viewer=viewer, now=now),
        "talk": talk_of(case, questions, attachments),
        "attachments": [kept for kept in attachments if not kept.is_scan],
        "papers": _papers(tasks, attachments),
        "why_not_scan": rules.why_not_scan(viewer),
        "events": sorted(_events(case=case.pk), key=attrgetter("sequence")),
        "children": sorted(
            _children(case=case.pk), key=attrgetter("opened_at", "pk"), reverse=True
        ),
        "why_not_withdraw": rules.why_not_withdraw(viewer, case),
        "why_not_cancel": rules.why_not_cancel(viewer, case),
        "why_not_remark": rules.why_not_remark(viewer, case),
        "why_not_attach": rules.why_not_attach(viewer, case),
        "is_requester": viewer.pk in {case.requester_id, case.filed_by_id},
        "follow_ups": _follow_ups(case, viewer),
    }


def _papers(tasks: list[Task], attachments: list[Attachment]) -> list[PaperRow]:
    """Return a row for each sheet; one of the whole case where a scan of it was kept."""
    scans = [kept for kept in attachments if kept.is_scan]
    done = [task for task in tasks if task.status == TaskStatus.DONE]
    rows = [PaperRow(task, [kept for kept in scans if kept.task_id == task.pk]) for task in done]
    whole = [kept for kept in scans if kept.task_id is None]
    return [*rows, PaperRow(None, whole)] if whole else rows


def _opened_by(case: Case) -> str:
    if case.requester is None:
        return case.opened_without_request
    by = f"diajukan {case.requester}"
    return by if case.filed_by_id == case.requester_id else f"{by} (dicatat {case.filed_by})"


def _steps(case: Case, rows: list[TaskRow], calendar: WorkCalendar) -> list[StepRow]:
    return [_step_row(case, number, rows, calendar) for number in case.flow.steps]


def _step_row(case: Case, number: int, rows: list[TaskRow], calendar: WorkCalendar) -> StepRow:
    step = case.procedure.step(number)
    own = [row for row in rows if row.task.step == number]
    current = [row for row in own if row.task.is_current and row.task.status != TaskStatus.DROPPED]
    row = current[-1] if current else None
    form = case.edition.sop.form(step.form)
    return StepRow(
        step=step,
        state=_state(row),
        head=head_of(row.task) if row else case.procedure.head(step.role),
        row=row,
        earlier=[
            other.task for other in own if other.task.status == TaskStatus.DONE and other is not row
        ],
        returned=_returned_to(case, number, rows),
        expected=None
        if row or not case.is_running or not step.norm.day
        else due_at(step.norm, case=case, opened=case.opened_at, calendar=calendar),
        form_title=form.title if form else "",
    )


def _state(row: TaskRow | None) -> str:
    if row is None:
        return "next"
    return "now" if row.task.is_waiting else "done"


def _returned_to(case: Case, number: int, rows: list[TaskRow]) -> list[Task]:
    return [
        row.task
        for row in rows
        if row.task.outcome == Outcome.RETURN
        and row.task.sop_step.decision
        and row.task.sop_step.decision.no == number
    ]


def _mine(viewer: User, rows: list[TaskRow], *, now: datetime) -> list[tuple[TaskRow, str | None]]:
    """Return the waiting tasks of the viewer's roles, each with why not, if they may not."""
    return [
        (row, rules.why_not_work_on(viewer, row.task, now=now))
        for row in rows
        if row.task.is_waiting and row.task.role_id in viewer.role_keys
    ]


def _follow_ups(case: Case, viewer: User) -> list[tuple[str, str]]:
    """Return the flows that a fault found here may open: (flow key, title)."""
    return [
        (flow.key, flow.title)
        for flow in case.procedure.flows
        if flow.after == "incident"
        and flow.key != case.flow_key
        and rules.why_not_open(viewer, case.edition, case.procedure, flow) is None
    ]
