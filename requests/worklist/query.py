"""What the filters of the work list are called in an address."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

if TYPE_CHECKING:
    from collections.abc import Mapping

MINE, FREE = "saya", "bebas"
FILTERS = ("meja", "jenis", "ruang")


def query_of(chosen: Mapping[str, Any]) -> str:
    """Return the filter as it stands in an address."""
    return urlencode({name: chosen[name] for name in FILTERS if chosen.get(name)})
