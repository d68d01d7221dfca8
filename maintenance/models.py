"""The rows of the upkeep, room by room."""

from maintenance.assets.models import (
    Asset,
    AssetImport,
    AssetKind,
    AssetWork,
    Handover,
    Licence,
    Seat,
)
from maintenance.network.models import Assignment, Finding, Line, LineCheck, Repair
from maintenance.servers.models import (
    Server,
    ServerAlert,
    ServerDay,
    ServerKey,
    ServerReading,
    ServerWork,
)
from maintenance.sipp.models import (
    SippAccount,
    SippCheck,
    SippComplaint,
    SippRepair,
    SippReview,
)
from maintenance.upkeep.models import Check, Checklist, PlanLine, YearPlan

__all__ = [
    "Asset",
    "AssetImport",
    "AssetKind",
    "AssetWork",
    "Assignment",
    "Check",
    "Checklist",
    "Finding",
    "Handover",
    "Licence",
    "Line",
    "LineCheck",
    "PlanLine",
    "Repair",
    "Seat",
    "Server",
    "ServerAlert",
    "ServerDay",
    "ServerKey",
    "ServerReading",
    "ServerWork",
    "SippAccount",
    "SippCheck",
    "SippComplaint",
    "SippRepair",
    "SippReview",
    "YearPlan",
]
