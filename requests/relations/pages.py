"""What a case page shows of related requests, and the page on which they are found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from requests.actions import Wish
from requests.beside import may_have
from requests.models import Merge, RequestLink
from requests.register.found import found_cases
from requests.relations import rules
from requests.relations.solution import solution_of
from requests.similar import alike
from sopti.people.worktime import calendar_of
from sopti.workflow.enums import CaseStatus, TaskStatus
from sopti.workflow.models import Case, Task
from sopti.workflow.pages.rows import case_rows
from sopti.workflow.registry import Panel

if TYPE_CHECKING:
    from datetime import datetime

    from requests.models import ServiceRequest
    from sopti.people.models import User
    from sopti.workflow.pages.rows import CaseRow

SHOWN = 20


@dataclass(frozen=True)
class LinkRow:
    """One linked request as seen from the other."""

    link: RequestLink
    other: CaseRow
    waits: Task | None  # its step that may take over the solution of this case


@dataclass(frozen=True)
class FoundRow:
    row: CaseRow
    is_linked: bool
    may_link: bool
    may_merge: bool


def case_panels(case: Case, viewer: User, now: datetime) -> list[Panel]:
    """Return what the request was merged into, and for the desk what belongs to it."""
    panels = _merged_into(case, viewer, now=now)
    if rules.why_not_relate(viewer, case) is None and hasattr(case, "service_request"):
        panels += _for_desk(case, viewer, now=now)
    return panels


def _merged_into(case: Case, viewer: User, *, now: datetime) -> list[Panel]:
    """Show whoever sees the duplicate how the leading request stands, in words alone."""
    if not may_have(case, "is_merged"):
        return []
    made = Merge.objects.filter(case=case).select_related("leading", "by").first()
    if made is None:
        return []
    leading = Case.objects.for_pages().filter(pk=made.leading_id)
    [row] = case_rows(leading, viewer=viewer, now=now, calendar=calendar_of(case.court))
    told = {
        "merge": made,
        "row": row,
        "may_open": Case.objects.visible_to(viewer).filter(pk=made.leading_id).exists(),
        "is_asker": viewer.pk in {case.requester_id, case.filed_by_id},
    }
    return [Panel("requests/relations/_merged_into.html", told, "top")]


def _for_desk(case: Case, viewer: User, *, now: datetime) -> list[Panel]:
    links = _links(case, viewer, now=now) if may_have(case, "has_links") else []
    merged: list[Merge] = []
    if may_have(case, "has_merged"):
        merged = list(case.merged.select_related("case__requester", "by"))
    told: dict[str, Any] = {"case": case, "links": links, "merged": merged}
    panels = [Panel("requests/relations/_related.html", told)]
    waiting = [line for line in links if line.waits]
    if waiting:
        offer = {"case": case, "lines": waiting, "text": solution_of(case)}
        panels.append(Panel("requests/relations/_offer.html", offer, "top"))
    return panels


def _links(case: Case, viewer: User, *, now: datetime) -> list[LinkRow]:
    found = RequestLink.objects.standing().of_case(case)
    links = {link.other(case).pk: link for link in found.select_related("first", "second", "by")}
    others = Case.objects.visible_to(viewer).filter(pk__in=links).for_pages().order_by("-opened_at")
    rows = case_rows(others, viewer=viewer, now=now, calendar=calendar_of(case.court))
    solved = bool(links) and not case.is_running and bool(solution_of(case))
    return [
        LinkRow(links[row.case.pk], row, _waits(row, viewer) if solved else None) for row in rows
    ]


def _waits(row: CaseRow, viewer: User) -> Task | None:
    """Return the step of a linked request that this person may answer with the same result."""
    for line in row.waiting:
        task = line.task
        holds = task.role_id in viewer.role_keys and task.assigned_to_id in {None, viewer.pk}
        if holds and "fulfil" in task.sop_step.does and task.status != TaskStatus.DONE:
            return task
    return None


# ----------------------------------------------------------------------------------- finding others
def relate_page(case: Case, words: str, *, viewer: User, now: datetime) -> dict[str, Any]:
    """Return the requests that the words find; without words those that look like this one."""
    rows = _found(case, words, viewer=viewer, now=now)
    links = RequestLink.objects.standing().of_case(case).select_related("first", "second")
    linked = rules.linked_to(case, links)
    why_not_merge = rules.why_not_merge_away(viewer, case)
    return {
        "case": case,
        "words": words,
        "rows": [
            FoundRow(
                row,
                is_linked=row.case.pk in linked,
                may_link=row.case.pk not in linked and row.case.status != CaseStatus.MERGED,
                may_merge=why_not_merge is None and row.case.is_running,
            )
            for row in rows
        ],
        "why_not_merge": why_not_merge,
    }


def _found(case: Case, words: str, *, viewer: User, now: datetime) -> list[CaseRow]:
    if not words:
        return alike(_wish(case), seen={case.pk}, viewer=viewer, now=now)
    found = found_cases(viewer, {"q": words}, now=now).exclude(pk=case.pk).for_pages()
    return case_rows(found[:SHOWN], viewer=viewer, now=now, calendar=calendar_of(case.court))


def _wish(case: Case) -> Wish:
    asked: ServiceRequest = case.service_request
    return Wish(
        category=asked.category,
        urgency=asked.urgency,
        title=case.title,
        detail=case.detail,
        asset_or_place=asked.asset_or_place,
    )
