"""The worker's part: one slice of the bundle whose turn it is, case by case."""

from __future__ import annotations

import errno
import logging
import shutil
import time
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import DatabaseError
from django.db.models import Q

from sopti.core.errors import Refusal, refuse_if
from sopti.reports.evidence import claiming, rules
from sopti.reports.evidence.actions import cases_of
from sopti.reports.evidence.archive import Archive, Lengths, TakenError, WorkLostError
from sopti.reports.evidence.claiming import ClaimLostError
from sopti.reports.evidence.closing import finish
from sopti.reports.evidence.filling import Folder, fill
from sopti.reports.evidence.names import folder_name
from sopti.workflow.registry import Unfinished

if TYPE_CHECKING:
    from datetime import datetime

    from sopti.reports.evidence.models import Bundle
    from sopti.workflow.models import Case

log = logging.getLogger("sopti.evidence")
SLICE_SECONDS = 20  # then reminders, mails and the rest of the worker have their turn
NO_ROOM = (errno.ENOSPC, errno.EDQUOT)
FULL = (
    "Penyimpanan server penuh, jadi berkas bukti dihentikan dan yang sudah disusun dibuang. "
    "Minta pengelola SOPTI menambah ruang, lalu coba lagi."
)
BROKEN = (
    "Berkas bukti tidak dapat disusun. Sebabnya sudah dicatat di server: sampaikan jamnya kepada "
    "pengelola SOPTI, lalu coba lagi."
)


@dataclass
class Clock:
    """The moment the worker began its round, going on."""

    began: datetime
    _since: float = field(default_factory=time.monotonic)

    @property
    def spent(self) -> float:
        return time.monotonic() - self._since

    @property
    def now(self) -> datetime:
        return self.began + timedelta(seconds=self.spent)


def make_some(at: datetime) -> str:
    """Go on with the bundle that waits longest, for a slice of time. Safe in two workers at once.

    A case that is within is never made again, however the worker ends.
    """
    bundle, clock = claiming.claim(at=at), Clock(at)
    if bundle is None:
        return ""
    try:
        return _go_on(bundle, clock)
    except (ClaimLostError, TakenError):
        return ""
    except DatabaseError:
        raise  # the next round goes on where this one stood
    except Exception as error:  # noqa: BLE001 (whatever it is: this bundle waits, not the worker)
        return _failed(bundle, error, at=clock.now)


def _go_on(bundle: Bundle, clock: Clock) -> str:
    _refuse_to_go_on(bundle)
    try:
        with Archive(bundle.folder, Lengths(**bundle.lengths)) as archive:
            if _is_finished(archive, bundle, clock):
                return f"evidence bundle {bundle.pk} is ready"
    except WorkLostError:
        claiming.keep(bundle, lengths={}, done=0, last_case=0)
    claiming.release(bundle)
    return Unfinished(f"evidence bundle {bundle.pk}: {bundle.done} of {bundle.total} cases")


def _is_finished(archive: Archive, bundle: Bundle, clock: Clock) -> bool:
    """Add cases, at least one, until the slice is over; tell whether that was all."""
    while (case := _next_case(bundle)) is not None:
        _add(archive, bundle, case, clock)
        if clock.spent > SLICE_SECONDS:
            return False
    finish(archive, bundle, clock)
    return True


def _refuse_to_go_on(bundle: Bundle) -> None:
    """Ask again what was asked when it was ordered: a person may have lost the role since."""
    if not bundle.asked_by.is_active or bundle.asked_by.court_id != bundle.court_id:
        raise Refusal(rules.NOT_THEIRS)
    refuse_if(rules.why_not_read(bundle.asked_by))
    if bundle.lost >= claiming.MOST_LOST:
        raise Refusal(claiming.STOPPED)


def _next_case(bundle: Bundle) -> Case | None:
    cases = cases_of(bundle)
    if bundle.last_case:
        last = cases.values_list("opened_at", flat=True).get(pk=bundle.last_case)
        cases = cases.filter(Q(opened_at__gt=last) | Q(opened_at=last, pk__gt=bundle.last_case))
    return cases.for_pages().first()


def _add(archive: Archive, bundle: Bundle, case: Case, clock: Clock) -> None:
    _refuse_without_room(bundle)
    name = folder_name(bundle.done + 1, bundle.total, case.number, case.title)
    folder = Folder(archive, name, clock.now.astimezone(bundle.court.tz))
    fill(folder, case)
    archive.tell(told_of(case, folder))
    lengths = archive.made_safe().as_stored()
    claiming.keep(
        bundle, lengths=lengths, done=bundle.done + 1, last_case=case.pk, lost=0,
        claimed_until=clock.now + claiming.LEASE,
    )  # fmt: skip


def told_of(case: Case, folder: Folder) -> dict[str, object]:
    """Return what index and manifest say of a case."""
    return {
        "nomor": case.number,
        "perihal": case.title,
        "dibuka": case.opened_at.astimezone(case.court.tz).isoformat(timespec="seconds"),
        "selesai": case.closed_at.astimezone(case.court.tz).isoformat(timespec="seconds")
        if case.closed_at
        else None,
        "keadaan": case.get_status_display(),
        "edisi_sop": case.edition.number,
        "folder": folder.path,
        "kekurangan": folder.missing,
        "isi": [vars(entry) for entry in folder.entries],
    }


def _refuse_without_room(bundle: Bundle) -> None:
    """Stop while the court can still work: the database needs room on the same disk."""
    if shutil.disk_usage(bundle.folder).free < settings.BUNDLE_RESERVE_BYTES:
        raise OSError(errno.ENOSPC, "the reserve of the disk is reached")


def _failed(bundle: Bundle, error: Exception, *, at: datetime) -> str:
    """Write the reason in words. A disk that is full gets its room back."""
    why = str(error) if isinstance(error, Refusal) else BROKEN
    if isinstance(error, OSError) and error.errno in NO_ROOM:
        why = FULL
    if why == BROKEN:
        log.error("evidence bundle %s failed", bundle.pk, exc_info=error)
    with suppress(ClaimLostError):
        if why == FULL:
            claiming.keep(bundle, lengths={}, done=0, last_case=0)
            shutil.rmtree(bundle.folder, ignore_errors=True)
        claiming.end_failed(bundle, why, at=at)
    return f"evidence bundle {bundle.pk} failed"
