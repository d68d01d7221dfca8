"""The gates of a step: what must be there before it, and what it must give."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sopti.workflow.enums import Outcome, TaskStatus

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sopti.sop.schema import Step
    from sopti.workflow.models import Task

SHORTEST_REASON = 5


def producer_of(requires: str, tasks: Iterable[Task]) -> Task | None:
    """Return the newest finished task of the case whose output is the required document."""
    wanted = _plain(requires)
    found = [
        task
        for task in tasks
        if task.status == TaskStatus.DONE
        and task.is_current
        and wanted in _plain(task.sop_step.output)
    ]
    return found[-1] if wanted and found else None


def _plain(text: str) -> str:
    return " ".join(text.lower().split())


def asks_for_input(step: Step, produced: Task | None) -> bool:
    """Tell whether the performer must say that the required document is there.

    Not when an earlier step of the case produced it, nor when the requester brought it by filing.
    """
    return bool(step.requires) and produced is None and not step.brought


def why_not_enter(step: Step, *, confirmed: bool, produced: Task | None) -> str | None:
    """Say why the required input counts as missing."""
    if confirmed or not asks_for_input(step, produced):
        return None
    return f"Tandai bahwa kelengkapan sudah ada: {step.requires}."


def why_not_leave(step: Step, task: Task, *, route: str, has_files: bool) -> str | None:
    """Say why the step has not given what it must give."""
    if step.decision or task.route:
        return _why_not_decided(step, task)
    if step.routes and route not in [known.label for known in step.routes]:
        return "Pilih kepada siapa dokumen ini disampaikan."
    gives = step.form or step.routes or (step.does and task.values)
    return None if gives or has_files or task.result.strip() else wanted_result(step)


def wanted_result(step: Step) -> str:
    return f"Tuliskan hasilnya, atau lampirkan berkasnya: {step.output or 'hasil langkah ini'}."


def _why_not_decided(step: Step, task: Task) -> str | None:
    if not task.outcome:
        return "Pilih keputusan Anda."
    if task.outcome == Outcome.REFUSE and not (step.decision and step.decision.refuse):
        return "Langkah ini tidak dapat menolak; pilih kembalikan atau lanjutkan."
    if task.outcome != Outcome.YES and len(task.note.strip()) < SHORTEST_REASON:
        return REASONS[task.outcome]
    return None


REASONS: dict[str, str] = {
    Outcome.RETURN: "Tulis alasan pengembalian. Pelaksana langkah sebelumnya membacanya.",
    Outcome.REFUSE: "Tulis alasan penolakan. Pemohon membacanya.",
}
