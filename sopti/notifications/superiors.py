"""Who is told when a role's work stays undone: the role above it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

HEAD = "ketua"
SUPERIOR = {
    "operator_ti": "kasubag_ptip",
    "admin_web": "kasubag_ptip",
    "kasubag_ptip": "sekretaris",
    "sekretaris": HEAD,
}
OTHERS = "sekretaris"
SUPERIORS = frozenset({*SUPERIOR.values(), OTHERS})


def above(role: str) -> Iterator[str]:
    """Yield the roles above a role, the nearest first; none above the head of the court."""
    while role != HEAD:
        role = SUPERIOR.get(role, OTHERS)
        yield role
