"""What paper waits to be made, for whoever watches the server."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, Q

from sopti.core.gauges import Gauge
from sopti.reports.evidence.models import Bundle
from sopti.reports.periodic.enums import PrintState
from sopti.reports.periodic.models import ReportPrint

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime


def gauges(at: datetime) -> Iterator[Gauge]:
    waiting = Count("pk", filter=Q(state__in=[PrintState.WAITING, PrintState.MAKING]))
    failed = Count("pk", filter=Q(state=PrintState.FAILED))
    prints = ReportPrint.objects.aggregate(waiting=waiting, failed=failed)
    yield Gauge("sopti_prints_waiting", "PDFs of reports that are to be made.", prints["waiting"])
    yield Gauge("sopti_prints_failed", "PDFs of reports that were given up.", prints["failed"])
    bundles = Bundle.objects.unfinished().count()
    yield Gauge("sopti_bundles_waiting", "Bundles of evidence that are to be made.", bundles)
