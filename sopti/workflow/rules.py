"""Who may do what. Each rule returns why not, in words for the user, or None.

Order: the state first, then the role, then the conflict of interest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.timezone import localdate

from sopti.core import words
from sopti.people.enums import NO_DOER, ONLY_A_CLERK
from sopti.people.models import User
from sopti.sop.enums import EditionStatus
from sopti.workflow.enums import Outcome, TaskStatus

if TYPE_CHECKING:
    from datetime import datetime

    from sopti.sop.models import Edition
    from sopti.sop.schema import Flow, Procedure
    from sopti.workflow.models import Case, Question, Task

SUPERVISORS = frozenset({"kasubag_ptip", "sekretaris", "ketua"})

_DONE_WORDS = {
    Outcome.YES: "sudah diputuskan “ya” oleh",
    Outcome.RETURN: "sudah dikembalikan oleh",
    Outcome.REFUSE: "sudah ditolak oleh",
    "": "sudah diselesaikan oleh",
}


def may_see(user: User, case: Case) -> bool:
    """Tell of one case what `Case.objects.visible_to(user)` tells of all, without asking."""
    is_own = user.pk in {case.requester_id, case.filed_by_id}
    return case.court_id == user.court_id and (is_own or not user.role_keys <= ONLY_A_CLERK)


def why_not_open(user: User, edition: Edition, procedure: Procedure, flow: Flow) -> str | None:
    if edition.status != EditionStatus.IN_FORCE:
        return "SOP ini belum diberlakukan oleh Ketua, jadi berkas belum dapat dibuka."
    if edition.document.court_id != user.court_id:
        return "SOP ini milik pengadilan lain."
    allowed = set(flow.by or procedure.opens_by) | {procedure.step(flow.steps[0]).role}
    if not allowed & user.role_keys:
        heads = [procedure.head(role) or role.replace("_", " ") for role in sorted(allowed)]
        return f"Berkas prosedur ini dibuka oleh {', '.join(heads)}."
    return None


def why_not_work_on(user: User, task: Task, *, now: datetime) -> str | None:
    """Say why this person cannot do this task: the hint, the refusal and the test share it."""
    return _why_not_waiting(task, now=now) or _why_not_holder(user, task) or _why_own(user, task)


def why_not_start(user: User, task: Task, *, now: datetime) -> str | None:
    if task.status == TaskStatus.STARTED and task.started_by:
        return words.sentence(f"Langkah ini sudah mulai dikerjakan {task.started_by}")
    return why_not_work_on(user, task, now=now)


def _why_not_waiting(task: Task, *, now: datetime) -> str | None:
    if task.status == TaskStatus.DONE and task.finished_by and task.finished_at:
        done = _DONE_WORDS[task.outcome]
        when = words.moment(task.finished_at, now=now, tz=task.case.court.tz).replace(
            ", ", " pukul "
        )
        return f"Langkah {task.step} {done} {task.finished_by}, {task.capacity}, {when}."
    if not task.case.is_running:
        return f"Berkas ini sudah {task.case.get_status_display().lower()}."
    if not task.is_waiting:
        return f"Langkah {task.step} tidak lagi menunggu: berkasnya dikembalikan atau ditutup."
    return None


def _why_not_holder(user: User, task: Task) -> str | None:
    if task.case.court_id != user.court_id or task.role_id not in user.role_keys:
        head = task.case.procedure.head(task.role_id) or task.role.name
        return f"Langkah {task.step} menunggu {head}."
    if task.assigned_to_id not in {None, user.pk}:
        return words.sentence(f"Langkah {task.step} sudah diserahkan kepada {task.assigned_to}")
    return None


def _why_own(user: User, task: Task) -> str | None:
    if not is_own_decision(user, task) or is_head_alone(user, task):
        return None
    return (
        "Pemohon tidak dapat memutuskan permintaannya sendiri. "
        "Langkah ini menunggu pemegang peran lain atau Plh."
    )


def is_own_decision(user: User, task: Task) -> bool:
    step = task.sop_step
    return bool(step.decision or task.route) and task.case.requester_id == user.pk


def is_head_alone(user: User, task: Task) -> bool:
    """Tell whether the head of the court may decide on their own request: nobody else can."""
    if task.role_id != "ketua":
        return False
    today = localdate(timezone=task.case.court.tz)
    others = User.objects.holding("ketua", court=task.case.court, on=today).exclude(pk=user.pk)
    return not others.exists()


def why_not_withdraw(user: User, case: Case) -> str | None:
    if not case.is_running:
        return f"Berkas ini sudah {case.get_status_display().lower()}."
    if user.pk not in {case.requester_id, case.filed_by_id}:
        return "Hanya pemohon yang dapat menarik permintaannya."
    deciding = {step.number for step in case.procedure.steps if step.decision}
    if any(task.step in deciding for task in case.tasks.all() if task.status == TaskStatus.DONE):
        return "Permintaan sudah diputuskan pada satu langkah, jadi tidak dapat ditarik lagi."
    return None


def why_not_end(case: Case) -> str | None:
    """Say that the case has ended already, whoever asks."""
    if case.is_running:
        return None
    return f"Berkas ini sudah {case.get_status_display().lower()}."


def why_not_cancel(user: User, case: Case) -> str | None:
    if not case.is_running:
        return f"Berkas ini sudah {case.get_status_display().lower()}."
    if case.court_id != user.court_id or not SUPERVISORS & user.role_keys:
        return "Berkas dibatalkan oleh Kasubag PTIP, Sekretaris, atau Ketua."
    return None


def why_not_reassign(user: User, task: Task, *, now: datetime) -> str | None:
    refused = _why_not_waiting(task, now=now)
    if refused:
        return refused
    if task.case.court_id != user.court_id or not user.role_keys & {task.role_id, *SUPERVISORS}:
        return "Langkah dialihkan oleh pemegang perannya, Kasubag PTIP, Sekretaris, atau Ketua."
    return None


def why_not_receive(user: User, task: Task) -> str | None:
    """Say why this person cannot be handed the task."""
    today = localdate(timezone=task.case.court.tz)
    holders = User.objects.holding(task.role_id, court=task.case.court, on=today)
    if not holders.filter(pk=user.pk).exists():
        return f"{user} tidak memegang peran {task.role.name} hari ini."
    if task.assigned_to_id == user.pk:
        return words.sentence(f"Langkah ini sudah diserahkan kepada {user}")
    return None


def why_not_ask(user: User, task: Task, *, now: datetime) -> str | None:
    refused = why_not_work_on(user, task, now=now)
    if refused:
        return refused
    if task.case.requester_id is None:
        opened = task.case.opened_without_request
        return f"Berkas ini {opened}, jadi tidak ada pemohon yang dapat ditanya."
    if task.questions.filter(answered_at=None).exists():
        return "Pertanyaan sebelumnya belum dijawab pemohon."
    return None


def why_not_answer(user: User, question: Question) -> str | None:
    case = question.task.case
    if question.answered_at is not None:
        return "Pertanyaan ini sudah dijawab."
    if not case.is_running:
        return f"Berkas ini sudah {case.get_status_display().lower()}."
    if user.pk not in {case.requester_id, case.filed_by_id}:
        return "Pertanyaan ini dijawab oleh pemohon."
    return None


def why_not_remark(user: User, case: Case) -> str | None:
    if not case.is_running:
        return f"Berkas ini sudah {case.get_status_display().lower()}, jadi percakapannya ditutup."
    if case.requester_id is None:
        opened = case.opened_without_request
        return f"Berkas ini {opened}, jadi tidak ada pemohon yang dapat diajak bicara."
    here = case.court_id == user.court_id and user.role_keys - NO_DOER
    if here or user.pk in {case.requester_id, case.filed_by_id}:
        return None
    return "Percakapan ini antara pemohon dan pelaksana langkah."


def why_not_scan(user: User) -> str | None:
    """Say why this person lays no signed papers back into their cases."""
    if user.court_id is None:
        return "Akun Anda belum terdaftar pada satu pengadilan."
    if user.role_keys <= NO_DOER:
        return "Pindaian bertanda tangan diunggah oleh petugas atau pejabat pengadilan Anda."
    return None


def why_not_keep_scan(user: User, case: Case, task: Task | None) -> str | None:
    """Say why a scan cannot be laid beside this sheet. A closed case takes it: ink comes late."""
    if task is not None and task.status != TaskStatus.DONE:
        return (
            f"Lembar langkah {task.step} terbit sesudah langkahnya selesai, "
            "jadi belum ada lembar bertanda tangan untuk disimpan."
        )
    if case.court_id != user.court_id:
        return "Berkas ini milik pengadilan lain."
    return why_not_scan(user)


def why_not_attach(user: User, case: Case) -> str | None:
    if not case.is_running:
        return f"Berkas ini sudah {case.get_status_display().lower()}, jadi lampirannya tetap."
    if user.role_keys - NO_DOER or user.pk in {case.requester_id, case.filed_by_id}:
        return None
    return "Lampiran ditambahkan oleh pemohon atau pelaksana langkah."
