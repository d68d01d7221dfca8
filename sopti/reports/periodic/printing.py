"""The PDFs of reports: asked for in the web process, made by a worker, kept in the store.

A row is the place in the queue. A worker takes one by a conditional update, so that two never make
the same; what a dead worker had taken is free again after a while.
"""

from __future__ import annotations

import hashlib
import logging
import time
from datetime import timedelta
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile
from django.db.models import F
from django.utils.timezone import localdate

from sopti.core.errors import Refusal
from sopti.core.tasks_api import wake
from sopti.reports.periodic.composing import content_of
from sopti.reports.periodic.content import digest_of
from sopti.reports.periodic.enums import PrintState
from sopti.reports.periodic.models import Report, ReportPrint
from sopti.reports.periodic.papers import make_pdf

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

log = logging.getLogger(__name__)
CLAIM_LASTS = timedelta(minutes=3)  # far more than a report takes; then the worker is believed dead
MOST_TRIES = 3
ROUND_SECONDS = 10.0  # of one round; the rest waits for the next, and mails go out in between


def ask(report: Report, *, at: datetime) -> ReportPrint:
    """Put what the report says now into the queue; what is kept, or already queued, stays so."""
    wanted, _ = ReportPrint.objects.get_or_create(
        report=report, digest=print_digest(report), defaults={"asked_at": at}
    )
    if wanted.state == PrintState.FAILED or (wanted.is_ready and not is_kept(wanted)):
        again = {"state": PrintState.WAITING, "asked_at": at, "tries": 0, "error": ""}
        ReportPrint.objects.filter(pk=wanted.pk, state=wanted.state).update(**again)
        wanted.refresh_from_db()
    if wanted.state == PrintState.WAITING:
        wake("reports to print")
    return wanted


def print_of(report: Report) -> ReportPrint | None:
    """Return the PDF of what the report says now, in whatever state it is."""
    return ReportPrint.objects.filter(report=report, digest=print_digest(report)).first()


def print_digest(report: Report) -> str:
    """Return the fingerprint of everything that stands on the paper, also who saw it."""
    today = localdate(timezone=report.court.tz)
    said = report.digest or digest_of(content_of(report, on=today).model_dump(mode="json"))
    return digest_of({"said": said, "seen": report.seen_as, "anchor": report.anchor})


def is_kept(made: ReportPrint) -> bool:
    """Tell whether the store still has the very bytes that were made."""
    return read(made) is not None


def read(made: ReportPrint) -> bytes | None:
    """Return the kept PDF, or None when it is lost or is not what was made."""
    try:
        with made.file.open("rb") as file:
            found: bytes = file.read()
    except (OSError, ValueError):
        return None
    return found if hashlib.sha256(found).hexdigest() == made.sha256 else None


def place_in_queue(wanted: ReportPrint) -> int:
    before = ReportPrint.objects.filter(state=PrintState.WAITING, asked_at__lt=wanted.asked_at)
    return before.count() + 1


# ----------------------------------------------------------------------------------- the worker
def make_waiting(at: datetime) -> str:
    """Make what waits, oldest first, for some seconds; say how many. Safe twice, and to kill."""
    free_again(at)
    began, made = time.monotonic(), 0
    while time.monotonic() - began < ROUND_SECONDS:
        taken = _take(at)
        if taken is None:
            break
        made += _make(taken, at=at)
    return f"{made} PDF laporan" if made else ""


def free_again(at: datetime) -> None:
    """Let others make what a dead worker had taken; after some tries say that it failed."""
    dead = ReportPrint.objects.filter(state=PrintState.MAKING, claimed_at__lt=at - CLAIM_LASTS)
    dead.filter(tries__gte=MOST_TRIES).update(
        state=PrintState.FAILED, error="Penyusunan berhenti di tengah jalan beberapa kali."
    )
    dead.update(state=PrintState.WAITING)


def _take(at: datetime) -> ReportPrint | None:
    """Take the oldest that waits, unless another worker is quicker, then the next."""
    waiting = ReportPrint.objects.filter(state=PrintState.WAITING).order_by("asked_at", "pk")
    for pk in waiting.values_list("pk", flat=True)[:10]:
        free = ReportPrint.objects.filter(pk=pk, state=PrintState.WAITING)
        taken = free.update(state=PrintState.MAKING, claimed_at=at, tries=F("tries") + 1)
        if taken:
            return ReportPrint.objects.select_related("report__court").get(pk=pk)
    return None


def _make(taken: ReportPrint, *, at: datetime) -> bool:
    """Make one PDF. A draft that was worded anew meanwhile is no longer asked for."""
    report = Report.objects.for_pages().get(pk=taken.report_id)
    if print_digest(report) != taken.digest:
        _mine(taken).delete()
        return False
    began = time.monotonic()
    try:
        pdf = make_pdf(report, at=at)
    except Refusal as reason:
        log.warning("report %s cannot be printed: %s", report.pk, reason)
        _mine(taken).update(state=PrintState.FAILED, error=str(reason)[:300])
        return False
    return _keep(taken, pdf, seconds=time.monotonic() - began, at=at)


def _keep(taken: ReportPrint, pdf: bytes, *, seconds: float, at: datetime) -> bool:
    digest = hashlib.sha256(pdf).hexdigest()
    taken.file.save(f"laporan-{taken.report_id}-{digest[:12]}.pdf", ContentFile(pdf), save=False)
    done = {
        "state": PrintState.READY, "file": taken.file.name, "sha256": digest, "size": len(pdf),
        "seconds": round(seconds, 3), "made_at": at, "error": "",
    }  # fmt: skip
    kept = bool(_mine(taken).update(**done))
    if kept:
        _forget_others(taken)
    return kept


def _mine(taken: ReportPrint) -> QuerySet[ReportPrint]:
    """Match the row while it is still ours: nobody took it since."""
    return ReportPrint.objects.filter(
        pk=taken.pk, state=PrintState.MAKING, claimed_at=taken.claimed_at
    )


def _forget_others(made: ReportPrint) -> None:
    """Throw away what the report said before: it can be made again from what is kept."""
    for other in ReportPrint.objects.filter(report=made.report_id).exclude(pk=made.pk):
        if other.is_ready:
            other.file.delete(save=False)
            other.delete()
