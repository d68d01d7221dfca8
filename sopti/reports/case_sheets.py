"""The paper of a whole case: steps, questions, files and record, in a fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sopti.core import words
from sopti.reports import contents
from sopti.reports.answers import NOTHING, Block, blocks_of, given_of
from sopti.reports.marks import mark_of
from sopti.reports.models import Paper
from sopti.reports.parts import (
    JUDGED,
    Fact,
    File,
    PaperFrame,
    files_of,
    fingerprint,
    footer_of,
    letterhead_of,
    outcome_words,
    performer_notes,
    printed_words,
    procedure_words,
    record_head_of,
    role_words,
    short_moment,
    sop_words,
    zone_of,
)
from sopti.reports.task_sheets import note_label
from sopti.workflow import deeds
from sopti.workflow.enums import TaskStatus
from sopti.workflow.models import Question
from sopti.workflow.registry import case_facts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime, tzinfo

    from sopti.reports.marks import Mark
    from sopti.workflow.models import Case, RecordHead, Task


SHEETS = ("form.css", "case.css")


@dataclass(frozen=True)
class StepRow:
    """One task, or a step of the flow that no task has reached yet."""

    number: int
    activity: str
    performer: str
    notes: tuple[str, ...]
    moments: tuple[str, ...] = ()
    waiting: str = ""
    work: str = ""
    norm: str = ""
    judged: str = ""
    outcome: str = ""
    paper: str = ""
    is_history: bool = False


@dataclass(frozen=True)
class Content:
    """What a finished step said: its form, its result, its note."""

    head: str
    paper: str
    blocks: tuple[Block, ...]
    result: str
    note_label: str
    note: str


@dataclass(frozen=True)
class Exchange:
    asked: str
    text: str
    answered: str
    answer: str


@dataclass(frozen=True)
class RecordLine:
    sequence: str
    at: str
    summary: str


@dataclass(frozen=True)
class CaseSheet:
    """Everything on the paper of a case, in words."""

    paper: PaperFrame
    facts: tuple[Fact, ...]
    detail: str
    rows: tuple[StepRow, ...]
    contents: tuple[Content, ...]
    exchanges: tuple[Exchange, ...]
    files: tuple[File, ...]
    lines: tuple[RecordLine, ...]
    zone: str
    norm_head: str
    sealed_until: str
    seal: str

    @property
    def has_history(self) -> bool:
        return any(row.is_history for row in self.rows)


def case_sheet(case: Case, *, at: datetime) -> CaseSheet:
    """Return the paper of a case (one from `for_pages()`), printed at that moment."""
    tz = case.court.tz
    tasks = _in_order(case, case.tasks.select_related("role", "finished_by"))
    files, asked = list(case.attachments.select_related("added_by")), _questions(case)
    made = contents.case_fingerprint(case, tasks=tasks, files=files, questions=asked)
    head, mark = record_head_of(case.court), _mark(case, made)
    return CaseSheet(
        paper=_paper(case, head, mark, at),
        facts=_facts(case),
        detail=case.detail,
        rows=(*(_row(task, tz) for task in tasks), *_unreached(case, tasks)),
        contents=tuple(_content(task) for task in tasks if _says_something(task)),
        exchanges=_exchanges(asked, tz),
        files=files_of(files, tz),
        lines=_lines(case, tz),
        zone=zone_of(case.court),
        norm_head=case.procedure.heads.norm,
        sealed_until=str(head.sequence),
        seal=fingerprint(head.mac, groups=16) or NOTHING,
    )


def _mark(case: Case, made: str) -> Mark | None:
    return mark_of(Paper.objects.filter(case=case, task=None, fingerprint=made).first())


def _paper(case: Case, head: RecordHead, mark: Mark | None, at: datetime) -> PaperFrame:
    sop = case.edition.sop
    return PaperFrame(
        head=letterhead_of(case.court),
        issuer=case.court.name,
        heading=case.procedure.title,
        under=(f"Berkas nomor {case.number}",),
        slip=(
            "Berkas lengkap",
            f"{sop.number}, edisi {case.edition.number}",
            f"Berlaku {sop.effective}" if sop.effective else "",
        ),
        footer=footer_of(case.title, case.edition, case.number, head, mark),
        printed=printed_words(at, case.court),
        mark=mark,
    )


def _facts(case: Case) -> tuple[Fact, ...]:
    tz, zone = case.court.tz, zone_of(case.court)
    closed = f"{short_moment(case.closed_at, tz)} {zone}" if case.closed_at else ""
    reason = (case.closing_note,) if case.closing_note else ()
    status = f"{case.get_status_display()}, {closed}" if closed else case.get_status_display()
    given = [
        Fact("Perihal", case.title),
        Fact("SOP", sop_words(case)),
        Fact("Prosedur", procedure_words(case)),
        Fact("Pemohon", *_requester(case)),
        Fact("Dibuka", f"{short_moment(case.opened_at, tz)} {zone}"),
        Fact("Keadaan", status, reason),
        *(Fact(label, value) for label, value in case_facts(case)),
    ]
    return tuple(fact for fact in given if fact.text)


def _requester(case: Case) -> tuple[str, tuple[str, ...]]:
    """Return who asked, with unit, and who filed it for them."""
    person, filed = case.requester, case.filed_by
    if person is None:
        return case.opened_without_request, ()
    text = ", ".join(word for word in (person.full_name, person.position, person.unit) if word)
    other = filed is not None and filed.pk != person.pk
    return text, ((f"diajukan oleh {filed}",) if other else ())


def _in_order(case: Case, tasks: Iterable[Task]) -> list[Task]:
    """Return the tasks in the order of the flow, the attempts of a step one after the other."""
    places = {number: place for place, number in enumerate(case.flow.steps)}
    return sorted(tasks, key=lambda task: (places.get(task.step, 99), task.opened_at, task.pk))


def _row(task: Task, tz: tzinfo) -> StepRow:
    again = (f"pengerjaan ke-{task.attempt}",) if task.attempt > 1 else ()
    route = (f"diteruskan kepada {task.route}",) if task.route else ()
    done = task.status == TaskStatus.DONE
    return StepRow(
        number=task.step,
        activity=task.sop_step.activity,
        performer=f"{task.finished_by}, {task.capacity}" if done else role_words(task),
        notes=(*performer_notes(task), *route, *again),
        moments=tuple(
            short_moment(at, tz) for at in (task.opened_at, task.started_at, task.finished_at) if at
        ),
        waiting=_duration(task.waiting_minutes),
        work=_duration(task.work_minutes),
        norm=task.sop_step.norm.text,
        judged=JUDGED[task.within_norm] if done and task.within_norm is not None else "",
        outcome=outcome_words(task) or task.get_status_display(),
        paper=task.document_number if done else "",
        is_history=not task.is_current,
    )


def _duration(minutes: int | None) -> str:
    return "" if minutes is None else words.duration(minutes)


def _unreached(case: Case, tasks: Sequence[Task]) -> list[StepRow]:
    """Return the steps of the flow that the case has not come to, or never came to."""
    reached = {task.step for task in tasks}
    word = "Belum sampai" if case.is_running else "Tidak ditempuh"
    procedure = case.procedure
    missing = [procedure.step(number) for number in case.flow.steps if number not in reached]
    return [
        StepRow(
            number=step.number,
            activity=step.activity,
            performer=procedure.head(step.role),
            notes=(),
            norm=step.norm.text,
            outcome=word,
        )
        for step in missing
    ]


def _says_something(task: Task) -> bool:
    return task.status == TaskStatus.DONE and bool(task.result or task.note or task.values)


def _content(task: Task) -> Content:
    step = task.sop_step
    form = task.case.edition.sop.form(step.form) if step.form else None
    name = f"{form.code} {form.title}" if form else (step.output or step.activity)
    return Content(
        head=f"Langkah {task.step}: {name}",
        paper=task.document_number,
        blocks=tuple(blocks_of(given_of(form, task.values, deeds.labels(task)))),
        result=task.result,
        note_label=note_label(task),
        note=task.note,
    )


def _questions(case: Case) -> list[Question]:
    asked = Question.objects.filter(task__case=case)
    return list(asked.select_related("asked_by", "answered_by", "task"))


def _exchanges(asked: list[Question], tz: tzinfo) -> tuple[Exchange, ...]:
    return tuple(
        Exchange(
            asked=f"Langkah {one.task.step}, {one.asked_by}, {short_moment(one.asked_at, tz)}",
            text=one.text,
            answered=_answered(one, tz),
            answer=one.answer,
        )
        for one in asked
    )


def _answered(question: Question, tz: tzinfo) -> str:
    if question.answered_by is None:
        return "Langkah dilanjutkan tanpa jawaban" if question.answered_at else "Belum dijawab"
    return f"{question.answered_by}, {short_moment(question.answered_at, tz)}"


def _lines(case: Case, tz: tzinfo) -> tuple[RecordLine, ...]:
    events = case.events.order_by("sequence")
    return tuple(
        RecordLine(str(event.sequence), short_moment(event.at, tz), event.summary)
        for event in events
    )
