"""Which requests may be linked or merged, and by whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from requests.models import ServiceRequest
from requests.relations.models import Merge, RequestLink
from requests.worklog.models import WorkSpell
from sopti.core import words
from sopti.workflow.enums import Outcome, TaskStatus
from sopti.workflow.rules import SUPERVISORS, why_not_work_on

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sopti.people.models import User
    from sopti.sop.schema import Procedure
    from sopti.workflow.models import Case, Task

MERGERS = frozenset({"register", "fulfil"})  # deeds of the desk: who does one may merge
MERGING_HEAD = "kasubag_ptip"
APPROVERS = ("sekretaris", "ketua")


def why_not_relate(user: User, case: Case) -> str | None:
    """Say why this person does not sit at the desk of the request."""
    known = {step.role for step in case.procedure.steps} | SUPERVISORS
    if case.court_id != user.court_id or not known & user.role_keys:
        return "Permintaan ditautkan oleh petugas dan pejabat yang mengerjakannya."
    return None


def why_not_link(user: User, case: Case, other: Case) -> str | None:
    return (
        _why_not_pair(case, other)
        or _why_merged(case)
        or _why_merged(other)
        or _why_linked(case, other)
        or why_not_relate(user, case)
    )


def _why_not_pair(case: Case, other: Case) -> str | None:
    if case.pk == other.pk:
        return "Pilih permintaan lain: sebuah permintaan tidak berkaitan dengan dirinya sendiri."
    if case.court_id != other.court_id:
        return f"{other.number} milik pengadilan lain."
    asked = ServiceRequest.objects.filter(case__in=[case, other]).values_list("case", flat=True)
    if {case.pk, other.pk} - set(asked):
        return "Hanya permintaan layanan TI yang dapat ditautkan atau digabung."
    return None


def _why_linked(case: Case, other: Case) -> str | None:
    first, second = sorted([case.pk, other.pk])
    if RequestLink.objects.standing().filter(first=first, second=second).exists():
        return f"{case.number} dan {other.number} sudah bertaut."
    return None


def why_not_unlink(user: User, link: RequestLink) -> str | None:
    if link.undone_at is not None:
        return "Tautan ini sudah dilepas."
    return why_not_relate(user, link.first)


# ----------------------------------------------------------------------------------------- merging
def why_not_merge(user: User, case: Case, leading: Case) -> str | None:
    """Say why a request cannot go on as part of another. State first, then role."""
    return _why_not_pair(case, leading) or _why_not_lead(leading) or why_not_merge_away(user, case)


def _why_not_lead(leading: Case) -> str | None:
    merged = _why_merged(leading)
    if merged or leading.is_running:
        return merged
    return f"{leading.number} sudah {leading.get_status_display().lower()}."


def _why_merged(case: Case) -> str | None:
    """Say which request stands for this one since it was merged."""
    merge = Merge.objects.filter(case=case).select_related("leading").first()
    if merge is None:
        return None
    leads = merge.leading.number
    return f"{case.number} sudah digabung ke {leads}. Pilih {leads}."


def why_not_merge_away(user: User, case: Case) -> str | None:
    """Say why the request cannot be merged into any other."""
    if not case.is_running:
        return f"{case.number} sudah {case.get_status_display().lower()}."
    if Merge.objects.filter(leading=case).exists():
        return f"{case.number} memimpin permintaan gabungan, jadi tidak dapat digabung lagi."
    return _why_approved(case) or _why_not_merger(user, case)


def _why_approved(case: Case) -> str | None:
    """Say that a head agreed to it already. A disposition only hands it on and hinders nothing."""
    said_yes = case.tasks.filter(
        status=TaskStatus.DONE, is_current=True, outcome=Outcome.YES, role__in=APPROVERS
    )
    steps = case.procedure.step
    for task in said_yes.select_related("finished_by"):
        if "dispose" not in steps(task.step).does:
            return (
                f"{case.number} sudah disetujui {task.finished_by}, {task.capacity}, "
                "jadi tidak dapat digabung. Tautkan saja."
            )
    return None


def _why_not_merger(user: User, case: Case) -> str | None:
    roles = mergers_of(case.procedure)
    if case.court_id == user.court_id and set(roles) & user.role_keys:
        return None
    heads = [case.procedure.head(role) or role for role in roles]
    return f"Permintaan digabung oleh {words.listed(heads)}."


def mergers_of(procedure: Procedure) -> list[str]:
    found = [step.role for step in procedure.steps if MERGERS & set(step.does)]
    return list(dict.fromkeys([*found, MERGING_HEAD]))


# ---------------------------------------------------------------------------------- the same result
def why_not_copy(user: User, task: Task, text: str, *, now: datetime) -> str | None:
    """Say why a solution cannot be laid beside a step that waits."""
    refused = why_not_work_on(user, task, now=now)
    if refused:
        return refused
    if "fulfil" not in task.sop_step.does:
        return f"Langkah {task.step} tidak memenuhi permintaan, jadi hasilnya lain."
    if not text:
        return "Permintaan itu belum punya uraian pekerjaan yang dapat dipakai."
    if WorkSpell.objects.filter(task=task, note=text).exists():
        return "Uraian itu sudah ada dalam catatan kerja langkah ini."
    return None


def linked_to(case: Case, links: Iterable[RequestLink]) -> set[int]:
    return {link.other(case).pk for link in links}
