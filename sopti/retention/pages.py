"""What the pages of retention show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator

from sopti.core.words import long_moment, number
from sopti.retention import rules
from sopti.retention.enums import DestructionStatus
from sopti.retention.measuring import terms_of
from sopti.retention.models import Destruction
from sopti.workflow.registry import Panel

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from sopti.people.models import User

PAGE = 25
TONES = {
    DestructionStatus.WAITING: "tag--gold",
    DestructionStatus.APPROVED: "tag--gold",
    DestructionStatus.DONE: "tag--green",
    DestructionStatus.REFUSED: "tag--red",
}


@dataclass(frozen=True)
class Row:
    """One proposal in a list."""

    proposal: Destruction
    tone: str

    @property
    def words(self) -> str:
        """Return how much of what it proposes."""
        lines = self.proposal.lines.all()
        return ", ".join(f"{line.title.lower()} {number(line.count)}" for line in lines)


def row_of(proposal: Destruction) -> Row:
    return Row(proposal, TONES.get(DestructionStatus(proposal.status), ""))


def list_page(user: User, *, page: str) -> dict[str, Any]:
    """Return the terms of the court and its proposals, the newest first."""
    assert user.court_id is not None  # noqa: S101 (the view refused whoever has none)
    found = Destruction.objects.visible_to(user).for_pages()
    shown = Paginator(found, PAGE).get_page(page or 1)
    return {
        "terms": list(terms_of(user.court_id).values()),
        "rows": [row_of(one) for one in shown],
        "page": shown,
        "why_not_set": rules.why_not_set(user, user.court_id),
    }


def proposal_page(proposal: Destruction, *, viewer: User) -> dict[str, Any]:
    return {
        "row": row_of(proposal),
        "lines": list(proposal.lines.all()),
        "facts": facts_of(proposal),
        "why_not_decide": rules.why_not_decide(viewer, proposal),
    }


def facts_of(proposal: Destruction) -> list[tuple[str, str]]:
    tz = proposal.court.tz
    told = [("Diusulkan", f"{long_moment(proposal.made_at, tz)}, oleh SOPTI")]
    if proposal.decided_by and proposal.decided_at:
        who = ", ".join(filter(None, (str(proposal.decided_by), proposal.decided_as)))
        told.append((_deed(proposal), f"{who}, {long_moment(proposal.decided_at, tz)}"))
    if proposal.reason:
        told.append(("Alasan", proposal.reason))
    if proposal.done_at:
        told.append(("Selesai dimusnahkan", long_moment(proposal.done_at, tz)))
    return told


def _deed(proposal: Destruction) -> str:
    not_approved = {
        DestructionStatus.REFUSED: "Ditolak oleh",
        DestructionStatus.WITHDRAWN: "Gugur karena",
    }
    return not_approved.get(DestructionStatus(proposal.status), "Disetujui oleh")


# ---------------------------------------------------------------------------------------- panels
def waiting_of(*, person: int, court: int | None, **_: Any) -> QuerySet[Destruction]:
    """Return what Beranda asks for: see sopti.workflow.registry.register_home_panels."""
    return Destruction.objects.waiting().filter(court=court)


def home_panels(person: User, now: datetime) -> list[Panel]:
    """Return the proposal that waits for this person's decision."""
    if rules.APPROVER not in person.role_keys:
        return []
    waiting = Destruction.objects.visible_to(person).waiting().for_pages()
    rows = [row_of(one) for one in waiting]
    return [Panel("retention/_home.html", {"rows": rows})] if rows else []
