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
from maintenance.security.applications.models import Acceptance, Application, TestCase, Weakness
from maintenance.security.risks.models import RecoveryPlan, Rehearsal, Risk
from maintenance.security.watch.models import Threat
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
    "Acceptance",
    "Application",
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
    "RecoveryPlan",
    "Rehearsal",
    "Repair",
    "Risk",
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
    "TestCase",
    "Threat",
    "Weakness",
    "YearPlan",
]
