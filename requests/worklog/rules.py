"""Who may say that they begin or stop working on a step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from requests.worklog.models import WorkSpell
from sopti.workflow.enums import TaskStatus
from sopti.workflow.rules import why_not_work_on

if TYPE_CHECKING:
    from datetime import datetime

    from sopti.people.models import User
    from sopti.workflow.models import Task

FULFIL = "fulfil"


def why_not_begin(user: User, task: Task, *, now: datetime) -> str | None:
    refused = why_not_work_on(user, task, now=now)
    if refused:
        return refused
    if FULFIL not in task.sop_step.does:
        return "Catatan kerja dipakai pada langkah yang memenuhi permintaan."
    if task.status != TaskStatus.STARTED:
        return "Langkah ini belum dimulai. Tekan “Mulai kerjakan” lebih dulu."
    if WorkSpell.objects.open().filter(task=task, by=user).exists():
        return "Anda sudah sedang bekerja pada langkah ini. Tekan “Berhenti” lebih dulu."
    return None


def why_not_stop(spell: WorkSpell | None) -> str | None:
    """Say why there is nothing to stop. Whoever began a spell may end it, whatever came since."""
    if spell is None:
        return "Anda tidak sedang bekerja pada langkah ini, jadi tidak ada yang dihentikan."
    return None
