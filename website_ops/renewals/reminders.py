"""Reminding people before a service ends: at 60, 30 and 7 days, each step once."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.timezone import localdate

from sopti.core.words import number, plain_date
from sopti.notifications.actions import notify
from sopti.people.models import User
from sopti.sop.models import Edition
from website_ops.renewals.enums import STEPS
from website_ops.renewals.models import Reminder, Term

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from sopti.people.models import Court

RENEWS = "renew-service"  # the deed of the step in which the SOPs renew
ALWAYS = ("kasubag_umum", "sekretaris")  # "Bagian keuangan dan sekretaris", in the SOP's words
A_DAY_AHEAD = timedelta(days=1)  # of the courts east of us


def remind(at: datetime) -> str:
    """Remind of every open term that has come to one of its steps; say of how many."""
    last = localdate(at) + A_DAY_AHEAD + timedelta(days=STEPS[0])
    near = Term.objects.open().filter(until__lte=last).order_by("until", "pk")
    rows = near.select_related("service__court").prefetch_related("reminders")
    told = sum(_remind(term.pk, at=at) for term in rows if _is_untold(term, at=at))
    return f"{told} langganan diingatkan" if told else ""


def _is_untold(term: Term, *, at: datetime) -> bool:
    """Tell whether the newest step of the term was not told of; asked again under its lock."""
    reached = _reached(term, today=localdate(at, timezone=term.service.court.tz))
    return bool(reached) and reached[-1] not in {one.step for one in term.reminders.all()}


@transaction.atomic
def _remind(pk: int, *, at: datetime) -> bool:
    """Tell of one term under its lock, so that of two workers the second finds it told.

    A term written down late is told of once, at the step it has reached: what was missed before
    is marked as well and said no more.
    """
    locked = Term.objects.select_for_update(of=("self",))
    term = locked.select_related("service__court", "service__keeper").get(pk=pk)
    today = localdate(at, timezone=term.service.court.tz)
    if term.closed_at is not None or not _is_untold(term, at=at):
        return False
    reached, told = _reached(term, today=today), {one.step for one in term.reminders.all()}
    Reminder.objects.bulk_create(
        Reminder(term=term, step=step, at=at) for step in reached if step not in told
    )
    _tell(term, today=today, at=at)
    return True


def _reached(term: Term, *, today: date) -> list[int]:
    """Return the steps that the term has come to: [60, 30] at 20 days before its end."""
    days = (term.until - today).days
    return [step for step in STEPS if days <= step]


def _tell(term: Term, *, today: date, at: datetime) -> None:
    service, days = term.service, (term.until - today).days
    when = f"{number(days)} hari lagi" if days > 0 else "sudah habis"
    if days == 0:
        when = "hari ini"
    notify(
        to=people_to_tell(service.court, service.keeper, today=today),
        subject=f"{service} habis {plain_date(term.until)} ({when})",
        body=f"{service.get_kind_display()} pada {term.provider}, biaya terakhir "
        f"Rp{number(term.cost)}. Perpanjang sebelum {plain_date(term.until)}, lalu catat masa "
        "barunya beserta fakturnya.",
        link=service.get_absolute_url(),
        at=at,
    )


def people_to_tell(court: Court, keeper: User, *, today: date) -> list[User]:
    """Return the keeper and whoever holds a role that the SOP names for renewing."""
    roles = dict.fromkeys([*ALWAYS, *_roles_of(court)])
    found = [one for role in roles for one in User.objects.holding(role, court=court, on=today)]
    return [keeper, *found] if keeper.is_active else found


def _roles_of(court: Court) -> Iterator[str]:
    """Yield who performs the renewing step in the court's own SOPs, and who takes part."""
    for edition in Edition.objects.in_force().filter(document__court=court):
        for procedure in edition.sop.procedures:
            for step in procedure.steps:
                if RENEWS in step.does:
                    yield from (step.role, *step.also)
