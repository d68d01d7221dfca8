"""Taking a bundle so that of two workers one makes it, and the other does not.

A claim is a mark that is compared and set in one statement, and a lease: a worker that lives
renews it with every case; one that died loses it, and the next goes on after the last whole case.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.db import transaction
from django.db.models import Q

from sopti.reports.evidence.actions import keep_until, tell_asker
from sopti.reports.evidence.enums import BundleState
from sopti.reports.evidence.models import Bundle
from sopti.workflow.enums import EventKind
from sopti.workflow.record import record

if TYPE_CHECKING:
    from datetime import datetime

LEASE = timedelta(minutes=3)  # longer than any single paper may take
MOST_LOST = 3
STOPPED = (
    "Penyusunan terhenti tiga kali pada berkas yang sama. Sampaikan kepada pengelola SOPTI, "
    "lalu coba lagi."
)


class ClaimLostError(Exception):
    """Somebody removed the bundle, or another worker took it over."""


def claim(*, at: datetime) -> Bundle | None:
    """Return the bundle that waits longest, now this worker's; None where nothing is to do."""
    free = Q(claimed_until=None) | Q(claimed_until__lt=at)
    due = Bundle.objects.unfinished().filter(free).order_by("asked_at", "pk").for_pages()
    for bundle in due[:3]:
        lost = bundle.lost + 1 if bundle.claim else 0
        told = {"claim": uuid4().hex, "claimed_until": at + LEASE, "lost": lost}
        same = Bundle.objects.unfinished().filter(free, pk=bundle.pk, claim=bundle.claim)
        if same.update(state=BundleState.MAKING, **told):
            _put_on(bundle, state=BundleState.MAKING, **told)
            return bundle
    return None


def keep(bundle: Bundle, **told: Any) -> None:
    """Write how far it is, if it is still this worker's."""
    mine = Bundle.objects.filter(pk=bundle.pk, claim=bundle.claim, state=BundleState.MAKING)
    if not mine.update(**told):
        raise ClaimLostError
    _put_on(bundle, **told)


def renew(bundle: Bundle, *, at: datetime) -> None:
    keep(bundle, claimed_until=at + LEASE)


def release(bundle: Bundle) -> None:
    """Leave it to the next round of any worker."""
    keep(bundle, claim="", claimed_until=None)


@transaction.atomic
def end_ready(bundle: Bundle, *, at: datetime, **told: Any) -> None:
    """Write that the file is whole, put its fingerprint on record, and tell who asked."""
    keep(bundle, state=BundleState.READY, finished_at=at, kept_until=keep_until(at),
         claimed_until=None, **told)  # fmt: skip
    tell_asker(
        bundle, at=at, subject=f"Berkas bukti siap: {bundle.procedure_title}",
        body=f"Berkas bukti {bundle} berisi {bundle.done} berkas dan dapat diunduh.",
    )  # fmt: skip
    record(
        EventKind.EVIDENCE_MADE, court=bundle.court, by=None, at=at, bundle=bundle.pk,
        sha256=bundle.sha256,
        summary=f"Berkas bukti {bundle} selesai disusun: {bundle.done} berkas, "
        f"sidik jari {bundle.sha256[:16]}",
    )  # fmt: skip


@transaction.atomic
def end_failed(bundle: Bundle, why: str, *, at: datetime) -> None:
    """Write why it could not be made, and tell who asked. What is whole of it stays."""
    keep(bundle, state=BundleState.FAILED, failure=why[:400], claim="", claimed_until=None,
         kept_until=keep_until(at))  # fmt: skip
    subject = f"Berkas bukti gagal disusun: {bundle.procedure_title}"
    tell_asker(bundle, at=at, subject=subject, body=f"Berkas bukti {bundle}. {why}")


def _put_on(bundle: Bundle, **told: Any) -> None:
    for name, value in told.items():
        setattr(bundle, name, value)
