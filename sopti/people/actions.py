"""Every change of people and their appointments, each one public function.

All of them lock the court first: "is there another administrator?" and "is this office free?"
must not change between the question and the answer.
"""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import TYPE_CHECKING, Any, TypeVar

from allauth.usersessions.models import UserSession
from django.db import transaction
from django.db.models import Model

from sopti.core.errors import Refusal, refuse_if
from sopti.people import rules
from sopti.people.enums import SecondFactor
from sopti.people.models import Appointment, Court, User

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

Row = TypeVar("Row", bound=Model)

PERSON_FIELDS = ("username", "full_name", "nip", "position", "unit", "phone", "email")
COURT_FIELDS = (
    "name", "short_name", "code", "town", "zone", "letterhead", "address", "waiting_minutes",
)  # fmt: skip
GRACE = timedelta(days=7)  # so long a new court only asks for the second step of a login
# Without letters and digits that look alike when they are read out or copied from a slip.
READABLE = "abcdefghjkmnpqrstuvwxyz23456789"


@transaction.atomic
def create_user(person: User, *, by: User, at: datetime) -> str:
    """Give a person of the court an account; return the password that works once.

    Everybody is an employee (`pegawai`) from the first day.
    """
    court = _lock(person.court_id)
    refuse_if(rules.why_not_keep(by, court.pk))
    if User.objects.filter(username__iexact=person.username).exists():
        raise Refusal(f"Nama pengguna {person.username} sudah dipakai. Pilih nama lain.")
    password = _give_password_for_once(person)
    keep(person, by=by)
    everyday = Appointment(
        user=person,
        court=court,
        role_id=rules.EVERYBODY,
        title=person.position,
        starts_on=_today(court, at),
    )
    keep(everyday, by=by)
    return password


@transaction.atomic
def update_user(user_id: int, changes: Mapping[str, Any], *, by: User, at: datetime) -> User:
    """Correct what is known of a person."""
    person = User.objects.select_for_update().get(pk=user_id)
    refuse_if(rules.why_not_keep(by, person.court_id))
    changed: User = _change(person, changes, PERSON_FIELDS, by=by)
    return changed


@transaction.atomic
def deactivate(user_id: int, *, by: User, at: datetime) -> User:
    """Close an account; its sessions end with it. Appointments stay as they were."""
    court, person = _locked_person(user_id)
    refuse_if(rules.why_not_deactivate(by, person, on=_today(court, at)))
    end_sessions(person)  # else one of today would open again together with the account
    return _change(person, {"is_active": False}, ("is_active",), by=by)


def end_sessions(person: User) -> None:
    """End every session of a person, on whatever device."""
    for session in UserSession.objects.filter(user=person):
        session.end()


@transaction.atomic
def activate(user_id: int, *, by: User, at: datetime) -> User:
    """Open a closed account again, with its old password."""
    _, person = _locked_person(user_id)
    refuse_if(rules.why_not_activate(by, person))
    return _change(person, {"is_active": True}, ("is_active",), by=by)


@transaction.atomic
def reset_password(user_id: int, *, by: User, at: datetime) -> str:
    """Return a new password that must be changed at the next login; sessions end."""
    _, person = _locked_person(user_id)
    refuse_if(rules.why_not_reset_password(by, person))
    password = _give_password_for_once(person)
    keep(person, by=by)
    return password


@transaction.atomic
def appoint(wanted: Appointment, *, by: User, at: datetime) -> Appointment:
    """Record that a person holds a role from a day on, perhaps acting."""
    court = _lock(wanted.court_id)
    refuse_if(rules.why_not_appoint(by, wanted, on=_today(court, at)))
    keep(wanted, by=by)
    _note_roles(wanted.user_id, at=at)
    return wanted


@transaction.atomic
def end_appointment(appointment_id: int, *, ends_on: date, by: User, at: datetime) -> Appointment:
    """Let an appointment end with that day, which still belongs to it."""
    held = Appointment.objects.for_pages().get(pk=appointment_id)
    court = _lock(held.court_id)
    held.refresh_from_db(fields=["starts_on", "ends_on"])
    refuse_if(rules.why_not_end(by, held, ends_on=ends_on, on=_today(court, at)))
    _note_roles(held.user_id, at=at)
    return _change(held, {"ends_on": ends_on}, ("ends_on",), by=by)


@transaction.atomic
def update_court(court_id: int, changes: Mapping[str, Any], *, by: User, at: datetime) -> Court:
    """Change the court's letterhead, code, town, zone or waiting allowance."""
    court = Court.objects.select_for_update().get(pk=court_id)
    refuse_if(rules.why_not_keep(by, court.pk))
    return _change(court, changes, COURT_FIELDS, by=by)


@transaction.atomic
def open_court(court: Court, admin: User, *, at: datetime) -> str:
    """Enter a new court with its first administrator; return that person's first password.

    Only the installation's owner does this, from the command line; nobody could be `by`.
    """
    if Court.objects.filter(key=court.key).exists():
        raise Refusal(f"Pengadilan {court.key} sudah ada.")
    if Court.objects.filter(code=court.code).exists():
        raise Refusal(f"Kode nomor {court.code} sudah dipakai pengadilan lain.")
    if User.objects.filter(username__iexact=admin.username).exists():
        raise Refusal(f"Nama pengguna {admin.username} sudah dipakai.")
    court.second_factor = SecondFactor.DECIDERS
    court.second_factor_from = at.astimezone(court.tz).date() + GRACE
    keep(court, by=None)
    admin.court = court
    password = _give_password_for_once(admin)
    keep(admin, by=None)
    today = at.astimezone(court.tz).date()
    for role in (rules.EVERYBODY, rules.ADMIN):
        keep(Appointment(user=admin, court=court, role_id=role, starts_on=today), by=None)
    return password


def keep(row: Model, *, by: User | None) -> None:
    """Save a row whose history names who did it, also outside a web request."""
    row._history_user = by  # type: ignore[attr-defined]  # noqa: SLF001 (simple-history's door)
    row.save()


def _change(row: Row, changes: Mapping[str, Any], allowed: tuple[str, ...], *, by: User) -> Row:
    for name, value in changes.items():
        if name in allowed:
            setattr(row, name, value)
    keep(row, by=by)
    return row


def _note_roles(user_id: int, *, at: datetime) -> None:
    """Let the person's sessions change their keys; no fact about the person, so not in history."""
    User.objects.filter(pk=user_id).update(roles_changed_at=at)


def _give_password_for_once(person: User) -> str:
    parts = ["".join(secrets.choice(READABLE) for _ in range(4)) for _ in range(4)]
    password = "-".join(parts)
    person.set_password(password)
    person.must_change_password = True
    return password


def _locked_person(user_id: int) -> tuple[Court, User]:
    court = _lock(User.objects.values_list("court_id", flat=True).get(pk=user_id))
    return court, User.objects.get(pk=user_id)


def _lock(court_id: int | None) -> Court:
    if court_id is None:
        raise Refusal("Akun ini belum terdaftar pada satu pengadilan.")
    return Court.objects.select_for_update().get(pk=court_id)


def _today(court: Court, at: datetime) -> date:
    return at.astimezone(court.tz).date()
