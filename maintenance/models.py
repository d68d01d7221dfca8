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
    "Handover",
    "Licence",
    "Seat",
    "Server",
    "ServerAlert",
    "ServerDay",
    "ServerKey",
    "ServerReading",
    "ServerWork",
]
