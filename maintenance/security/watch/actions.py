"""Every change of early warnings, each one public function."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from maintenance.security.scope import why_not_write
from maintenance.security.watch import rules
from maintenance.security.watch.models import Threat
from sopti.core.errors import Refusal, refuse_if
from sopti.people.actions import keep
from sopti.workflow.enums import EventKind
from sopti.workflow.raising import raise_incident, raise_request
from sopti.workflow.record import record

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sopti.people.models import User
    from sopti.workflow.models import Case

NETWORK = "network"
NO_TABLE = (
    "SOP pengadilan ini tidak mempunyai tabel insiden jaringan atau permintaan layanan. "
    "Tangani peringatannya di sini, lalu tutup dengan tindakannya."
)


@transaction.atomic
def note_threat(
    told: Mapping[str, Any], *, by: User, at: datetime, case: Case | None = None
) -> Threat:
    """Write down what was seen. `case` is the month's case from whose step it was noted."""
    refuse_if(why_not_write(by, by.court_id))
    refuse_if(rules.why_not_seen_at(told["seen_at"], now=at))
    assert by.court is not None  # noqa: S101 (the rule refused whoever has none)
    threat = Threat(court=by.court, case=case, by=by, at=at, **told)
    keep(threat, by=by)
    _record(threat, f"{by} mencatat peringatan dini: {threat}", by=by, at=at)
    return threat


@transaction.atomic
def close_threat(threat_id: int, *, action: str, by: User, at: datetime) -> Threat:
    """Say what was done, and that nothing more is to do."""
    threat = _locked(threat_id)
    refuse_if(rules.why_not_close(by, threat))
    threat.action, threat.closed_at, threat.closed_by = action, at, by
    keep(threat, by=by)
    _record(threat, f"{by} menutup peringatan dini: {threat}", by=by, at=at)
    return threat


@transaction.atomic
def raise_threat(threat_id: int, *, by: User, at: datetime) -> Case:
    """Let an early warning become a case: of the network, else a request to the desk."""
    threat = _locked(threat_id)
    refuse_if(rules.why_not_raise(by, threat))
    told: dict[str, Any] = {
        "court": threat.court,
        "title": f"Keamanan: {threat.what}"[:200],
        "detail": f"{threat.what}\n{threat.where}\n{threat.action}".strip(),
        "by": by,
        "at": at,
        "from_case": threat.case,
    }
    case = raise_incident(NETWORK, **told) or raise_request(**told)
    if case is None:
        raise Refusal(NO_TABLE)
    threat.incident = case
    keep(threat, by=by)
    return case


def _locked(threat_id: int) -> Threat:
    rows = Threat.objects.select_for_update(of=("self",))
    found: Threat = rows.select_related("court", "case").get(pk=threat_id)
    return found


def _record(threat: Threat, summary: str, *, by: User, at: datetime) -> None:
    record(EventKind.THREAT_NOTED, court=threat.court, by=by, at=at, case=threat.case,
           summary=summary, severity=threat.severity, where=threat.where)  # fmt: skip
