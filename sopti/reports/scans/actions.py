"""Taking a scan in, saying where it belongs, and laying it into its case."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.core.files.storage import default_storage
from django.db import transaction

from sopti.core.errors import Refusal, refuse_if
from sopti.reports.models import Paper
from sopti.reports.scans import rules
from sopti.reports.scans.models import Scan
from sopti.workflow.actions.attachments import keep_scan, saying_when_full
from sopti.workflow.models import Case
from sopti.workflow.rules import why_not_scan

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sopti.people.models import User
    from sopti.workflow.models import Attachment, Task
    from sopti.workflow.uploads import Kept

KEPT_FOR = timedelta(days=1)


def papers_of(keys: Sequence[str], *, viewer: User) -> list[Paper]:
    """Return the papers of these keys whose case the viewer may see, or that are of their court."""
    here = Paper.objects.filter(key__in=keys, court=viewer.court_id).select_related("case", "task")
    seen = set(Case.objects.visible_to(viewer).filter(papers__in=here).values_list("pk", flat=True))
    return [paper for paper in here if paper.case_id is None or paper.case_id in seen]


@transaction.atomic
def take_in(
    kept: Kept, keys: Sequence[str], *, wanted: Task | None, by: User, at: datetime
) -> Scan:
    """Keep a scan that was read, until somebody says where it belongs. No case is changed.

    `keys` are those of its QR codes, `wanted` the step on whose page it was uploaded.
    """
    refuse_if(why_not_scan(by))
    paper = _paper_of(keys, by) if keys else None
    if paper and wanted:
        refuse_if(rules.why_not_here(paper, wanted))
    place = paper or wanted
    with saying_when_full():
        return Scan.objects.create(
            court_id=by.court_id or 0, by=by, at=at, file=kept.content, name=kept.name,
            content_type=kept.content_type, size=kept.size, sha256=kept.sha256,
            is_read=paper is not None, case_id=place.case_id if place else None,
            task=paper.task if paper else wanted,
        )  # fmt: skip


def _paper_of(keys: Sequence[str], viewer: User) -> Paper:
    """Return the one paper that the codes name; of others' courts nothing is told."""
    found = papers_of(keys, viewer=viewer)
    if not found:
        raise Refusal(rules.UNKNOWN)
    if len({(paper.case_id, paper.task_id) for paper in found}) > 1 or len(found) < len(keys):
        raise Refusal(rules.SEVERAL)
    if found[0].case_id is None:
        raise Refusal(rules.OF_NO_CASE)
    return found[0]


@transaction.atomic
def name_paper(scan_id: int, key: str, *, by: User, at: datetime) -> Scan:
    """Say which paper it is by the letters beside its code."""
    scan = Scan.objects.select_for_update().get(pk=scan_id)
    paper = _paper_of([key], by)
    scan.case, scan.task, scan.is_read = paper.case, paper.task, True
    scan.save(update_fields=["case", "task", "is_read"])
    return scan


@transaction.atomic
def name_case(scan_id: int, number: str, *, by: User, at: datetime) -> Scan:
    """Say to which case it belongs, by its register number; the sheet is chosen later."""
    scan = Scan.objects.select_for_update().get(pk=scan_id)
    found = Case.objects.visible_to(by).filter(number__iexact=number.strip()).first()
    if found is None:
        raise Refusal(f"Tidak ada berkas dengan nomor “{number.strip()[:60]}”. Periksa nomornya.")
    scan.case, scan.task, scan.is_read = found, None, False
    scan.save(update_fields=["case", "task", "is_read"])
    return scan


@transaction.atomic
def keep(scan_id: int, *, task: Task | None, by: User, at: datetime) -> Attachment:
    """Lay the scan beside the printed sheet of a step, or of the whole case."""
    scan = Scan.objects.select_for_update().get(pk=scan_id)
    if scan.attachment_id:
        raise Refusal("Pindaian ini sudah disimpan.")
    if scan.case_id is None:
        raise Refusal("Pilih dulu berkasnya: ketik kode pada kertas atau nomor berkasnya.")
    scan.attachment = keep_scan(
        scan.case_id, scan.file.name or "", task=task, name=scan.name, size=scan.size,
        content_type=scan.content_type, sha256=scan.sha256, by=by, at=at,
    )  # fmt: skip
    scan.save(update_fields=["attachment"])
    return scan.attachment


def forget_old(at: datetime) -> str:
    """Forget scans that nobody said a word about for a day, and their files. Run by the worker."""
    old = Scan.objects.filter(at__lt=at - KEPT_FOR)
    left = list(old.filter(attachment=None).values_list("file", flat=True))
    old.delete()
    for name in left:
        default_storage.delete(name)
    return f"{len(left)} scans forgotten" if left else ""
