"""Loading, settling and putting into force the editions of an SOP."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import transaction

from sopti.core.errors import Refusal, refuse_if
from sopti.people.models import Court, Role
from sopti.sop import rules
from sopti.sop.canonical import fingerprint_of, text_of
from sopti.sop.compare import Change, differences
from sopti.sop.enums import Confidence, EditionStatus
from sopti.sop.models import Document, Edition, RoleCorrection

if TYPE_CHECKING:
    from datetime import datetime

    from sopti.people.models import User
    from sopti.sop.schema import Body, Procedure, Step


@dataclass(frozen=True)
class Loaded:
    """What loading did: `former` is the edition before, `is_new` whether there is a new one."""

    edition: Edition
    is_new: bool
    former: Edition | None = None
    changes: list[Change] = field(default_factory=list)


@dataclass(frozen=True)
class Performer:
    """The choice of who performs a step, and why."""

    procedure: str
    step: int
    role: str
    reason: str = ""


# ---------------------------------------------------------------------------------------- load
@transaction.atomic
def load_document(*, court: Court, key: str, body: Body, at: datetime) -> Loaded:
    """Store the body as a new draft edition, unless the newest edition came from this very file.

    What the court settled in an earlier edition stays settled where the step is still the same.
    """
    document = _locked_document(court, key, body)
    former = document.editions.order_by("-number").first()
    from_file = fingerprint_of(text_of(body))
    if former and former.file_fingerprint == from_file:
        return Loaded(former, is_new=False)
    body = _with_settled(body, former.sop) if former else body
    if former and former.fingerprint == fingerprint_of(text_of(body)):
        former.file_fingerprint = from_file
        former.save(update_fields=["file_fingerprint"])
        return Loaded(former, is_new=False)
    edition = _add_edition(document, body, from_file, at)
    return Loaded(edition, True, former, differences(former.sop, body) if former else [])


def _locked_document(court: Court, key: str, body: Body) -> Document:
    named = {"number": body.number, "title": body.title}
    document, _ = Document.objects.get_or_create(court=court, key=key, defaults=named)
    return Document.objects.select_for_update().get(pk=document.pk)


def _add_edition(document: Document, body: Body, from_file: str, at: datetime) -> Edition:
    newest = document.editions.order_by("-number").first()
    return Edition.objects.create(
        document=document,
        number=newest.number + 1 if newest else 1,
        body=text_of(body),
        file_fingerprint=from_file,
        loaded_at=at,
    )


def _with_settled(body: Body, former: Body) -> Body:
    kept = {
        (procedure.key, step.number, step.activity): step
        for procedure in former.procedures
        for step in procedure.steps
        if step.confidence == Confidence.COURT
    }
    procedures = tuple(
        _with_steps(one, [_settled(one, step, kept) for step in one.steps])
        for one in body.procedures
    )
    return body.model_copy(update={"procedures": procedures})


def _settled(procedure: Procedure, step: Step, kept: dict[tuple[str, int, str], Step]) -> Step:
    former = kept.get((procedure.key, step.number, step.activity))
    if former is None or step.confidence == Confidence.COURT or not procedure.head(former.role):
        return step
    return step.model_copy(
        update={"role": former.role, "confidence": Confidence.COURT, "why": former.why}
    )


def _with_steps(procedure: Procedure, steps: list[Step]) -> Procedure:
    return procedure.model_copy(update={"steps": tuple(steps)})


# -------------------------------------------------------------------------------------- settle
@transaction.atomic
def correct_role(edition_id: int, choice: Performer, *, by: User, at: datetime) -> Edition:
    """Make another role, or the proposed one, the settled performer; return the draft that says so.

    An edition in force is never edited: the correction goes into the draft that follows it,
    which is made where there is none.
    """
    edition = _locked_edition(edition_id)
    refuse_if(rules.why_not_correct(by, edition))
    draft = _draft_after(edition, at)
    procedure = _procedure_of(draft, choice.procedure)
    refuse_if(rules.why_not_perform(procedure, choice.step, choice.role))

    former = procedure.step(choice.step)
    if (former.role, former.confidence) != (choice.role, Confidence.COURT):
        _settle(draft, procedure, former, choice)
        _note(draft, former, choice, by=by, at=at)
    return draft


@transaction.atomic
def confirm_role(edition_id: int, choice: Performer, *, by: User, at: datetime) -> Edition:
    """Settle the proposed performer as it stands. Only a draft has proposals."""
    edition = _locked_edition(edition_id)
    refuse_if(rules.why_not_confirm(by, edition))
    return correct_role(edition_id, choice, by=by, at=at)


def _settle(draft: Edition, procedure: Procedure, step: Step, choice: Performer) -> None:
    draft.body = text_of(_with_performer(draft.sop, procedure, step, choice))
    draft.save()


def _note(draft: Edition, former: Step, choice: Performer, *, by: User, at: datetime) -> None:
    RoleCorrection.objects.create(
        edition=draft,
        procedure_key=choice.procedure,
        step=choice.step,
        former=Role.objects.get(pk=former.role),
        role=Role.objects.get(pk=choice.role),
        reason=choice.reason,
        by=by,
        at=at,
    )


def _locked_edition(edition_id: int) -> Edition:
    """Lock the document, not the edition: all changes to its editions wait for each other."""
    document_id = Edition.objects.values_list("document_id", flat=True).get(pk=edition_id)
    Document.objects.select_for_update().get(pk=document_id)
    return Edition.objects.select_related("document__court").get(pk=edition_id)


def _draft_after(edition: Edition, at: datetime) -> Edition:
    if edition.is_draft:
        return edition
    drafts = edition.document.editions.filter(status=EditionStatus.DRAFT)
    draft = drafts.filter(number__gt=edition.number).order_by("-number").first()
    return draft or _add_edition(edition.document, edition.sop, edition.file_fingerprint, at)


def _procedure_of(edition: Edition, key: str) -> Procedure:
    for procedure in edition.sop.procedures:
        if procedure.key == key:
            return procedure
    raise Refusal(f"Prosedur ini tidak ada pada edisi {edition.number}.")


def _with_performer(body: Body, procedure: Procedure, step: Step, choice: Performer) -> Body:
    settled = step.model_copy(
        update={
            "role": choice.role,
            "confidence": Confidence.COURT,
            "why": choice.reason or step.why,
        }
    )
    steps = [settled if one.number == step.number else one for one in procedure.steps]
    procedures = tuple(
        _with_steps(one, steps) if one.key == procedure.key else one for one in body.procedures
    )
    return body.model_copy(update={"procedures": procedures})


# -------------------------------------------------------------------------------- put into force
@transaction.atomic
def put_in_force(edition_id: int, *, by: User | None, at: datetime) -> Edition:
    """Make the edition the one that new cases follow. Running cases keep theirs.

    Writes no record: that is `sopti.workflow`'s, which wraps this.
    """
    edition = _locked_edition(edition_id)
    refuse_if(rules.why_not_put_in_force(by, edition))
    _supersede_former(edition)
    edition.status, edition.in_force_at, edition.put_in_force_by = EditionStatus.IN_FORCE, at, by
    edition.save(update_fields=["status", "in_force_at", "put_in_force_by"])
    document = edition.document
    document.number, document.title = edition.sop.number, edition.sop.title
    document.save(update_fields=["number", "title"])
    return edition


def _supersede_former(edition: Edition) -> None:
    """Former editions go one by one, through save, so that their history says so."""
    for former in edition.document.editions.filter(number__lt=edition.number):
        if former.status != EditionStatus.SUPERSEDED:
            former.status = EditionStatus.SUPERSEDED
            former.save(update_fields=["status"])
