"""Giving the paper of an edition in force its key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sopti.people.models import Appointment
from sopti.reports.actions import issue_of_court
from sopti.reports.models import Paper
from sopti.sop.models import Edition
from sopti.sop.rules import HEAD

if TYPE_CHECKING:
    from datetime import date, datetime

    from sopti.people.models import User

LONGEST_TITLE = 600


def issue_edition(edition: Edition, by: User | None, at: datetime) -> Paper:
    """Issue the paper of an edition, in the transaction that puts it into force."""
    body, court = edition.sop, edition.document.court
    day = at.astimezone(court.tz).date()
    return issue_of_court(
        court,
        title=f"Standar Operasional Prosedur {body.title}"[:LONGEST_TITLE],
        number=number_of(edition),
        dated_on=day,
        fingerprint=edition.fingerprint,
        signers=_signers(edition, by, day),
        at=at,
    )


def issue_editions(*, at: datetime) -> int:
    """Issue the paper of every edition in force that has none, and say how many."""
    before = Paper.objects.count()
    for edition in Edition.objects.in_force().select_related("document__court", "put_in_force_by"):
        if paper_of(edition) is None:
            issue_edition(edition, edition.put_in_force_by, edition.in_force_at or at)
    return Paper.objects.count() - before


def paper_of(edition: Edition) -> Paper | None:
    """Return the issued paper of an edition, when it was issued: printing changes nothing."""
    what = {"number": number_of(edition), "fingerprint": edition.fingerprint}
    return Paper.objects.filter(court=edition.document.court, case=None, **what).first()


def number_of(edition: Edition) -> str:
    return f"{edition.sop.number or 'SOP tanpa nomor'}, edisi {edition.number}"


def _signers(edition: Edition, by: User | None, day: date) -> list[dict[str, str]]:
    """Return who approved the text, as it says, and who put it into force here."""
    approved = edition.sop.approved_by
    signs = [{"name": approved.name, "capacity": approved.title, "on": day.isoformat()}]
    if by:
        signs.append({"name": by.full_name, "capacity": _capacity(by, day), "on": day.isoformat()})
    return [sign for sign in signs if sign["name"]]


def _capacity(by: User, day: date) -> str:
    held = Appointment.objects.in_force(day).filter(user=by, role=HEAD).order_by("capacity").first()
    return held.as_title if held else ""
