"""What the first two steps of covering do: the event and its gear, then the event itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from website_ops.coverage.deeds.cover import CoverEvent
from website_ops.coverage.deeds.prepare import PrepareCoverage

if TYPE_CHECKING:
    from sopti.workflow.deeds import Deed

ALL: tuple[Deed, ...] = (PrepareCoverage(), CoverEvent())
