"""Tying an account of the provider to a person, and untying it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction

from sopti.core.errors import refuse_if
from sopti.people.actions import end_sessions, keep
from sopti.people.models import User
from sopti.sso import rules
from sopti.sso.enums import LOOKUPS
from sopti.sso.models import ExternalIdentity
from sopti.workflow.enums import EventKind
from sopti.workflow.record import record

if TYPE_CHECKING:
    from datetime import datetime


@transaction.atomic
def person_of(claims: dict[str, Any], *, at: datetime) -> User:
    """Return who came: by the tie of an earlier day, else by the claim, which ties them now.

    People are never made here. Refused when the claim names nobody, or more than one.
    """
    issuer, subject = settings.OIDC_ISSUER, claims["sub"]
    tie = (
        ExternalIdentity.objects.select_related("person__court")
        .filter(issuer=issuer, subject=subject)
        .first()
    )
    if tie is not None:
        refuse_if(rules.why_not_enter(tie.person))
        return tie.person
    refuse_if(rules.why_not_match(claims))
    named = claims[settings.OIDC_CLAIM].strip()
    person = _only_person(named)
    identity = ExternalIdentity(
        person=person, issuer=issuer, subject=subject, account=named, linked_at=at
    )
    keep(identity, by=person)
    _write(EventKind.IDENTITY_TIED, identity, "dihubungkan dengan", by=person, at=at)
    return person


def is_theirs(claims: dict[str, Any], person: User) -> bool:
    """Say whether the provider's word is about the account that is tied to this person."""
    same = {"issuer": settings.OIDC_ISSUER, "subject": claims["sub"]}
    return ExternalIdentity.objects.filter(person=person, **same).exists()


@transaction.atomic
def untie(identity_id: int, *, by: User, at: datetime) -> User:
    """Forget to whom an account belongs; the person's next coming in is matched anew.

    Their sessions end, whoever opened them: an account is untied when it was somebody else's.
    """
    identity = (
        ExternalIdentity.objects.select_for_update(of=("self",))
        .select_related("person__court")
        .get(pk=identity_id)
    )
    refuse_if(rules.why_not_untie(by, identity))
    person = identity.person
    identity._history_user = by  # type: ignore[attr-defined]  # noqa: SLF001 (simple-history's door)
    identity.delete()
    end_sessions(person)
    _write(EventKind.IDENTITY_UNTIED, identity, "dilepas dari", by=by, at=at)
    return person


def _only_person(named: str) -> User:
    same = {LOOKUPS[settings.OIDC_FIELD]: named}
    people = User.objects.select_for_update(of=("self",)).select_related("court")
    found: list[User] = list(people.filter(is_active=True, **same).order_by("pk")[:2])
    tied = ExternalIdentity.objects.filter(person__in=found, issuer=settings.OIDC_ISSUER).exists()
    refuse_if(rules.why_not_tie(found, named, tied=tied))
    return found[0]


def _write(
    kind: EventKind, identity: ExternalIdentity, did: str, *, by: User, at: datetime
) -> None:
    person = identity.person
    assert person.court is not None  # noqa: S101 (the rules saw to it)
    record(
        kind,
        court=person.court,
        by=by,
        at=at,
        summary=f"Akun {identity.account} {did} {person}",
        person=person.pk,
        issuer=identity.issuer,
        subject=identity.subject,
    )
