"""What the steps of looking after SIPP ask, and what they write down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maintenance.sipp.deeds.incident import Decide, Report, TakeComplaint, Troubleshoot
from maintenance.sipp.deeds.routine import BackUpSipp, CheckSipp, ReviewUsers

if TYPE_CHECKING:
    from sopti.workflow.deeds import Deed

ALL: tuple[Deed, ...] = (
    CheckSipp(),
    BackUpSipp("sipp"),
    ReviewUsers(),
    TakeComplaint(),
    Report(),
    Decide(),
    Troubleshoot(),
)
