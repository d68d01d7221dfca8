"""What the steps of looking after the network ask, and what they write down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maintenance.network.deeds.approve import Approve
from maintenance.network.deeds.assign import Assign
from maintenance.network.deeds.mend import Mend
from maintenance.network.deeds.survey import Survey

if TYPE_CHECKING:
    from sopti.workflow.deeds import Deed

ALL: tuple[Deed, ...] = (Assign(), Survey(), Approve(), Mend())
