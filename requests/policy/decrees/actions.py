"""Wording a decree and signing it: each one public function. Signing seals the whole paper."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from django.db import transaction

from requests.policy.decrees import rules, texts
from requests.policy.decrees.enums import DecreeState
from requests.policy.decrees.models import Decree
from requests.policy.decrees.papers import paper_of
from requests.regulations.enums import RegulationKind
from requests.regulations.finding import keep_words
from requests.regulations.models import Regulation
from sopti.core.errors import Refusal, refuse_if
from sopti.core.words import plain_date
from sopti.people.actions import keep
from sopti.people.models import Court
from sopti.workflow.enums import EventKind
from sopti.workflow.record import record
from sopti.workflow.register import next_sequence, written

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime

    from requests.policy.decrees.papers import Signer
    from sopti.people.models import User
    from sopti.workflow.models import Case

CODE = "SK.TI"
FIELDS = ("title", "considerations", "dictum", "attachment", "programme_year")


@transaction.atomic
def draft(
    told: Mapping[str, Any],
    bases: Iterable[Regulation],
    *,
    by: User,
    at: datetime,
) -> Decree:
    """Keep the draft of a decree. It has no number until it is signed."""
    refuse_if(rules.why_not_draft(by))
    if by.court is None:
        raise Refusal(rules.NO_COURT)
    decree = Decree(court=by.court, drafted_by=by, drafted_at=at)
    return _word(decree, told, bases, by=by)


@transaction.atomic
def change(pk: int, told: Mapping[str, Any], bases: Iterable[Regulation], *, by: User) -> Decree:
    """Word a draft anew."""
    decree = _locked(pk)
    refuse_if(rules.why_not_change(by, decree))
    return _word(decree, told, bases, by=by)


def draft_for(case: Case, year: int, *, by: User, at: datetime) -> Decree:
    """Return the decree of a policy case: the one that is there, or a draft from the template."""
    found = Decree.objects.filter(case=case).first()
    if found is not None:
        return found
    template = texts.TEMPLATES[0]
    told = texts.begun(template, case.court, year, at=at) | {"programme_year": year}
    decree = Decree(court=case.court, case=case, drafted_by=by, drafted_at=at)
    return _word(decree, told, texts.usual_bases(case.court, at=at), by=by)


@transaction.atomic
def sign(
    pk: int, *, dated_on: date, signer: Signer, by: User, at: datetime, in_step: bool = False
) -> Decree:
    """Sign a decree: number from the register, sealed as it reads now, a line in the library.

    `in_step`: the step of its case signs it, and who may do the step says the SOP. Of two who
    sign at once the second reads that it is signed.
    """
    decree = _locked(pk)
    may_not = rules.why_not_open(decree) if in_step else rules.why_not_sign(by, decree)
    refuse_if(may_not or rules.why_not_whole(decree))
    court = decree.court
    today = at.astimezone(court.tz).date()
    refuse_if(rules.why_not_dated(dated_on, today=today))
    _number(decree, dated_on)
    decree.signed_by, decree.signed_at = by, at
    decree.sealed = paper_of(decree, signer=signer)
    decree.digest = digest_of(decree.sealed)
    decree.regulation = _shelved(decree, dated_on, by=by, at=at)
    decree.state = DecreeState.SIGNED
    keep(decree, by=by)
    record(
        EventKind.DECREE_SIGNED, court=court, by=by, at=at, case=decree.case,
        number=decree.number, digest=decree.digest,
        summary=f"{by} menetapkan SK Nomor {decree.number} tanggal {plain_date(dated_on)}: "
        f"{decree.title}"[:290],
    )  # fmt: skip
    return decree


def _number(decree: Decree, day: date) -> None:
    """Give the decree its day and the next number of the register."""
    decree.sequence = next_sequence(decree.court, CODE, day.year)
    decree.year, decree.dated_on = day.year, day
    decree.number = written(decree.sequence, CODE, decree.court, day.year)


def digest_of(sealed: Mapping[str, Any]) -> str:
    """Return the fingerprint of a sealed paper: the same words always have the same."""
    text = json.dumps(sealed, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _shelved(decree: Decree, day: date, *, by: User, at: datetime) -> Regulation:
    """Put the decree into the library, where later decrees find it as a base."""
    Court.objects.select_for_update().get(pk=decree.court_id)
    made = Regulation(
        court=decree.court,
        kind=RegulationKind.OWN_DECREE,
        number=f"Nomor {decree.number}",
        title=decree.title,
        year=day.year,
        issued_on=day,
        added_by=by,
        added_at=at,
    )
    keep(made, by=by)
    keep_words(made)
    return made


def _word(
    decree: Decree, told: Mapping[str, Any], bases: Iterable[Regulation], *, by: User
) -> Decree:
    for name in FIELDS:
        if name in told:
            setattr(decree, name, told[name])
    keep(decree, by=by)
    decree.bases.set(base for base in bases if base.court_id == decree.court_id)
    return decree


def _locked(pk: int) -> Decree:
    locked = Decree.objects.select_for_update(of=("self",))
    return locked.select_related("court", "case").get(pk=pk)
