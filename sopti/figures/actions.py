"""Keeping notes for the next edition of an SOP, and striking them out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from sopti.core.errors import refuse_if
from sopti.figures import rules
from sopti.figures.models import RevisionNote

if TYPE_CHECKING:
    from datetime import datetime

    from sopti.people.models import User
    from sopti.sop.models import Document


@transaction.atomic
def note_for_revision(
    document: Document, *, procedure: str, step: int, text: str, by: User, at: datetime
) -> RevisionNote:
    """Keep what the court wants to remember of a step for the next edition."""
    refuse_if(rules.why_not_note(by, document))
    return RevisionNote.objects.create(
        document=document, procedure_key=procedure, step=step, text=text.strip(), by=by, at=at
    )


@transaction.atomic
def strike_note(note_id: int, *, by: User, at: datetime) -> RevisionNote:
    """Strike out a note: it is shown no more, and its history tells who struck it."""
    notes = RevisionNote.objects.select_for_update(of=("self",)).select_related("document")
    note = notes.get(pk=note_id)
    refuse_if(rules.why_not_strike(by, note))
    note.struck_by, note.struck_at = by, at
    note.save(update_fields=["struck_by", "struck_at"])
    return note
