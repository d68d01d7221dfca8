"""Every change of the library of regulations, each one public function.

Adding and linking lock the court first, so that two people cannot write one number twice or close
a circle from two sides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from requests.regulations import rules
from requests.regulations.enums import TextState
from requests.regulations.finding import keep_words
from requests.regulations.models import Regulation, RegulationFile, RegulationLink
from sopti.core.errors import Refusal, refuse_if
from sopti.people.actions import keep
from sopti.people.models import Court
from sopti.workflow import uploads

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from django.core.files.uploadedfile import UploadedFile

    from sopti.people.models import User

FIELDS = ("kind", "number", "title", "year", "issued_on", "summary")


@transaction.atomic
def add_regulation(told: Mapping[str, Any], *, by: User, at: datetime) -> Regulation:
    """Write a regulation into the library of the person's court."""
    refuse_if(rules.why_not_add(by))
    court = _locked_court(by)
    return _write(Regulation(court=court, added_by=by, added_at=at), told, by=by)


@transaction.atomic
def edit_regulation(pk: int, told: Mapping[str, Any], *, by: User) -> Regulation:
    """Correct what is known of a regulation."""
    regulation = _locked(pk)
    refuse_if(rules.why_not_keep(by, regulation))
    return _write(regulation, told, by=by)


@transaction.atomic
def link(
    newer_id: int, older_id: int, *, kind: str, note: str = "", by: User, at: datetime
) -> RegulationLink:
    """Say that the newer regulation amends, revokes or follows the older. No circles."""
    _locked_court(by)
    found = Regulation.objects.in_bulk([newer_id, older_id])
    newer, older = found[newer_id], found[older_id]
    refuse_if(rules.why_not_link(by, newer, older))
    made = RegulationLink(newer=newer, older=older, kind=kind, note=note.strip(), by=by, at=at)
    keep(made, by=by)
    return made


@transaction.atomic
def unlink(pk: int, *, by: User) -> RegulationLink:
    """Take a link away that was wrong."""
    found = RegulationLink.objects.select_for_update().select_related("newer", "older").get(pk=pk)
    refuse_if(rules.why_not_keep(by, found.newer))
    found.delete()
    return found


@transaction.atomic
def attach(pk: int, file: UploadedFile[Any], *, by: User, at: datetime) -> RegulationFile:
    """Keep a file of the regulation. The worker reads the words of a PDF later."""
    regulation = _locked(pk)
    refuse_if(rules.why_not_attach(by, regulation))
    if (reason := uploads.why_not_accept(file)) is not None:
        raise Refusal(reason)
    kept = uploads.cleaned(file)
    is_pdf = kept.content_type == "application/pdf"
    return RegulationFile.objects.create(
        regulation=regulation,
        file=kept.content,
        name=kept.name,
        content_type=kept.content_type,
        size=kept.size,
        sha256=kept.sha256,
        text_state=TextState.WAITING if is_pdf else TextState.NONE,
        added_by=by,
        added_at=at,
    )


@transaction.atomic
def detach(pk: int, *, by: User) -> RegulationFile:
    """Take a wrong file away; its words are no longer found."""
    found = RegulationFile.objects.select_for_update().get(pk=pk)
    regulation = _locked(found.regulation_id)
    refuse_if(rules.why_not_keep(by, regulation))
    found.delete()
    keep_words(regulation)
    return found


def _write(regulation: Regulation, told: Mapping[str, Any], *, by: User) -> Regulation:
    refuse_if(rules.why_not_number(regulation, told["kind"], told["number"]))
    for name in FIELDS:
        setattr(regulation, name, told[name])
    keep(regulation, by=by)
    keep_words(regulation)
    return regulation


def _locked(pk: int) -> Regulation:
    return Regulation.objects.select_for_update().get(pk=pk)


def _locked_court(by: User) -> Court:
    if by.court_id is None:
        raise Refusal(rules.NO_COURT)
    return Court.objects.select_for_update().get(pk=by.court_id)
