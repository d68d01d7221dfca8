"""Every change about one's own data, each one public function.

The record never holds the values themselves: it cannot be corrected or deleted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.urls import reverse

from sopti.core.errors import refuse_if
from sopti.notifications.actions import notify
from sopti.notifications.enums import Kind
from sopti.people.actions import update_user
from sopti.people.models import User
from sopti.people.rules import ADMIN
from sopti.privacy import rules
from sopti.privacy.deadline import due_after
from sopti.privacy.enums import CorrectionStatus, Field
from sopti.privacy.models import Correction
from sopti.workflow.enums import EventKind
from sopti.workflow.record import record

if TYPE_CHECKING:
    from datetime import datetime


@transaction.atomic
def note_given(*, by: User, at: datetime) -> None:
    """Write down that a person fetched the data that is held of them."""
    refuse_if(rules.why_not_own(by))
    assert by.court is not None  # noqa: S101 (the rule refused whoever has none)
    record(
        EventKind.DATA_GIVEN, court=by.court, by=by, at=at,
        summary=f"{by} mengunduh data pribadinya sendiri.",
    )  # fmt: skip


@transaction.atomic
def ask(field: str, wanted: str, *, reason: str, by: User, at: datetime) -> Correction:
    """Ask the administrator to correct one's own data; they have 3 x 24 hours (article 30).

    Locks the person's row: of two equal wishes at once the second reads that it waits already.
    """
    person = User.objects.select_for_update(of=("self",)).select_related("court").get(pk=by.pk)
    refuse_if(rules.why_not_ask(person, field, wanted))
    assert person.court is not None  # noqa: S101 (the rule refused whoever has none)
    asked = Correction.objects.create(
        court=person.court, person=person, field=field, was=getattr(person, field), wanted=wanted,
        reason=reason, asked_at=at, due_at=due_after(at),
    )  # fmt: skip
    today = at.astimezone(person.court.tz).date()
    label = Field(field).label
    notify(
        to=User.objects.holding(ADMIN, court=person.court, on=today),
        subject=f"Permintaan koreksi data pribadi: {person}",
        body=f"{person} meminta koreksi {label}. Perbaiki atau tolak dalam 3 x 24 jam (UU PDP).",
        link=asked.get_absolute_url(), at=at, kind=Kind.REMINDER,
    )  # fmt: skip
    record(
        EventKind.CORRECTION_ASKED, court=person.court, by=by, at=at, correction=asked.pk,
        field=field, summary=f"{person} meminta koreksi data pribadinya: {label}.",
    )  # fmt: skip
    return asked


@transaction.atomic
def decide(
    correction_id: int, status: CorrectionStatus, *, answer: str, by: User, at: datetime
) -> Correction:
    """Correct the account as asked, or refuse with a reason; the person is told either way."""
    asked = Correction.objects.select_for_update(of=("self",)).for_pages().get(pk=correction_id)
    refuse_if(rules.why_not_decide(by, asked))
    asked.status, asked.answer, asked.decided_by, asked.decided_at = status, answer, by, at
    asked.save(update_fields=["status", "answer", "decided_by", "decided_at"])
    if status == CorrectionStatus.DONE:
        refuse_if(rules.why_not_value(asked.field, asked.wanted))
        update_user(asked.person_id, {asked.field: asked.wanted}, by=by, at=at)
    _tell(asked, at=at)
    record(
        EventKind.CORRECTION_DECIDED, court=asked.court, by=by, at=at, correction=asked.pk,
        field=asked.field, status=str(status),
        summary=f"Koreksi {asked.get_field_display()} {asked.person}: "
        f"{asked.get_status_display().lower()} oleh {by}.",
    )  # fmt: skip
    return asked


def _tell(asked: Correction, *, at: datetime) -> None:
    status = asked.get_status_display().lower()
    notify(
        to=[asked.person],
        subject=f"Koreksi {asked.get_field_display()}: {status}",
        body=asked.answer or "Data Anda sudah diperbaiki seperti yang Anda minta.",
        link=reverse("privacy:mine"), topic=asked.get_absolute_url(), at=at,
    )  # fmt: skip
