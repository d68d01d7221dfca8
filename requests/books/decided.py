"""Buku disposisi and buku persetujuan: what the heads of the court decided, step by step."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch

from requests.dispositions.models import OnwardDisposition
from sopti.core.words import calm, plain_date
from sopti.workflow.books import Book, Column, Entries, Row, day, keys_of
from sopti.workflow.deeds import said
from sopti.workflow.doing import tasks_of_steps
from sopti.workflow.enums import Outcome, TaskStatus
from sopti.workflow.models import Task

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sopti.core.periods import Period
    from sopti.people.models import Court
    from sopti.sop.schema import Step

DISPOSE, APPROVE = "dispose", "approve"
HEADS = frozenset({"sekretaris", "ketua"})  # whose decisions are approvals, whatever the step does
OUTCOMES = {Outcome.YES: "Diteruskan", Outcome.RETURN: "Dikembalikan", Outcome.REFUSE: "Ditolak"}
APPROVALS = OUTCOMES | {Outcome.YES: "Disetujui"}
TAKEN_BACK = "ditarik kembali"
COSTS = ("biaya", "biaya_disetujui")

DISPOSITIONS = Book(
    key="disposisi",
    title="Buku Register Disposisi",
    says="Disposisi pimpinan atas permintaan layanan TI, dan penerusannya.",
    noun="disposisi",
    columns=(
        Column("Nomor lembar", 13, 26, is_title=True),
        Column("Tanggal", 10, 12),
        Column("Dari", 13, 30),
        Column("Perihal", 20, 46),
        Column("Pemohon", 12, 28),
        Column("Sifat", 7, 14),
        Column("Diteruskan kepada", 13, 32),
        Column("Isi disposisi", 20, 50),
        Column("Penerusan", 15, 40),
        Column("Keputusan", 9, 18),
    ),
    entries="requests.books.decided.dispositions",
    empty="Tidak ada disposisi pada masa itu.",
    order=20,
    counted_by="Keputusan",
)
APPROVED = Book(
    key="persetujuan",
    title="Buku Register Persetujuan",
    says="Keputusan Sekretaris dan Ketua pada langkah-langkah SOP, selain disposisi.",
    noun="keputusan",
    columns=(
        Column("Nomor lembar", 13, 26, is_title=True),
        Column("Tanggal", 10, 12),
        Column("Prosedur", 16, 40),
        Column("Perihal", 20, 46),
        Column("Pemohon", 12, 28),
        Column("Diputuskan oleh", 15, 36),
        Column("Keputusan", 9, 16),
        Column("Biaya disetujui (Rp)", 9, 16, is_number=True),
        Column("Isi atau alasan", 22, 50),
    ),
    entries="requests.books.decided.approvals",
    empty="Tidak ada persetujuan pada masa itu.",
    order=30,
    counted_by="Keputusan",
)


def dispositions(court: Court, period: Period) -> Entries:
    """Return what was disposed in the period, also what was taken back afterwards."""
    found = _finished(court, period, lambda step: DISPOSE in step.does)
    return Entries(found, partial(_disposed, court))


def approvals(court: Court, period: Period) -> Entries:
    """Return what the heads approved, returned or refused in the period, of every procedure."""
    return Entries(_finished(court, period, _is_approval), partial(_approved, court))


def _is_approval(step: Step) -> bool:
    decides = step.decision is not None and step.role in HEADS
    return (decides and DISPOSE not in step.does) or APPROVE in step.does


def _finished(court: Court, period: Period, means: Any) -> list[int]:
    done = Task.objects.filter(tasks_of_steps(court, means), status=TaskStatus.DONE)
    begins, ends = period.begins(court.tz), period.ends(court.tz)
    found = done.filter(finished_at__gte=begins, finished_at__lt=ends)
    return keys_of(found.order_by("finished_at", "pk"))


def _disposed(court: Court, keys: Sequence[int]) -> list[Row]:
    lines = OnwardDisposition.objects.filter(taken_back_at=None, is_of_step=False)
    onward = Prefetch("onward", lines.order_by("order"), to_attr="went_on")
    return [_disposition(task, court) for task in _tasks(keys, onward)]


def _approved(court: Court, keys: Sequence[int]) -> list[Row]:
    return [_approval(task, court) for task in _tasks(keys)]


def _tasks(keys: Sequence[int], *more: Any) -> list[Task]:
    found = Task.objects.for_pages().prefetch_related(*more).in_bulk(list(keys))
    return [found[key] for key in keys if key in found]


def _disposition(task: Task, court: Court) -> Row:
    values, case = task.values, task.case
    went_on = [
        f"{line.capacity} kepada {line.to_head}, {plain_date(line.at.astimezone(court.tz).date())}"
        for line in vars(task)["went_on"]
    ]
    asked = [said(values[key]) for key in ("harap", "catatan") if values.get(key)]
    return Row(
        (
            task.document_number,
            day(task.finished_at, court.tz),
            _who(task),
            case.title,
            str(case.requester or ""),
            said(values.get("sifat", "")),
            said(values.get("diteruskan", [])),
            "\n".join([*asked, *([task.note] if task.note else [])]),
            "\n".join(went_on),
            _outcome(task, OUTCOMES),
        ),
        link=task.get_absolute_url(),
    )


def _approval(task: Task, court: Court) -> Row:
    case, values = task.case, task.values
    cost = next((values[key] for key in COSTS if values.get(key) is not None), None)
    told = (values.get("isi"), values.get("putusan"), values.get("syarat"), task.note)
    return Row(
        (
            task.document_number,
            day(task.finished_at, court.tz),
            calm(case.procedure.title),
            case.title,
            str(case.requester or ""),
            _who(task),
            _outcome(task, APPROVALS),
            int(cost) if cost is not None else None,
            "\n".join(said(one) for one in told if one),
        ),
        link=task.get_absolute_url(),
    )


def _who(task: Task) -> str:
    """Return the person in the capacity of that day: "Rina Oktaviani, Plh. Sekretaris"."""
    return f"{task.finished_by}, {task.capacity}" if task.capacity else str(task.finished_by)


def _outcome(task: Task, words: dict[Outcome, str]) -> str:
    if task.outcome == Outcome.YES and not task.is_current:
        return f"{words[Outcome.YES]}, {TAKEN_BACK}"
    return words[Outcome(task.outcome)] if task.outcome else "Selesai"
