"""The sheet of one finished step: what it says, gathered in a fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sopti.reports import contents, layouts
from sopti.reports.answers import Block, Tick, answers_of, blocks_of
from sopti.reports.dispositions import disposition_part
from sopti.reports.marks import mark_of
from sopti.reports.models import Paper
from sopti.reports.parts import (
    Fact,
    File,
    PaperFrame,
    Signature,
    clock_of,
    files_of,
    footer_of,
    letterhead_of,
    may_refuse,
    performer_notes,
    printed_words,
    procedure_words,
    record_head_of,
    return_words,
    role_words,
    signature_of,
    sop_words,
)
from sopti.reports.request_forms import request_part
from sopti.workflow import deeds, gates
from sopti.workflow.enums import Outcome

if TYPE_CHECKING:
    from datetime import datetime

    from sopti.reports.answers import Answer
    from sopti.reports.dispositions import DispositionPart
    from sopti.reports.marks import Mark
    from sopti.reports.request_forms import RequestPart
    from sopti.sop.schema import Form
    from sopti.workflow.models import Attachment, Case, Task

UNMARKED = "Cetakan ini belum mempunyai kode pemeriksaan."


@dataclass(frozen=True)
class TaskSheet:
    """Everything on the sheet of one step, in words."""

    paper: PaperFrame
    facts: tuple[Fact, ...]
    clock: tuple[tuple[Fact, ...], ...]  # rows: one, or two beside the signature of a form
    blocks: tuple[Block, ...]
    result: str
    verdict: tuple[Tick, ...]
    note_label: str
    note: str
    files: tuple[File, ...]
    hints: tuple[str, ...]
    signature: Signature
    template: str
    request: RequestPart | None = None  # where the form has a layout of its own
    disposition: DispositionPart | None = None


def task_sheet(task: Task, *, at: datetime) -> TaskSheet:
    """Return the sheet of a finished task (one from `for_pages()`), printed at that moment."""
    form, attachments = deeds.form_of(task), list(task.attachments.select_related("added_by"))
    answers = answers_of(form, layouts.values_of(task), deeds.labels(task))
    blocks, times = tuple(blocks_of(answers)), clock_of(task)
    mark = _mark(task, attachments)
    return TaskSheet(
        paper=_paper(task, form, mark, at),
        facts=_facts(task, form),
        clock=(times[:3], times[3:]) if blocks else (times,),
        blocks=blocks,
        result=task.result,
        verdict=verdict_of(task),
        note_label=note_label(task),
        note=task.note,
        files=files_of(attachments, task.case.court.tz),
        hints=_hints(task, form, mark),
        signature=signature_of(task),
        **_layout(task, form, answers),
    )


def _layout(task: Task, form: Form | None, answers: list[Answer]) -> dict[str, Any]:
    """Return the template of the form's layout, and the parts that it needs."""
    layout, verdict = form.layout if form else "", verdict_of(task)
    found: dict[str, Any] = {"template": layouts.TEMPLATES[layout]}
    if layout == layouts.REQUEST:
        found["request"] = request_part(task, answers, verdict=verdict)
    if layout == layouts.DISPOSITION:
        found["disposition"] = disposition_part(task, answers, verdict=verdict)
    return found


def _mark(task: Task, files: list[Attachment]) -> Mark | None:
    made = contents.task_fingerprint(task, files)
    return mark_of(Paper.objects.filter(task=task, fingerprint=made).first())


def _paper(task: Task, form: Form | None, mark: Mark | None, at: datetime) -> PaperFrame:
    case, step, court = task.case, task.sop_step, task.case.court
    heading = layouts.heading_of(task)
    name = f"{form.code} {form.title}" if form else heading
    again = f"Pengerjaan ke-{task.attempt}" if task.attempt > 1 else ""
    effective = case.edition.sop.effective
    return PaperFrame(
        head=letterhead_of(court),
        issuer=court.name,
        heading=heading,
        under=tuple(line for line in (f"Nomor: {task.document_number}", again) if line),
        slip=(
            form.code if form else f"Langkah {step.number}",
            f"{case.edition.sop.number}, edisi {case.edition.number}",
            f"Berlaku {effective}" if effective else "",
        ),
        footer=footer_of(name, case.edition, task.document_number, record_head_of(court), mark),
        printed=printed_words(at, court),
        mark=mark,
    )


def _facts(task: Task, form: Form | None) -> tuple[Fact, ...]:
    case, step, others = task.case, task.sop_step, _tasks(task)
    performer = f"{task.finished_by}, {task.capacity}" if task.capacity else str(task.finished_by)
    given = [
        Fact("SOP", sop_words(case)),
        Fact("Prosedur", procedure_words(case)),
        Fact(f"Langkah {step.number}", step.activity, _again(task)),
        Fact("Pelaksana", performer, (*_role(task), *performer_notes(task))),
        Fact("Diteruskan kepada", task.route or _receiver(task, others)),
        Fact("Berkas", f"{case.number}, {case.title}", _requester(case)),
        Fact("Kelengkapan", step.requires, _confirmed(task, others)),
        Fact("Output", step.output if form else ""),
        Fact("Keterangan", step.remark),
    ]
    return tuple(fact for fact in given if fact.text)


def _tasks(task: Task) -> list[Task]:
    """Return the tasks of the case, oldest first. One query."""
    found = list(task.case.tasks.order_by("pk"))
    for other in found:
        other.case = task.case
    return found


def _again(task: Task) -> tuple[str, ...]:
    return (f"pengerjaan ke-{task.attempt}",) if task.attempt > 1 else ()


def _role(task: Task) -> tuple[str, ...]:
    """Return the role as the SOP heads its column, where the capacity has other words."""
    role = role_words(task)
    return () if role == task.capacity else (f"peran menurut SOP: {role}",)


def _receiver(task: Task, others: list[Task]) -> str:
    """Return whom a routed step sent its document to: the part it opened when it was finished."""
    parts = [one for one in others if one.step == task.step and one.route]
    return next((part.route for part in parts if part.opened_at == task.finished_at), "")


def _requester(case: Case) -> tuple[str, ...]:
    person = case.requester
    words = [person.full_name, person.unit] if person else []
    return (f"pemohon: {', '.join(word for word in words if word)}",) if person else ()


def _confirmed(task: Task, others: list[Task]) -> tuple[str, ...]:
    """Say where the required document came from: the performer's word, or an earlier step."""
    if task.input_confirmed:
        return ("dinyatakan ada oleh pelaksana",)
    earlier = [one for one in others if one.pk < task.pk]
    if made := gates.producer_of(task.sop_step.requires, earlier):
        return (f"dihasilkan langkah {made.step}, nomor {made.document_number}",)
    return ("tidak dinyatakan oleh pelaksana",)


def verdict_of(task: Task) -> tuple[Tick, ...]:
    """Return the boxes of a decision, the chosen one crossed; none where nothing was decided."""
    if not task.outcome:
        return ()
    choices = [(Outcome.YES, "Ya"), (Outcome.RETURN, return_words(task))]
    if may_refuse(task.sop_step) or task.outcome == Outcome.REFUSE:
        choices.append((Outcome.REFUSE, "Ditolak"))
    return tuple(Tick(word, task.outcome == outcome) for outcome, word in choices)


def note_label(task: Task) -> str:
    return "Alasan" if task.outcome in (Outcome.RETURN, Outcome.REFUSE) else "Catatan"


def _hints(task: Task, form: Form | None, mark: Mark | None) -> tuple[str, ...]:
    redone = "" if task.is_current else "Langkah ini dikerjakan ulang sesudah lembar ini terbit."
    proposal = (
        "Judul dan isian formulir ini usulan; kodenya menurut SOP."
        if form and form.title_is_proposal
        else ""
    )
    return tuple(hint for hint in (redone, proposal, "" if mark else UNMARKED) if hint)
