"""What follows from an outage: one case, a note when the target is back, and who is told."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from django.db import transaction

from sopti.core import words
from sopti.core.errors import Refusal
from sopti.monitors.desk import tell_desk
from sopti.monitors.lines import left_alone, must_wait, ridden
from sopti.monitors.models import Outage
from sopti.workflow.actions import note
from sopti.workflow.enums import CaseStatus, EventKind
from sopti.workflow.models import Case
from sopti.workflow.raising import raise_incident

if TYPE_CHECKING:
    from datetime import datetime

    from sopti.monitors.models import Monitor

log = logging.getLogger("sopti.monitors")
SAID_AS = "pemantauan"
NOT_KNOWN = "Keadaannya tidak diketahui."
IN_A_ROUND = 50
A_DAY = 24 * 60


def follow_outages(*, at: datetime) -> int:
    """Tell of every outage that began or ended since the last time, each once.

    Safe in two watchers and after a crash: what was told is marked under the outage's lock, in
    the transaction that opens the case or writes the note.
    """
    untold = Outage.objects.untold().order_by("began_at", "pk")
    told = [*untold.values_list("pk", flat=True)[:IN_A_ROUND],
            *left_alone().values_list("pk", flat=True)]  # fmt: skip
    return sum(_follow_safely(pk, at=at) for pk in told)


def _follow_safely(pk: int, *, at: datetime) -> bool:
    try:
        return _follow(pk, at=at)
    except Refusal as refusal:  # a table that cannot be opened now: tried again next time
        log.warning("outage %s was not told of: %s", pk, refusal)
        return False


@transaction.atomic
def _follow(pk: int, *, at: datetime) -> bool:
    rows = Outage.objects.select_for_update(of=("self",)).select_related(
        "monitor__court", "monitor__behind__pulse", "case", "behind"
    )
    outage = rows.get(pk=pk)
    is_alone = left_alone().filter(pk=pk).exists()
    began = outage.told_at is None or is_alone
    ended = outage.ended_at is not None and outage.ended_told_at is None
    if outage.told_at is None and must_wait(outage, at=at):
        return False
    if began:
        outage.behind = None if is_alone else ridden(outage)
        _tell_beginning(outage, at=at)
        outage.told_at = at
    if ended:
        _tell_end(outage, at=at)
        outage.ended_told_at = at
    outage.save(update_fields=["case", "behind", "told_at", "ended_told_at"])
    return began or ended


# ----------------------------------------------------------------------------------- it began
def _tell_beginning(outage: Outage, *, at: datetime) -> None:
    """Note it on the case that still runs for this monitor, else open one, else tell people."""
    if outage.behind is not None:
        _ride(outage, outage.behind, at=at)
        return
    monitor = outage.monitor
    running = Case.objects.filter(
        outages__monitor=monitor, outages__behind=None, status=CaseStatus.RUNNING
    )
    outage.case = running.order_by("-opened_at", "-pk").first()
    if outage.case is not None:
        text = f"{monitor} terganggu lagi sejak {_moment(outage.began_at, monitor)}. {outage.seen}"
        note(outage.case, text=text, said_as=SAID_AS, kind=EventKind.OUTAGE, at=at)
        _tell(outage, subject=f"Terganggu lagi: {monitor}", body=text, at=at)
        return
    outage.case = raise_incident(
        monitor.section, court=monitor.court, title=f"{monitor} terganggu", detail=_seen(outage),
        by=None, at=at,
    )  # fmt: skip
    if outage.case is None:
        body = f"{_seen(outage)}\nSOP pengadilan tidak mempunyai tabel gangguan untuk bidang ini."
        _tell(outage, subject=f"Terganggu: {monitor}", body=body, at=at)


def _ride(outage: Outage, line: Outage, *, at: datetime) -> None:
    """Note it on the case of the line that is away: one fault, one case, one message."""
    outage.case = line.case
    if line.case is not None and line.case.is_running:
        monitor = outage.monitor
        text = (
            f"{monitor} ikut terganggu sejak {_moment(outage.began_at, monitor)}, karena di "
            f"belakang {line.monitor}. Berkas tersendiri tidak dibuka."
        )
        note(line.case, text=text, said_as=SAID_AS, kind=EventKind.OUTAGE, at=at)


def _seen(outage: Outage) -> str:
    monitor = outage.monitor
    return (
        f"{outage.seen}\n"
        f"Terganggu sejak {_moment(outage.began_at, monitor)}.\n"
        f"Yang dipantau: {monitor.get_kind_display()}, {monitor.target}."
    )


# ------------------------------------------------------------------------------------ it is over
def _tell_end(outage: Outage, *, at: datetime) -> None:
    """Note on the case for how long it lasted; the case itself stays with the people."""
    monitor = outage.monitor
    lasted = words.duration(outage.minutes(now=at), A_DAY)
    if outage.was_paused:
        subject = f"Tidak diperiksa lagi: {monitor}"
        text = f"{monitor} tidak diperiksa lagi, sesudah terganggu {lasted}. {NOT_KNOWN}"
    else:
        subject = f"Pulih: {monitor}"
        back = _moment(outage.ended_at or at, monitor)
        text = f"{monitor} pulih {back}, sesudah terganggu {lasted}."
    if outage.case is not None and outage.case.is_running:
        note(outage.case, text=text, said_as=SAID_AS, kind=EventKind.RECOVERED, at=at)
    if outage.behind is None:  # of the line itself was told
        _tell(outage, subject=subject, body=text, at=at)


def _moment(at: datetime, monitor: Monitor) -> str:
    return words.long_moment(at, monitor.court.tz)


def _tell(outage: Outage, *, subject: str, body: str, at: datetime) -> None:
    link = (outage.case or outage.monitor).get_absolute_url()
    tell_desk(outage.monitor, subject=subject, body=body, link=link, at=at)
