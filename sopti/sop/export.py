"""SOPs as JSON for other programs, in the shape that the architecture promises to keep."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sopti.sop.totals import computed_total

if TYPE_CHECKING:
    from sopti.sop.models import Edition
    from sopti.sop.schema import Body, Norm, Procedure, Step

_IDENTITY = (
    "number",
    "title",
    "created",
    "revised",
    "effective",
    "approved_by",
    "legal_basis",
    "related",
    "warning",
    "qualifications",
    "equipment",
    "records",
)


def exported_court(court: str, editions: list[Edition]) -> dict[str, Any]:
    """Return the court's documents, one edition each."""
    return {"court": court, "documents": [exported_body(edition.sop) for edition in editions]}


def exported_body(body: Body) -> dict[str, Any]:
    identity = body.model_dump(mode="json", include=set(_IDENTITY))
    return {
        **{name: identity[name] for name in _IDENTITY},
        "forms": [{"code": form.code, "title": form.title} for form in body.forms],
        "procedures": [_procedure(procedure) for procedure in body.procedures],
    }


def _procedure(procedure: Procedure) -> dict[str, Any]:
    return {
        "key": procedure.key,
        "letter": procedure.letter,
        "title": procedure.title,
        "section": procedure.section,
        "stated_total": procedure.stated_total,
        "computed_total": computed_total(procedure),
        "steps": [_step(step) for step in procedure.steps],
    }


def _step(step: Step) -> dict[str, Any]:
    return {
        "number": step.number,
        "activity": step.activity,
        "role": step.role,
        "confidence": step.confidence.value,
        "requires": step.requires,
        "norm": _norm(step.norm),
        "output": step.output,
        "form": step.form,
        "decision": step.decision.model_dump(mode="json") if step.decision else None,
    }


def _norm(norm: Norm) -> dict[str, Any]:
    numbers = norm.model_dump(mode="json", exclude_none=True, exclude={"text", "kind", "clock"})
    clock = {"clock": True} if norm.clock else {}
    return {"text": norm.text, "kind": norm.kind.value, **numbers, **clock}
