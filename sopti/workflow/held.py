"""What this room holds of a person: what they asked for, did, said, attached; their own words only.

What somebody else wrote in the same case is theirs, and stays on its page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q, Value

from sopti.people.holdings import AS_LONG_AS_SOPTI, FOR_SAFETY, FOR_WORK, Cells, Holding, clock
from sopti.workflow.models import Attachment, Case, Event, Question, Remark, Task

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from django.db.models import QuerySet

BY_THE_SOP = "Petugas dan pejabat di pengadilan Anda yang memegang peran SOP, dan pemohonnya."


def _cases(person: int) -> QuerySet[Any]:
    return Case.objects.filter(Q(requester=person) | Q(filed_by=person))


def _case_cells(case: Case, tz: ZoneInfo) -> Cells:
    return (
        case.number, case.title, case.detail, case.get_status_display(),
        clock(case.opened_at, tz), clock(case.closed_at, tz),
    )  # fmt: skip


def _steps(person: int) -> QuerySet[Any]:
    mine = Q(finished_by=person) | Q(started_by=person) | Q(assigned_to=person)
    found = Task.objects.filter(mine).select_related("case", "role").defer("values")
    return found.annotate(person=Value(person))


def _step_cells(task: Any, tz: ZoneInfo) -> Cells:
    is_mine = task.finished_by_id == task.person  # else the words are somebody else's
    return (
        task.case.number, task.step, _role_in(task, is_mine=is_mine), task.get_status_display(),
        clock(task.started_at, tz), clock(task.finished_at, tz), task.work_minutes,
        *((task.get_outcome_display(), task.result, task.note) if is_mine else ("", "", "")),
    )  # fmt: skip


def _role_in(task: Task, *, is_mine: bool) -> str:
    return (task.capacity if is_mine else "") or task.role.name


def _remarks(person: int) -> QuerySet[Any]:
    return Remark.objects.filter(by=person).select_related("case")


def _remark_cells(remark: Remark, tz: ZoneInfo) -> Cells:
    return remark.case.number, clock(remark.at, tz), remark.said_as, remark.text


def _questions(person: int) -> QuerySet[Any]:
    mine = Question.objects.filter(Q(asked_by=person) | Q(answered_by=person))
    return mine.select_related("task__case").annotate(person=Value(person))


def _question_cells(asked: Any, tz: ZoneInfo) -> Cells:
    return (
        asked.task.case.number, clock(asked.asked_at, tz),
        asked.text if asked.asked_by_id == asked.person else "",
        clock(asked.answered_at, tz), asked.answer if asked.answered_by_id == asked.person else "",
    )  # fmt: skip


def _files(person: int) -> QuerySet[Any]:
    return Attachment.objects.filter(added_by=person).select_related("case")


def _file_cells(file: Attachment, tz: ZoneInfo) -> Cells:
    return file.case.number, file.name, file.size, file.sha256, clock(file.added_at, tz)


def _events(person: int) -> QuerySet[Any]:
    return Event.objects.filter(by=person).select_related("case").defer("text")


def _event_cells(event: Event, tz: ZoneInfo) -> Cells:
    number = event.case.number if event.case else ""
    return event.sequence, clock(event.at, tz), event.get_kind_display(), number, event.summary


CASES = Holding(
    key="permintaan",
    title="Permintaan dan berkas Anda",
    says="Yang Anda ajukan, atau ajukan untuk rekan: perihal, uraian, dan sampai mana.",
    because=FOR_WORK,
    lasts=AS_LONG_AS_SOPTI,
    seen_by=BY_THE_SOP,
    order=40,
    find=_cases,
    heads=("Nomor", "Perihal", "Uraian", "Keadaan", "Dibuka", "Selesai"),
    tell=_case_cells,
    covers=("workflow.case.requester", "workflow.case.filed_by"),
)
STEPS = Holding(
    key="langkah",
    title="Langkah yang Anda kerjakan",
    says="Langkah SOP yang Anda mulai, selesaikan, atau yang diserahkan kepada Anda: waktu, lama "
    "kerja, keputusan, hasil, dan alasannya.",
    because=FOR_WORK,
    lasts=AS_LONG_AS_SOPTI,
    seen_by=f"{BY_THE_SOP} Tercetak pada lembar langkahnya.",
    order=50,
    find=_steps,
    heads=("Nomor", "Langkah", "Sebagai", "Keadaan", "Dimulai", "Selesai", "Menit kerja",
           "Keputusan", "Hasil", "Catatan"),
    tell=_step_cells,
    covers=("workflow.task.finished_by", "workflow.task.started_by", "workflow.task.assigned_to"),
)  # fmt: skip
TALK = Holding(
    key="percakapan",
    title="Pesan dalam percakapan",
    says="Pesan yang Anda tulis pada berkas.",
    because=FOR_WORK,
    lasts=AS_LONG_AS_SOPTI,
    seen_by=BY_THE_SOP,
    order=60,
    find=_remarks,
    heads=("Nomor", "Waktu", "Sebagai", "Pesan"),
    tell=_remark_cells,
    covers=("workflow.remark.by",),
)
QUESTIONS = Holding(
    key="pertanyaan",
    title="Pertanyaan dan jawaban Anda",
    says="Pertanyaan kepada pemohon yang Anda tulis, dan jawaban Anda.",
    because=FOR_WORK,
    lasts=AS_LONG_AS_SOPTI,
    seen_by=BY_THE_SOP,
    order=70,
    find=_questions,
    heads=("Nomor", "Ditanyakan", "Pertanyaan Anda", "Dijawab", "Jawaban Anda"),
    tell=_question_cells,
    covers=("workflow.question.asked_by", "workflow.question.answered_by"),
)
FILES = Holding(
    key="lampiran",
    title="Lampiran yang Anda tambahkan",
    says="Nama, ukuran, dan sidik lampiran. Isinya dibuka dari halaman berkasnya.",
    because=FOR_WORK,
    lasts=AS_LONG_AS_SOPTI,
    seen_by=BY_THE_SOP,
    order=80,
    find=_files,
    heads=("Nomor", "Nama", "Ukuran (byte)", "SHA-256", "Ditambahkan"),
    tell=_file_cells,
    covers=("workflow.attachment.added_by",),
)
RECORD = Holding(
    key="catatan",
    title="Catatan bersegel",
    says="Setiap perbuatan Anda yang tercatat dalam rantai catatan pengadilan.",
    because=FOR_SAFETY,
    lasts="Selama SOPTI dipakai. Rantainya bersegel: satu catatan pun tidak dapat dihapus.",
    seen_by=f"{BY_THE_SOP} Catatan tanpa berkas hanya dibaca pengelola server.",
    order=90,
    find=_events,
    heads=("Nomor catatan", "Waktu", "Perbuatan", "Berkas", "Isi"),
    tell=_event_cells,
    covers=("workflow.event.by",),
)
