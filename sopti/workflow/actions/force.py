"""Putting an edition of an SOP into force, on record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from sopti.sop import actions as sop
from sopti.workflow.enums import EventKind
from sopti.workflow.issuing import issue_edition
from sopti.workflow.record import record

if TYPE_CHECKING:
    from datetime import datetime

    from sopti.people.models import User
    from sopti.sop.models import Edition


@transaction.atomic
def put_in_force(edition_id: int, *, by: User | None, at: datetime) -> Edition:
    """Let new cases follow this edition. Running cases keep the edition they began with."""
    edition = sop.put_in_force(edition_id, by=by, at=at)
    issue_edition(edition, by=by, at=at)
    record(
        EventKind.SOP_IN_FORCE,
        court=edition.document.court,
        by=by,
        at=at,
        summary=f"{edition} diberlakukan {by or 'saat pemasangan'}.",
        document=edition.document.key,
        edition=edition.number,
        fingerprint=edition.fingerprint,
    )
    return edition
