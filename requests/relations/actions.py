"""Linking, unlinking and merging requests, and telling who follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from requests.models import Merge, RequestLink, WorkSpell
from requests.relations import rules
from requests.relations.solution import solution_of
from sopti.core.errors import refuse_if
from sopti.notifications.actions import notify
from sopti.workflow.actions import end_as_merged, lock_case
from sopti.workflow.enums import CaseStatus, EventKind
from sopti.workflow.models import Task
from sopti.workflow.record import record

if TYPE_CHECKING:
    from datetime import datetime

    from sopti.people.models import User
    from sopti.workflow.models import Case


def _lock_both(case_id: int, other_id: int) -> tuple[Case, Case]:
    """Lock two cases, always the older first, so that two people cannot wait for each other."""
    locked = {pk: lock_case(pk) for pk in sorted({case_id, other_id})}
    return locked[case_id], locked[other_id]


@transaction.atomic
def link(case_id: int, other_id: int, *, reason: str, by: User, at: datetime) -> RequestLink:
    """Say that two requests have the same cause. Both cases show it."""
    case, other = _lock_both(case_id, other_id)
    refuse_if(rules.why_not_link(by, case, other))
    first, second = sorted([case, other], key=lambda one: one.pk)
    made = RequestLink.objects.create(
        first=first, second=second, reason=reason.strip(), by=by, at=at
    )
    for one, its_other in ((case, other), (other, case)):
        record(EventKind.LINKED, court=one.court, by=by, at=at, case=one,
               summary=f"{by} menautkan permintaan ini dengan {its_other.number}: {made.reason}",
               other=its_other.number, reason=made.reason)  # fmt: skip
    return made


@transaction.atomic
def unlink(link_id: int, *, by: User, at: datetime) -> RequestLink:
    """Undo a link; the record keeps that it was there."""
    ends = RequestLink.objects.values_list("first", "second").get(pk=link_id)
    case, other = _lock_both(*ends)
    made = RequestLink.objects.select_related("first", "second").get(pk=link_id)
    refuse_if(rules.why_not_unlink(by, made))
    made.undone_by, made.undone_at = by, at
    made.save(update_fields=["undone_by", "undone_at"])
    for one, its_other in ((case, other), (other, case)):
        record(EventKind.UNLINKED, court=one.court, by=by, at=at, case=one,
               summary=f"{by} melepas tautan dengan {its_other.number}.",
               other=its_other.number)  # fmt: skip
    return made


@transaction.atomic
def merge(case_id: int, leading_id: int, *, reason: str, by: User, at: datetime) -> Merge:
    """Close a duplicate as part of the leading request. What was done to it stays as it was.

    Of two people who merge a pair both ways at once, the second is refused.
    """
    case, leading = _lock_both(case_id, leading_id)
    refuse_if(rules.why_not_merge(by, case, leading))
    reason = reason.strip()
    made = Merge.objects.create(case=case, leading=leading, reason=reason, by=by, at=at)
    end_as_merged(case.pk, into=leading, reason=reason, by=by, at=at)
    record(EventKind.MERGED, court=leading.court, by=by, at=at, case=leading,
           summary=f"{by} menggabungkan {case.number} ke permintaan ini: {reason}",
           other=case.number, reason=reason)  # fmt: skip
    return made


# --------------------------------------------------------------------------------------- following
_AGAIN = "Bila Anda masih memerlukannya, ajukan permintaan baru."
_ENDED = {
    CaseStatus.DONE: "sudah selesai.",
    CaseStatus.REFUSED: f"ditolak. {_AGAIN}",
    CaseStatus.WITHDRAWN: f"ditarik pemohonnya. {_AGAIN}",
    CaseStatus.CANCELLED: f"dibatalkan. {_AGAIN}",
}


def tell_followers(case: Case, *, by: User, at: datetime) -> None:
    """Tell who asked for a merged duplicate how the leading request ended.

    They read that it ended, on their own case; what was said in the other one is not theirs.
    """
    ended = _ENDED.get(CaseStatus(case.status))
    if ended is None:
        return
    for made in Merge.objects.filter(leading=case).select_related(
        "case__requester", "case__filed_by"
    ):
        own = made.case
        people = [person for person in (own.requester, own.filed_by) if person is not None]
        notify(
            to=[person for person in people if person.pk != by.pk],
            topic=own.get_absolute_url(),
            subject=f"{case.get_status_display()}: {own.title}",
            body=f"{own.number} digabung ke {case.number}, yang {ended}",
            link=own.get_absolute_url(),
            at=at,
        )


# -------------------------------------------------------------------------------- the same solution
@transaction.atomic
def copy_result(source: Case, task_id: int, *, by: User, at: datetime) -> Task:
    """Lay the solution of a linked request into the work log of a step that waits.

    The step's form then begins with it; whoever does the step reads, changes, and hands it in.
    """
    lock_case(Task.objects.values_list("case_id", flat=True).get(pk=task_id))
    task = Task.objects.for_pages().get(pk=task_id)
    text = solution_of(source)
    refuse_if(rules.why_not_copy(by, task, text, now=at))
    WorkSpell.objects.create(task=task, by=by, began_at=at, ended_at=at, note=text)
    return task
