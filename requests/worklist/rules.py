"""Who may read the work list, and when a step may be handed on from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from requests.rules import NO_COURT
from sopti.core import words
from sopti.people.enums import ONLY_A_CLERK

if TYPE_CHECKING:
    from sopti.people.models import User
    from sopti.workflow.models import Task


def why_not_read(user: User) -> str | None:
    if user.court_id is None:
        return NO_COURT
    if user.role_keys <= ONLY_A_CLERK:
        return (
            "Meja layanan dibuka oleh petugas dan pejabat yang mengerjakan permintaan layanan TI. "
            "Permintaan Anda sendiri ada di Beranda dan di Daftar berkas."
        )
    return None


def why_not_hand_over(task: Task, *, held_by: int | None) -> str | None:
    """Say that the step is no longer with whom the page showed: somebody else was quicker."""
    if task.assigned_to_id == held_by:
        return None
    whom = f"sudah dipegang {task.assigned_to}" if task.assigned_to else "tidak dipegang siapa pun"
    said = words.sentence(f"Langkah {task.step} dari {task.case.number} {whom}")
    return f"{said} Periksa lagi daftar kerjanya."
