"""Of whom a court demands a second step of the login, and since when it is a must."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from allauth.mfa.models import Authenticator

from sopti.people.enums import SecondFactor
from sopti.people.rules import ADMIN, EVERYBODY
from sopti.sop.models import Edition

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from datetime import date

    from sopti.people.models import Court, User

LEADS = frozenset(
    {
        "ketua",
        "wakil_ketua",
        "panitera",
        "sekretaris",
        "kabag",
        "kasubag_ptip",
        "kasubag_umum",
        ADMIN,
    }
)
REAL = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)  # recovery codes only accompany them


@dataclass(frozen=True)
class Demand:
    """A person has to add a second step: until a day they are asked, from then on they must."""

    is_must: bool
    from_day: date | None


def demand_of(person: User, *, on: date) -> Demand | None:
    """Return what the court demands of the person; None for who need not, or has one already."""
    court = person.court
    if court is None or not is_meant(court)(person.role_keys) or has_factor(person):
        return None
    starts = court.second_factor_from
    return Demand(is_must=starts is None or starts <= on, from_day=starts)


def has_factor(person: User) -> bool:
    return Authenticator.objects.filter(user=person.pk, type__in=REAL).exists()


def is_meant(court: Court) -> Callable[[Collection[str]], bool]:
    """Return the court's rule, as a question about the roles that somebody holds."""
    if court.second_factor == SecondFactor.OFF:
        return lambda _: False
    if court.second_factor == SecondFactor.ALL:
        return lambda _: True
    deciding = deciding_roles(court)
    return lambda roles: not deciding.isdisjoint(roles)


def deciding_roles(court: Court) -> frozenset[str]:
    """Return the roles that lead, and those that decide a step of an SOP in force.

    Everybody is an employee (`pegawai`): where that role decides something, such as whether their
    own request was met, it does not make a decider of the whole court.
    """
    editions = Edition.objects.of_court(court.pk).in_force().defer("body")
    procedures = (procedure for edition in editions for procedure in edition.sop.procedures)
    steps = (step for procedure in procedures for step in procedure.steps)
    return LEADS | {step.role for step in steps if step.decision} - {EVERYBODY}
