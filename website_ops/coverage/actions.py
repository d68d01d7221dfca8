"""Every change of the coverage's calendar and of its gear, each one public function."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from sopti.core.errors import Refusal, refuse_if
from sopti.notifications.actions import notify
from sopti.notifications.enums import Kind
from sopti.people.actions import keep
from sopti.people.models import Court
from website_ops.coverage import rules
from website_ops.coverage.models import CoverageEvent, Gear, GearLoan

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime

    from sopti.people.models import User
    from sopti.workflow.models import Case

FIELDS = ("title", "day", "begins", "ends", "place", "officer")


@transaction.atomic
def keep_event(
    told: Mapping[str, Any], *, event: CoverageEvent | None = None, by: User
) -> CoverageEvent:
    """Write an event of the person's court down, or correct it."""
    refuse_if(rules.why_not_keep(by))
    found = event or CoverageEvent(court=by.court)
    return _write(found, told, by=by)


@transaction.atomic
def cover(case: Case, told: Mapping[str, Any], *, by: User) -> CoverageEvent:
    """Let the case cover an event: its own, one that was planned under its title, or a new one."""
    of_court = CoverageEvent.objects.select_for_update().filter(court=case.court_id)
    found = of_court.filter(case=case).first() or planned_for(case)
    found = found or CoverageEvent(court_id=case.court_id)
    found.case = case
    return _write(found, told, by=by)


def planned_for(case: Case) -> CoverageEvent | None:
    """Return the event that was planned under the case's title and has no case yet."""
    planned = CoverageEvent.objects.filter(court=case.court_id, case=None)
    return planned.filter(title__iexact=case.title).order_by("-day").first()


@transaction.atomic
def keep_gear(
    *, name: str, subject: str = "", is_active: bool = True, gear: Gear | None = None, by: User
) -> Gear:
    """Write a piece of gear of the person's court down, or correct it."""
    refuse_if(rules.why_not_keep(by))
    court = Court.objects.select_for_update().get(pk=by.court_id or 0)
    same = Gear.objects.filter(court=court, name__iexact=name).exclude(pk=gear.pk if gear else 0)
    if same.exists():
        raise Refusal(f"Alat “{name}” sudah dicatat. Beri nama lain, misalnya dengan nomornya.")
    found = gear or Gear(court=court)
    found.name, found.subject, found.is_active = name, subject, is_active
    keep(found, by=by)
    return found


@transaction.atomic
def lend(
    gear_ids: Iterable[int],
    *,
    to: User,
    due_on: date,
    event: CoverageEvent | None = None,
    by: User,
    at: datetime,
) -> list[GearLoan]:
    """Let somebody take these pieces, all or none. Of two who take one at once, one is refused."""
    made = []
    for gear in (
        Gear.objects.select_for_update(of=("self",))
        .select_related("court")
        .filter(pk__in=list(gear_ids))
    ):
        held = gear.loans.filter(returned_at=None).select_related("person").first()
        today = at.astimezone(gear.court.tz).date()
        refuse_if(rules.why_not_lend(by, gear, to=to, held=held, due_on=due_on, today=today))
        loan = GearLoan(gear=gear, event=event, person=to, taken_at=at, due_on=due_on)
        keep(loan, by=by)
        made.append(loan)
    return made


@transaction.atomic
def take_back(loan_id: int, *, state: str = "", by: User, at: datetime) -> GearLoan:
    """Write down that a piece is back, and how it is."""
    loan = GearLoan.objects.select_for_update(of=("self",)).select_related("gear").get(pk=loan_id)
    refuse_if(rules.why_not_return(by, loan))
    loan.returned_at, loan.returned_by, loan.state = at, by, state
    keep(loan, by=by)
    return loan


@transaction.atomic
def tell_who_is_late(at: datetime) -> str:
    """Remind everybody once of each piece that should be back. Safe to run twice."""
    late = GearLoan.objects.select_for_update(of=("self",), skip_locked=True).filter(
        returned_at=None, told_at=None, due_on__lt=at.date()
    )
    told = 0
    for loan in late.select_related("gear__court", "person"):
        if loan.due_on >= at.astimezone(loan.gear.court.tz).date():
            continue
        notify(
            to=[loan.person],
            kind=Kind.REMINDER,
            subject=f"Alat belum kembali: {loan.gear}",
            body="Kembalikan alatnya, atau catat pengembaliannya bila sudah.",
            link="/liputan/alat/",
            at=at,
        )
        loan.told_at = at
        loan.save(update_fields=["told_at"])
        told += 1
    return f"{told} pengingat alat" if told else ""


def _write(found: CoverageEvent, told: Mapping[str, Any], *, by: User) -> CoverageEvent:
    for name in FIELDS:
        if name in told:
            setattr(found, name, told[name])
    if found.officer is not None and found.officer.court_id != found.court_id:
        raise Refusal("Petugas liputan tidak bekerja di pengadilan ini.")
    keep(found, by=by)
    return found
