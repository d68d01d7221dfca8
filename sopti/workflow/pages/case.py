"""Berkas: one case with its way through the SOP, its papers, talk and record."""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch, prefetch_related_objects

from sopti.people.worktime import calendar_of
from sopti.workflow import rules
from sopti.workflow.choices import head_of
from sopti.workflow.clock import due_at, norm_words
from sopti.workflow.enums import Outcome, TaskStatus
from sopti.workflow.models import Question, Task
from sopti.workflow.pages.rows import TaskRow, says, task_rows
from sopti.workflow.pages.talk import talk_of
from sopti.workflow.registry import case_facts, case_panels, case_sentences
from sopti.workflow.subjects import subjects_of

if TYPE_CHECKING:
    from datetime import datetime

    from sopti.people.models import User
    from sopti.people.worktime import WorkCalendar
    from sopti.sop.schema import Step
    from sopti.workflow.models import Case


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


def case_page(case: Case, *, viewer: User, now: datetime) -> dict[str, Any]:
    """Return everything the page of a case shows."""
    calendar = calendar_of(case.court)
    # Fetched in no order and sorted here: see home._first for what an order costs.
    all_tasks = Prefetch("tasks", Task.objects.within_a_case().order_by())
    prefetch_related_objects([case], all_tasks)  # the rules read them too
    tasks = sorted(case.tasks.all(), key=attrgetter("pk"))
    asked = Question.objects.filter(task__case=case).select_related("asked_by", "answered_by")
    questions = sorted(asked.order_by(), key=attrgetter("asked_at", "pk"))
    of_case = {task.pk: task for task in tasks}
    for question in questions:
        question.task = of_case[question.task_id]
    rows = task_rows(tasks, now=now, calendar=calendar, questions=questions)
    added = case.attachments.select_related("added_by").order_by()
    attachments = sorted(added, key=attrgetter("added_at", "pk"))
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
        "attachments": attachments,
        "papers": [row.task for row in rows if row.task.status == TaskStatus.DONE],
        "events": sorted(case.events.order_by(), key=attrgetter("sequence")),
        "children": sorted(
            case.children.order_by(), key=attrgetter("opened_at", "pk"), reverse=True
        ),
        "why_not_withdraw": rules.why_not_withdraw(viewer, case),
        "why_not_cancel": rules.why_not_cancel(viewer, case),
        "why_not_remark": rules.why_not_remark(viewer, case),
        "why_not_attach": rules.why_not_attach(viewer, case),
        "is_requester": viewer.pk in {case.requester_id, case.filed_by_id},
        "follow_ups": _follow_ups(case, viewer),
    }


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
