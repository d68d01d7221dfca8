"""Issuing sheets: the one place that gives a content its key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef

from sopti.reports import contents, layouts
from sopti.reports.models import Paper
from sopti.workflow.deeds import form_of
from sopti.workflow.enums import CaseStatus, TaskStatus
from sopti.workflow.models import Case, Question, Task

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date, datetime

    from sopti.people.models import Court, User
    from sopti.workflow.models import Attachment

AT_ONCE = 200


def issue(case: Case, task: Task | None, at: datetime) -> None:
    """Give the sheet of a finished step, or of a closed case, its key, unless it has one.

    Called by the engine inside the deed itself: printing reads, and changes nothing.
    """
    paper = _of_task(task, task.attachments.all(), at=at) if task else _of_case(case, at=at)
    _keep([paper])


def issue_of_court(  # noqa: PLR0913 (what the open page says of a paper)
    court: Court,
    *,
    title: str,
    number: str,
    dated_on: date,
    fingerprint: str,
    signers: list[dict[str, str]],
    at: datetime,
) -> Paper:
    """Give a paper of the court itself its key: a report, an SOP. The same content keeps its own.

    `signers` are {"name", "capacity", "on"}, the day in ISO form.
    """
    what = {"title": title, "dated_on": dated_on, "signers": signers, "made_at": at}
    _keep([Paper(court=court, number=number, fingerprint=fingerprint, **what)])
    return Paper.objects.get(court=court, case=None, number=number, fingerprint=fingerprint)


def issue_missing(*, at: datetime, also_changed: bool = False) -> int:
    """Give a key to every sheet that has none; with `also_changed` to new contents of old ones."""
    before = Paper.objects.count()
    for papers in _in_lots(_missing(at, also_changed=also_changed)):
        _keep(papers)
    return Paper.objects.count() - before


def _keep(papers: list[Paper]) -> None:
    # Two who issue the same content at once, and a key drawn twice, end in one row: the
    # constraints decide, no paper is lost, and the next run gives a key to what got none.
    Paper.objects.bulk_create(papers, ignore_conflicts=True)


def _missing(at: datetime, *, also_changed: bool) -> Iterator[Paper]:
    tasks = Task.objects.filter(status=TaskStatus.DONE).for_pages().order_by("pk")
    cases = Case.objects.exclude(status=CaseStatus.RUNNING).for_pages().order_by("pk")
    if not also_changed:
        tasks = tasks.exclude(_issued(task=OuterRef("pk")))
        cases = cases.exclude(_issued(case=OuterRef("pk"), task=None))
    for task in tasks.prefetch_related("attachments").iterator(chunk_size=AT_ONCE):
        yield _of_task(task, task.attachments.all(), at=at)
    for case in cases.iterator(chunk_size=AT_ONCE):
        yield _of_case(case, at=at)


def _issued(**which: Any) -> Exists:
    return Exists(Paper.objects.filter(**which))


def _in_lots(papers: Iterable[Paper]) -> Iterator[list[Paper]]:
    lot: list[Paper] = []
    for paper in papers:
        lot.append(paper)
        if len(lot) == AT_ONCE:
            yield lot
            lot = []
    yield lot


def _of_task(task: Task, files: Iterable[Attachment], *, at: datetime) -> Paper:
    form = form_of(task)
    day = _day(task.case, task.finished_at or at)
    return Paper(
        court=task.case.court,
        case=task.case,
        task=task,
        title=layouts.heading_of(task),
        code=form.code if form else "",
        number=task.document_number,
        dated_on=day,
        fingerprint=contents.task_fingerprint(task, files),
        signers=_signers(task, day),
        made_at=at,
    )


def _signers(task: Task, day: date) -> list[dict[str, str]]:
    signs = [_signer(task.finished_by, task.capacity, day)]
    if layouts.is_request_form(task):
        asked = _signer(task.case.requester, "Pemohon", _day(task.case, task.case.opened_at))
        signs.insert(0, asked)
    return [sign for sign in signs if sign["name"]]


def _signer(person: User | None, capacity: str, day: date) -> dict[str, str]:
    name = person.full_name if person else ""
    return {"name": name, "capacity": capacity, "on": day.isoformat()}


def _of_case(case: Case, *, at: datetime) -> Paper:
    tasks = case.tasks.select_related("role", "finished_by")
    asked = Question.objects.filter(task__case=case).select_related("asked_by", "answered_by")
    return Paper(
        court=case.court,
        case=case,
        title=f"Berkas {case.procedure.title}",
        number=case.number,
        dated_on=_day(case, case.closed_at or at),
        fingerprint=contents.case_fingerprint(
            case, tasks=tasks, files=case.attachments.all(), questions=asked
        ),
        made_at=at,
    )


def _day(case: Case, at: datetime) -> date:
    return at.astimezone(case.court.tz).date()
