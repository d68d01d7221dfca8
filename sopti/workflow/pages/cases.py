"""Daftar berkas: every case the viewer may see, searched and filtered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Q

from sopti.people.worktime import calendar_of
from sopti.workflow.enums import CaseStatus
from sopti.workflow.models import Case, Task
from sopti.workflow.pages.rows import case_rows

if TYPE_CHECKING:
    from datetime import datetime

    from sopti.people.models import User

PAGE = 25


def cases_page(user: User, chosen: dict[str, Any], *, now: datetime) -> dict[str, Any]:
    """Return one page of the list. `chosen` comes from CaseFilter and is already checked."""
    if user.court is None:
        return {"rows": [], "page": None}
    found = _filtered(Case.objects.visible_to(user), chosen, now=now)
    page = Paginator(found.for_rows(), PAGE).get_page(chosen.get("hal") or 1)
    calendar = calendar_of(user.court)
    rows = case_rows(page.object_list, viewer=user, now=now, calendar=calendar)
    return {"rows": rows, "page": page, "total": page.paginator.count}


def _filtered(cases: Any, chosen: dict[str, Any], *, now: datetime) -> Any:
    if words := chosen.get("q"):
        for word in words.split()[:8]:
            cases = cases.filter(
                Q(number__icontains=word)
                | Q(title__icontains=word)
                | Q(requester__full_name__icontains=word)
            )
    exact = {"status": "status", "prosedur": "procedure_key", "tahun": "year"}
    cases = cases.filter(
        **{field: chosen[name] for name, field in exact.items() if chosen.get(name)}
    )
    if chosen.get("terlambat"):
        late = Task.objects.waiting().filter(case=OuterRef("pk"), due_at__lt=now)
        cases = cases.filter(Exists(late), status=CaseStatus.RUNNING)
    return cases
