"""What one look found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True)
class Finding:
    """Right, wrong, or not looked at (None), with what was seen as a sentence."""

    ok: bool | None
    detail: str
    ms: int | None = None


@dataclass(frozen=True)
class Look:
    """One finding, of which monitor and when."""

    monitor: int
    at: datetime
    finding: Finding
