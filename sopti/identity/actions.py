"""Everything that changes how accounts are protected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.urls import reverse

from sopti.core.errors import refuse_if
from sopti.identity import rules
from sopti.notifications.actions import notify
from sopti.people.actions import end_sessions, keep
from sopti.people.models import Court, User
from sopti.workflow.enums import EventKind
from sopti.workflow.record import record

if TYPE_CHECKING:
    from datetime import date, datetime

RESET_TOLD = (
    "Aplikasi kode, passkey, dan kode cadangan Anda tidak berlaku lagi, dan semua perangkat Anda "
    "keluar. Kata sandi Anda tetap. Pasang lagi di halaman Keamanan akun. Bila Anda tidak "
    "memintanya, segera hubungi pengelola SOPTI."
)


@transaction.atomic
def demand_second_step(
    court_id: int,
    *,
    second_factor: str,
    second_factor_from: date | None,
    confirm_minutes: int,
    by: User,
    at: datetime,
) -> Court:
    """Set of whom the court demands a second step, from which day, and how long a proof lasts."""
    court = Court.objects.select_for_update().get(pk=court_id)
    today = at.astimezone(court.tz).date()
    starts_on = second_factor_from
    refuse_if(rules.why_not_demand(by, court, wanted=second_factor, starts_on=starts_on, on=today))
    court.second_factor, court.second_factor_from = second_factor, starts_on
    court.confirm_minutes = confirm_minutes
    keep(court, by=by)
    of_whom = court.get_second_factor_display().lower()
    record(
        EventKind.SECURITY_SET, court=court, by=by, at=at, second_factor=second_factor,
        starts_on=str(starts_on), confirm_minutes=confirm_minutes,
        summary=f"{by} mengatur pengesahan dua langkah: {of_whom}.",
    )  # fmt: skip
    return court


@transaction.atomic
def reset_factors(user_id: int, *, by: User | None, at: datetime) -> User:
    """Take away all second steps of a person who lost them; all their sessions end.

    The password stays what it is. `by` is None for the installation's owner, at the server.
    """
    person: User = (
        User.objects.select_for_update(of=("self",)).select_related("court").get(pk=user_id)
    )
    factors = Authenticator.objects.filter(user=person)
    refuse_if(rules.why_not_reset_factors(by, person, has_any=factors.exists()))
    factors.delete()
    end_sessions(person)
    who = str(by) if by else "Pemilik server"
    notify(
        to=[person],
        subject=f"{who} mengatur ulang pengesahan dua langkah Anda",
        body=RESET_TOLD,
        link=reverse("mfa_index"),
        at=at,
    )
    if person.court is not None:
        record(
            EventKind.FACTORS_RESET, court=person.court, by=by, at=at, person=person.pk,
            summary=f"{who} mengatur ulang pengesahan dua langkah {person}.",
        )  # fmt: skip
    return person


def sign_out(pks: list[int], *, by: User) -> int:
    """End some of the person's own sessions; return how many there were."""
    mine = list(UserSession.objects.filter(user=by, pk__in=pks))
    for one in mine:
        one.end()
    return len(mine)


def sign_out_others(*, by: User, here: str | None) -> int:
    """End all of the person's sessions but the one that asks."""
    others = UserSession.objects.filter(user=by).exclude(session_key=here)
    return sign_out(list(others.values_list("pk", flat=True)), by=by)
