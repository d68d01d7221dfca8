"""Windows and proposals: filed by the sub-units, decided by Kasubag PTIP."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from requests.policy import rules
from requests.policy.actions import begin_programme, locked_item, new_item
from requests.policy.enums import ProposalState, Quarter
from requests.policy.models import Proposal, ProposalWindow
from sopti.core.errors import Refusal, refuse_if
from sopti.notifications.actions import notify
from sopti.people.actions import keep
from sopti.people.models import Court
from sopti.workflow.enums import EventKind
from sopti.workflow.record import record

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from requests.policy.models import ProgrammeItem
    from sopti.people.models import User

WINDOW_FIELDS = ("year", "opens_on", "closes_on", "note")
LONGEST_AIM = 300


@transaction.atomic
def set_window(
    told: Mapping[str, Any], *, by: User, at: datetime, pk: int | None = None
) -> ProposalWindow:
    """Open the collecting of proposals for a year, or change its days."""
    refuse_if(rules.why_not_set_window(by))
    court = Court.objects.select_for_update().get(pk=by.court_id or 0)
    window = (
        ProposalWindow.objects.select_for_update().get(pk=pk, court=court)
        if pk
        else ProposalWindow(court=court, by=by, at=at)
    )
    refuse_if(rules.why_not_window_year(by, told["year"], besides=window if pk else None))
    if window.closes_on != told["closes_on"]:
        window.closing_told_at = None  # another last day is told again
    for name in WINDOW_FIELDS:
        setattr(window, name, told[name])
    keep(window, by=by)
    return window


@transaction.atomic
def propose(window_id: int, told: Mapping[str, Any], *, by: User, at: datetime) -> Proposal:
    """File a proposal for the sub-unit of the person."""
    window = (
        ProposalWindow.objects.select_for_update(of=("self",))
        .select_related("court")
        .get(pk=window_id)
    )
    today = at.astimezone(window.court.tz).date()
    refuse_if(rules.why_not_propose(by, window, today=today))
    made = Proposal(window=window, by=by, unit=by.unit or "Unit belum dicatat", filed_at=at, **told)
    keep(made, by=by)
    return made


@transaction.atomic
def withdraw(pk: int, *, by: User) -> Proposal:
    """Take back an own proposal that nobody decided yet."""
    proposal = _locked(pk)
    refuse_if(rules.why_not_withdraw(by, proposal))
    proposal.delete()
    return proposal


@transaction.atomic
def take_over(
    pk: int, *, quarter: int = Quarter.ALL_YEAR, note: str = "", by: User, at: datetime
) -> Proposal:
    """Make an activity of the programme out of a proposal."""
    proposal = _locked(pk)
    refuse_if(rules.why_not_decide(by, proposal))
    window = proposal.window
    programme = begin_programme(window.court, window.year, by=by, at=at)
    refuse_if(rules.why_not_add_item(by, programme))
    told = {
        "area": proposal.area,
        "activity": proposal.title,
        "aim": proposal.reason.replace("\n", " ")[:LONGEST_AIM],
        "quarter": quarter,
        "budget": proposal.amount or 0,
    }
    item = new_item(programme, told, by=by)
    return _decided(proposal, ProposalState.TAKEN, item=item, answer=note, by=by, at=at)


@transaction.atomic
def merge(pk: int, item_id: int, *, note: str = "", by: User, at: datetime) -> Proposal:
    """Let an activity that is planned already meet a proposal, too."""
    item = locked_item(item_id)
    proposal = _locked(pk)
    refuse_if(rules.why_not_decide(by, proposal))
    refuse_if(rules.why_not_change(by, item.programme))
    if item.programme.year != proposal.window.year:
        raise Refusal(f"Kegiatan itu milik program tahun {item.programme.year}.")
    return _decided(proposal, ProposalState.MERGED, item=item, answer=note, by=by, at=at)


@transaction.atomic
def decline(pk: int, *, reason: str, by: User, at: datetime) -> Proposal:
    """Leave a proposal out, with a reason that its writer reads."""
    proposal = _locked(pk)
    refuse_if(rules.why_not_decide(by, proposal))
    if not reason.strip():
        raise Refusal("Tulis alasannya: pengusul membacanya.")
    return _decided(proposal, ProposalState.DECLINED, item=None, answer=reason, by=by, at=at)


@transaction.atomic
def reconsider(pk: int, *, by: User, at: datetime) -> Proposal:
    """Take a decision back. An activity that came of it alone stays until it is taken out."""
    proposal = _locked(pk)
    refuse_if(rules.why_not_reconsider(by, proposal))
    proposal.state, proposal.item, proposal.answer = ProposalState.WAITING, None, ""
    proposal.decided_by = proposal.decided_at = None
    keep(proposal, by=by)
    _record(proposal, "putusannya ditarik kembali", by=by, at=at)
    return proposal


def _decided(
    proposal: Proposal,
    state: ProposalState,
    *,
    item: ProgrammeItem | None,
    answer: str,
    by: User,
    at: datetime,
) -> Proposal:
    proposal.state, proposal.item, proposal.answer = state, item, answer.strip()
    proposal.decided_by, proposal.decided_at = by, at
    keep(proposal, by=by)
    said = state.label.lower() + (f": {proposal.answer}" if proposal.answer else "")
    notify(
        to=[proposal.by],
        subject=f"Usulan Anda {state.label.lower()}: {proposal.title}",
        body=f"Usulan untuk program kerja TI {proposal.window.year}: {said}.",
        link=proposal.get_absolute_url(),
        at=at,
    )
    _record(proposal, said, by=by, at=at)
    return proposal


def _record(proposal: Proposal, said: str, *, by: User, at: datetime) -> None:
    record(
        EventKind.PROPOSAL_DECIDED, court=proposal.window.court, by=by, at=at,
        proposal=proposal.pk, item=proposal.item_id, answer=proposal.answer,
        summary=f"{by} memutus usulan “{proposal.title}” dari {proposal.unit}: {said}"[:290],
    )  # fmt: skip


def _locked(pk: int) -> Proposal:
    locked = Proposal.objects.select_for_update(of=("self",))
    return locked.select_related("window__court", "by", "item__programme").get(pk=pk)
