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

__all__ = [
    "Asset",
    "AssetImport",
    "AssetKind",
    "AssetWork",
    "Assignment",
    "Finding",
    "Handover",
    "Licence",
    "Line",
    "LineCheck",
    "Repair",
    "Seat",
    "Server",
    "ServerAlert",
    "ServerDay",
    "ServerKey",
    "ServerReading",
    "ServerWork",
]
