"""What every room of this app shows beside its own rows: the cases of its section."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Case as When
from django.db.models import IntegerField, Value
from django.db.models import When as If
from django.urls import reverse

from sopti.sop.models import Edition
from sopti.workflow.enums import CaseStatus
from sopti.workflow.models import Case, Task
from sopti.workflow.rules import why_not_open

if TYPE_CHECKING:
    from sopti.people.models import User
    from sopti.sop.schema import Flow, Procedure
    from sopti.ui.http import UserRequest

SHOWN = 8
TONES = {CaseStatus.RUNNING: "tag--gold", CaseStatus.DONE: "tag--green"}


@dataclass(frozen=True)
class Row:
    case: Case
    flow: str
    tone: str


@dataclass(frozen=True)
class Way:
    """A flow of the section that this person may open now."""

    label: str
    href: str


def section_cases(user: User, section: str) -> dict[str, Any]:
    """Return what "maintenance/_cases.html" needs: the section's cases, those that run first."""
    tables = _tables(user, section)
    found = (
        Case.objects.visible_to(user)
        .filter(procedure_key__in={procedure.key for _, procedure in tables})
        .filter(edition__document__in={edition.document_id for edition, _ in tables})
        .select_related("edition__document")
        .annotate(rest=_running_first())
        .order_by("rest", "-opened_at", "-pk")
    )
    rows = [
        Row(case, calm_flow(case), TONES.get(CaseStatus(case.status), "")) for case in found[:SHOWN]
    ]
    return {"case_rows": rows, "ways": _ways(user, tables), "has_table": bool(tables)}


def calm_flow(case: Case) -> str:
    """Return the flow's own title; the table's where the case runs all of it."""
    return case.flow.title if case.flow_key else ""


def step_of(request: UserRequest) -> Task | None:
    """Return the step that led here by "?langkah=", if the person may see it."""
    asked = request.GET.get("langkah", "")
    if not asked.isdecimal() or len(asked) > 15:  # noqa: PLR2004 (a number of ours is shorter)
        return None
    seen = Task.objects.visible_to(request.user).select_related("case__court", "case__edition")
    return seen.filter(pk=int(asked)).first()


def _running_first() -> When:
    return When(
        If(status=CaseStatus.RUNNING, then=Value(0)), default=Value(1), output_field=IntegerField()
    )


def _tables(user: User, section: str) -> list[tuple[Edition, Procedure]]:
    editions = Edition.objects.in_force().filter(document__court=user.court_id)
    return [
        (edition, procedure)
        for edition in editions.select_related("document__court").order_by("document__key")
        for procedure in edition.sop.procedures
        if procedure.section == section
    ]


def _ways(user: User, tables: list[tuple[Edition, Procedure]]) -> list[Way]:
    ways = []
    for edition, procedure in tables:
        href = reverse("workflow:open", args=[edition.document.key, procedure.key])
        flows: list[Flow] = [flow for flow in procedure.flows if not flow.every]
        if any(why_not_open(user, edition, procedure, flow) is None for flow in flows):
            ways.append(Way(flows[0].title, href))
    return ways
