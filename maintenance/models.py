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

__all__ = ["Asset", "AssetImport", "AssetKind", "AssetWork", "Handover", "Licence", "Seat"]
