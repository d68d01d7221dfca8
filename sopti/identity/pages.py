"""What the pages of accounts' security show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.utils import timezone

from sopti.identity.agents import device_of
from sopti.identity.demand import demand_of, is_meant
from sopti.identity.rules import why_not_reset_factors
from sopti.people.middleware import SEEN
from sopti.people.models import Appointment, User
from sopti.people.pages import ROWS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sopti.people.models import Court
    from sopti.ui.http import UserRequest

FEW_CODES = 3
Type = Authenticator.Type


@dataclass(frozen=True)
class Factors:
    """What a person has beside the password."""

    app: Authenticator | None
    passkeys: tuple[Authenticator, ...]
    codes: Authenticator | None

    @property
    def is_set(self) -> bool:
        return self.app is not None or bool(self.passkeys)

    @property
    def codes_left(self) -> int:
        if self.codes is None:
            return 0
        return int(app_settings.RECOVERY_CODE_COUNT - self.codes.data["used_mask"].bit_count())

    @property
    def are_codes_few(self) -> bool:
        return self.is_set and self.codes_left <= FEW_CODES


def factors_of(rows: Iterable[Authenticator]) -> Factors:
    """Sort one person's rows; a court's list asks for all rows at once."""
    kinds: dict[str, list[Authenticator]] = {kind: [] for kind in Type.values}
    for row in rows:
        kinds[row.type].append(row)
    app, codes = kinds[Type.TOTP], kinds[Type.RECOVERY_CODES]
    return Factors(
        app[0] if app else None, tuple(kinds[Type.WEBAUTHN]), codes[0] if codes else None
    )


def security_page(request: UserRequest) -> dict[str, Any]:
    """Return what protects the person's account, after two queries."""
    rows = Authenticator.objects.filter(user=request.user).order_by("created_at", "pk")
    return {
        "factors": factors_of(rows),
        "devices": UserSession.objects.filter(user=request.user).count(),
        "demand": demand_of(request.user, on=timezone.localdate()),
    }


# ---------------------------------------------------------------------------- the administration
@dataclass(frozen=True)
class Line:
    """One person of the court: whether a second step is demanded of them, and what they have."""

    person: User
    is_demanded: bool
    factors: Factors

    @property
    def is_missing(self) -> bool:
        return self.is_demanded and not self.factors.is_set


def court_page(viewer: User, *, number: int) -> dict[str, Any]:
    """Return the court's rule and everybody's state, who lacks a second step first."""
    assert viewer.court is not None  # noqa: S101 (the page is the administrator's)
    lines = _lines(viewer.court)
    return {
        "court": viewer.court,
        "is_demo": viewer.is_demo,
        "page": Paginator(lines, ROWS).get_page(number),
        "demanded": sum(line.is_demanded for line in lines),
        "missing": sum(line.is_missing for line in lines),
        "set": sum(line.factors.is_set for line in lines),
    }


def _lines(court: Court) -> list[Line]:
    held = Appointment.objects.in_force(timezone.localdate())
    people = User.objects.filter(court=court, is_active=True)
    rows: dict[int, list[Authenticator]] = {}
    for row in Authenticator.objects.filter(user__court=court):
        rows.setdefault(row.user_id, []).append(row)
    deciding = is_meant(court)
    lines = [
        Line(
            person,
            deciding({one.role_id for one in person.held_today}),
            factors_of(rows.get(person.pk, [])),
        )
        for person in people.prefetch_related(Prefetch("appointments", held, to_attr="held_today"))
    ]
    return sorted(lines, key=lambda line: (not line.is_missing, not line.is_demanded))


def person_page(person: User, *, by: User) -> dict[str, Any]:
    """Return what one person of the court has, and whether it may be reset."""
    assert person.court is not None  # noqa: S101 (found among the court's people)
    factors = factors_of(Authenticator.objects.filter(user=person))
    return {
        "person": person,
        "factors": factors,
        "is_demanded": is_meant(person.court)(person.role_keys),
        "why_not_reset": why_not_reset_factors(by, person, has_any=factors.is_set),
    }


# ----------------------------------------------------------------------------------- own devices
@dataclass(frozen=True)
class Device:
    """One place where the person is logged in."""

    pk: int
    words: str
    address: str
    since: datetime
    seen: datetime | None
    is_here: bool


def devices_of(user: User, *, here: str | None) -> list[Device]:
    """Return where the person is logged in, this place first, then the last seen; two queries."""
    rows = {row.session_key: row for row in UserSession.objects.filter(user=user)}
    lasting = Session.objects.filter(session_key__in=rows, expire_date__gt=timezone.now())
    found = [_device(rows[one.session_key], one, here=here) for one in lasting if _is_of(one, user)]
    return sorted(found, key=lambda one: (not one.is_here, -(one.seen or one.since).timestamp()))


def _is_of(session: Session, user: User) -> bool:
    """Say whether the session still opens: after another password it does not."""
    told = session.get_decoded()
    same_person = told.get("_auth_user_id") == str(user.pk)
    return same_person and told.get("_auth_user_hash") == user.get_session_auth_hash()


def _device(row: UserSession, session: Session, *, here: str | None) -> Device:
    seen = session.get_decoded().get(SEEN)
    return Device(
        pk=row.pk,
        words=device_of(row.user_agent),
        address=row.ip,
        since=row.created_at,
        seen=datetime.fromtimestamp(seen, UTC) if seen else None,
        is_here=row.session_key == here,
    )
