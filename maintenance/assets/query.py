"""What a filter of the assets says: in an address, and in words."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from maintenance.assets.found import BY_NAME, IN_USE

FILTERS = ("q", "jenis", "ruang", "kondisi", "pemegang", "garansi", "keadaan")
USUAL = {"urut": BY_NAME, "keadaan": IN_USE}


def query_of(chosen: dict[str, Any], *, without: tuple[str, ...] = (), **changes: Any) -> str:
    """Return a filter as it stands in an address, always in one order and without what is usual."""
    told = {name: chosen.get(name) for name in (*FILTERS, "urut")} | changes
    return urlencode(
        {
            name: value
            for name, value in told.items()
            if value and name not in without and USUAL.get(name) != value
        }
    )


def is_filtered(chosen: dict[str, Any]) -> bool:
    return any(chosen.get(name) and USUAL.get(name) != chosen[name] for name in FILTERS)
