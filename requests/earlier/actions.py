"""Keeping what an old book says until one word, writing all of it or nothing, taking it back."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction

from requests.earlier import rules
from requests.earlier.checking import checked
from requests.earlier.columns import COLUMNS
from requests.earlier.models import EarlierImport, EarlierRequest
from requests.rules import NO_COURT
from sopti.core.errors import Refusal, refuse_if
from sopti.core.sheet_columns import told_by
from sopti.core.sheets_in import read_table, shown_name
from sopti.core.words import number, sentence
from sopti.people.models import Court
from sopti.search.actions import forget_found, keep_found
from sopti.workflow.enums import EventKind
from sopti.workflow.record import record

if TYPE_CHECKING:
    from datetime import datetime

    from django.core.files.uploadedfile import UploadedFile

    from requests.earlier.checking import Checked, CheckedRow
    from sopti.people.models import User

MOST_ROWS = 5_000
KEPT_FOR = timedelta(days=1)
BATCH = 500
KIND = "registerlama"  # of what is found by its words


@transaction.atomic
def keep_file(file: UploadedFile[Any], *, by: User, at: datetime) -> EarlierImport:
    """Read a file and keep what it says. No request is made of it yet."""
    refuse_if(rules.why_not_import(by))
    if by.court is None:
        raise Refusal(NO_COURT)
    told = told_by(read_table(file, most_rows=MOST_ROWS), COLUMNS, noun="permintaan")
    EarlierImport.objects.filter(by=by, applied_at=None).delete()  # one at a time
    return EarlierImport.objects.create(
        court=by.court, by=by, at=at, name=shown_name(file), sha256=_sum(file),
        rows=told.rows, unread=told.unread,
    )  # fmt: skip


@transaction.atomic
def carry_out(import_id: int, *, by: User, at: datetime) -> EarlierImport:
    """Write every row of an import, or none: it is checked again while the court is locked."""
    court = Court.objects.select_for_update().get(pk=by.court_id or 0)
    brought = EarlierImport.objects.select_for_update().get(pk=import_id, by=by, court=court)
    refuse_if(rules.why_not_import(by))
    if brought.applied_at is not None:
        raise Refusal("Dokumen ini sudah dimuat. Pilih dokumen lain untuk impor berikutnya.")
    found = checked(brought, court=court, today=at.astimezone(court.tz).date())
    refuse_if(_why_not_carry_out(found))
    made = [_made(row, brought) for row in found.new]
    EarlierRequest.objects.bulk_create(made, batch_size=BATCH)
    keep_found(KIND, EarlierRequest.objects.filter(brought_by=brought))
    brought.applied_at, brought.count, brought.rows = at, len(made), []
    brought.save(update_fields=["applied_at", "count", "rows"])
    record(
        EventKind.EARLIER_IMPORTED, court=court, by=by, at=at, file=brought.name,
        sha256=brought.sha256, count=brought.count,
        summary=f"{by} mengimpor {number(brought.count)} permintaan lama dari {brought.name}",
    )  # fmt: skip
    return brought


@transaction.atomic
def undo(import_id: int, *, reason: str, by: User, at: datetime) -> EarlierImport:
    """Take a whole import back. What it was, by whom and why it went stays in the record."""
    brought = EarlierImport.objects.select_for_update(of=("self",)).get(pk=import_id)
    refuse_if(rules.why_not_undo(by, brought))
    forget_found(KIND, brought.requests.values_list("pk", flat=True))
    brought.requests.all().delete()
    brought.undone_at, brought.undone_by, brought.undone_reason = at, by, reason
    brought.save(update_fields=["undone_at", "undone_by", "undone_reason"])
    record(
        EventKind.EARLIER_UNDONE, court=brought.court, by=by, at=at, file=brought.name,
        sha256=brought.sha256, count=brought.count, reason=reason,
        summary=sentence(f"{by} membatalkan impor {brought.name}: {reason}"),
    )  # fmt: skip
    return brought


def forget_old(at: datetime) -> str:
    """Forget files that nobody said a word about for a day. Run by the worker."""
    gone, _ = EarlierImport.objects.filter(applied_at=None, at__lt=at - KEPT_FOR).delete()
    return f"{gone} old imports of earlier requests forgotten" if gone else ""


def _why_not_carry_out(found: Checked) -> str | None:
    if found.wrong:
        return (
            f"Tidak ada yang dimuat: {number(len(found.wrong))} baris masih salah. "
            "Perbaiki di dokumennya, lalu pilih lagi."
        )
    return None if found.new else "Tidak ada yang dimuat: semua baris sudah tercatat."


def _made(row: CheckedRow, brought: EarlierImport) -> EarlierRequest:
    kind, key = (row.subject.kind, row.subject.key) if row.subject else ("", "")
    return EarlierRequest(
        court=brought.court, brought_by=brought, row=row.number, subject_kind=kind,
        subject_key=key, **row.told,
    )  # fmt: skip


def _sum(file: UploadedFile[Any]) -> str:
    file.seek(0)
    found = hashlib.sha256()
    for piece in file.chunks():
        found.update(piece)
    return found.hexdigest()
