"""Adding files to a case."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.db import transaction

from sopti.core.away import is_disk_full
from sopti.core.errors import Refusal, refuse_if
from sopti.workflow import rules, uploads
from sopti.workflow.actions._parts import lock_case
from sopti.workflow.enums import EventKind
from sopti.workflow.models import Attachment
from sopti.workflow.record import record

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from django.core.files.uploadedfile import UploadedFile

    from sopti.people.models import User
    from sopti.workflow.models import Case, Remark, Task


FULL = (
    "Penyimpanan server penuh, jadi lampiran tidak dapat disimpan dan tidak ada yang dicatat. "
    "Kirim tanpa lampiran, atau beri tahu Operator TI lalu coba lagi."
)


@contextmanager
def saying_when_full() -> Iterator[None]:
    """Refuse where the disk has no room: what was typed comes back with the reason."""
    try:
        yield
    except OSError as error:
        if is_disk_full(error):
            raise Refusal(FULL) from error
        raise


@transaction.atomic
def attach(
    case_id: int,
    files: Sequence[UploadedFile[Any]],
    *,
    by: User,
    at: datetime,
    task: Task | None = None,
    remark: Remark | None = None,
) -> list[Attachment]:
    """Store the files under random names and put their fingerprints on record.

    Each file was checked by `uploads.why_not_accept` in the form; here it is checked again.
    """
    if not files:
        return []
    case = lock_case(case_id)
    refuse_if(rules.why_not_attach(by, case))
    added = []
    for file in files:
        refuse_if(uploads.why_not_accept(file))
        kept = uploads.cleaned(file)
        with saying_when_full():
            one = Attachment.objects.create(
                case=case,
                task=task,
                remark=remark,
                file=kept.content,
                name=kept.name,
                content_type=kept.content_type,
                size=kept.size,
                sha256=kept.sha256,
                added_by=by,
                added_at=at,
            )
        added.append(one)
    names = ", ".join(one.name for one in added)
    record(EventKind.ATTACHED, court=case.court, by=by, at=at, case=case, task=task,
           summary=f"{by} menambahkan lampiran: {names}",
           files=[[one.name, one.sha256] for one in added])  # fmt: skip
    return added


@transaction.atomic
def keep_scan(  # noqa: PLR0913 (a stored file has these parts)
    case_id: int,
    stored: str,
    *,
    task: Task | None,
    name: str,
    size: int,
    content_type: str,
    sha256: str,
    by: User,
    at: datetime,
) -> Attachment:
    """Lay the scan of a signed sheet into its case, also when step and case are done.

    `stored` is where the file lies already, checked and drawn anew. Nothing that was decided or
    written changes: a scan is no part of what the sheet says, so its key and fingerprint stay.
    """
    case = lock_case(case_id)
    refuse_if(rules.why_not_keep_scan(by, case, task))
    refuse_if(_why_not_twice(case, sha256))
    kept = Attachment.objects.create(
        case=case, task=task, file=stored, name=name, content_type=content_type, size=size,
        sha256=sha256, is_scan=True, added_by=by, added_at=at,
    )  # fmt: skip
    sheet = f"lembar langkah {task.step}" if task else "berkas lengkap"
    record(EventKind.SCANNED, court=case.court, by=by, at=at, case=case, task=task,
           summary=f"{by} menyimpan pindaian bertanda tangan {sheet}: {name}",
           files=[[name, sha256]])  # fmt: skip
    return kept


def _why_not_twice(case: Case, sha256: str) -> str | None:
    known = case.attachments.filter(is_scan=True, sha256=sha256).first()
    return f"Pindaian yang sama sudah disimpan pada berkas {case.number}." if known else None
