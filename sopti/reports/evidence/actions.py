"""Asking for a bundle of evidence, trying again, and letting it go."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from sopti.core.errors import Refusal, refuse_if
from sopti.core.tasks_api import wake
from sopti.notifications.actions import notify
from sopti.people.models import Court
from sopti.reports.evidence import rules
from sopti.reports.evidence.enums import BundleState
from sopti.reports.evidence.models import Bundle
from sopti.workflow.enums import EventKind
from sopti.workflow.models import Case
from sopti.workflow.record import record

if TYPE_CHECKING:
    from datetime import datetime

    from sopti.core.periods import Period
    from sopti.people.models import User
    from sopti.sop.models import Document
    from sopti.workflow.models import CaseQuerySet


def cases_of(bundle: Bundle) -> CaseQuerySet:
    """Return the cases that belong into it, in the order in which they were opened."""
    zone, period = bundle.court.tz, bundle.period
    return Case.objects.filter(
        court=bundle.court_id,
        edition__document=bundle.document_id,
        procedure_key=bundle.procedure_key,
        opened_at__gte=period.begins(zone),
        opened_at__lt=min(period.ends(zone), bundle.asked_at),
    ).order_by("opened_at", "pk")


@transaction.atomic
def ask(
    document: Document, procedure: str, title: str, *, period: Period, by: User, at: datetime
) -> Bundle:
    """Put a bundle into the queue of the worker; the cases opened until now belong into it."""
    refuse_if(rules.why_not_read(by))
    court = Court.objects.select_for_update().get(pk=by.court_id or 0)
    if document.court_id != court.pk:
        raise Refusal("SOP ini milik pengadilan lain.")
    wanted = Bundle(
        court=court, document=document, procedure_key=procedure, procedure_title=title,
        first_on=period.first, last_on=period.last, asked_by=by, asked_at=at,
    )  # fmt: skip
    wanted.total = cases_of(wanted).count()
    refuse_if(rules.why_not_begin(wanted, cases=wanted.total))
    wanted.save()
    wake("evidence")
    record(
        EventKind.EVIDENCE_ASKED, court=court, by=by, at=at, bundle=wanted.pk,
        summary=f"{by} meminta berkas bukti {wanted}: {wanted.total} berkas",
    )  # fmt: skip
    return wanted


@transaction.atomic
def retry(bundle_id: int, *, by: User, at: datetime) -> Bundle:
    """Put a bundle that failed into the queue again; what is whole of it is not made anew."""
    bundle = Bundle.objects.select_for_update().get(pk=bundle_id)
    refuse_if(rules.why_not_retry(by, bundle))
    cases = cases_of(bundle).count()
    refuse_if(rules.why_not_begin(bundle, cases=cases))
    bundle.state, bundle.failure, bundle.lost = BundleState.WAITING, "", 0
    bundle.asked_by = by
    bundle.save(update_fields=["state", "failure", "lost", "asked_by"])
    wake("evidence")
    record(
        EventKind.EVIDENCE_ASKED, court=bundle.court, by=by, at=at, bundle=bundle.pk,
        summary=f"{by} meminta penyusunan berkas bukti {bundle} dicoba lagi",
    )  # fmt: skip
    return bundle


@transaction.atomic
def remove(bundle_id: int, *, by: User | None, at: datetime) -> Bundle:
    """Let a bundle go: it counts no more at once, its files are swept away by the worker.

    Without a person (`by`) its time was over.
    """
    bundle = Bundle.objects.select_for_update().get(pk=bundle_id)
    refuse_if(rules.why_not_remove(by, bundle) if by else None)
    bundle.state, bundle.claim, bundle.claimed_until = BundleState.REMOVED, "", None
    bundle.save(update_fields=["state", "claim", "claimed_until"])
    said = f"{by} menghapus berkas bukti {bundle}" if by else f"Masa simpan berkas bukti {bundle}"
    record(
        EventKind.EVIDENCE_REMOVED, court=bundle.court, by=by, at=at, bundle=bundle.pk,
        summary=said if by else f"{said} habis; dihapus dari server",
    )  # fmt: skip
    return bundle


def sweep(at: datetime) -> str:
    """Let go what was kept long enough, and remove files that no bundle has. Run by the worker."""
    over = Bundle.objects.filter(kept_until__lte=at).exclude(state=BundleState.REMOVED)
    for bundle_id in list(over.values_list("pk", flat=True)):
        remove(bundle_id, by=None, at=at)
    folder = Path(settings.BUNDLE_DIR)
    found = {path.name for path in folder.iterdir()} if folder.is_dir() else set()
    if not found:
        return ""
    kept = Bundle.objects.exclude(state=BundleState.REMOVED).values_list("pk", flat=True)
    gone = found - {str(pk) for pk in kept}
    for name in gone:
        shutil.rmtree(folder / name, ignore_errors=True)
    return f"{len(gone)} evidence bundles swept away" if gone else ""


def keep_until(at: datetime) -> datetime:
    return at + timedelta(days=settings.BUNDLE_DAYS)


def tell_asker(bundle: Bundle, *, subject: str, body: str, at: datetime) -> None:
    """Tell who asked how it came out."""
    notify(to=[bundle.asked_by], subject=subject, body=body, link=bundle.get_absolute_url(), at=at)
