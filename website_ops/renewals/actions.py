"""Every change of what the court pays for, each one public function.

A renewal closes the open term and opens the next, under the lock of the service; the constraint
behind it lets no service have two open terms.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from sopti.core.errors import Refusal, refuse_if
from sopti.core.words import number, plain_date
from sopti.people.actions import keep
from sopti.people.models import Court
from sopti.workflow import uploads
from sopti.workflow.enums import EventKind
from sopti.workflow.record import record
from website_ops.renewals import rules
from website_ops.renewals.models import Service, Term
from website_ops.sites.rules import NO_COURT

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from django.core.files.uploadedfile import UploadedFile

    from sopti.people.models import User
    from sopti.workflow.models import Case

FIELDS = ("kind", "name", "site", "keeper", "note")
TERM_FIELDS = ("provider", "starts_on", "until", "cost", "bill_number")


@transaction.atomic
def add_service(
    told: Mapping[str, Any],
    *,
    by: User,
    at: datetime,
    bill: UploadedFile[Any] | None = None,
) -> Service:
    """Write down a service with the term that runs now."""
    if by.court_id is None:
        raise Refusal(NO_COURT)
    court = Court.objects.select_for_update().get(pk=by.court_id)
    refuse_if(rules.why_not_add(by))
    service = _write(Service(court=court), told, by=by)
    _open(service, told, bill, by=by, at=at)
    return service


@transaction.atomic
def change_service(service_id: int, told: Mapping[str, Any], *, by: User) -> Service:
    """Correct what the service is; its terms stay as they were paid."""
    service = _locked(service_id)
    refuse_if(rules.why_not_change(by, service))
    return _write(service, told, by=by)


@transaction.atomic
def renew(
    service_id: int,
    told: Mapping[str, Any],
    *,
    by: User,
    at: datetime,
    bill: UploadedFile[Any] | None = None,
    case: Case | None = None,
) -> Term:
    """Close the open term and open the next."""
    service = _locked(service_id)
    refuse_if(rules.why_not_change(by, service))
    former = service.terms.select_for_update().filter(closed_at=None).first()
    if former is not None:
        refuse_if(rules.why_not_renew_until(former, told["until"]))
        former.closed_at = at
        keep(former, by=by)
    term = _open(service, told, bill, by=by, at=at, case=case)
    record(
        EventKind.SERVICE_RENEWED,
        court=service.court,
        by=by,
        at=at,
        case=case,
        summary=f"{by} mencatat {service} diperpanjang sampai {plain_date(term.until)}, "
        f"Rp{number(term.cost)}.",
        service=service.pk,
        term=term.pk,
    )
    return term


@transaction.atomic
def end_service(service_id: int, *, reason: str, on: date, by: User, at: datetime) -> Service:
    """Say that the court renews it no more. Nobody is reminded of it any longer."""
    service = _locked(service_id)
    refuse_if(rules.why_not_change(by, service))
    for term in service.terms.select_for_update().filter(closed_at=None):
        term.closed_at = at
        keep(term, by=by)
    service.ended_on, service.ended_reason = on, reason
    keep(service, by=by)
    summary = f"{by} menghentikan langganan {service}: {reason}"
    record(
        EventKind.SERVICE_ENDED,
        court=service.court,
        by=by,
        at=at,
        summary=summary,
        service=service.pk,
    )
    return service


def _write(service: Service, told: Mapping[str, Any], *, by: User) -> Service:
    refuse_if(rules.why_not_name(service, told["name"]))
    for name in FIELDS:
        setattr(service, name, told[name])
    keep(service, by=by)
    return service


def _open(
    service: Service,
    told: Mapping[str, Any],
    bill: UploadedFile[Any] | None,
    *,
    by: User,
    at: datetime,
    case: Case | None = None,
) -> Term:
    refuse_if(rules.why_not_span(told["starts_on"], told["until"]))
    term = Term(service=service, opened_by=by, opened_at=at, case=case)
    for name in TERM_FIELDS:
        setattr(term, name, told[name])
    if bill is not None:
        refuse_if(uploads.why_not_accept(bill))
        kept = uploads.cleaned(bill)
        term.bill, term.bill_name = kept.content, kept.name
        term.bill_type, term.bill_sha256 = kept.content_type, kept.sha256
    keep(term, by=by)
    return term


def _locked(service_id: int) -> Service:
    locked = Service.objects.select_for_update(of=("self",))
    return locked.select_related("court").get(pk=service_id)
