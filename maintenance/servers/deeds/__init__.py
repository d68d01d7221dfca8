"""What the steps of looking after the servers ask, and what they write down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maintenance.servers.deeds.care import BackUpServers, Care
from maintenance.servers.deeds.look import Look
from maintenance.servers.deeds.report import Report, TakeIn
from maintenance.servers.deeds.work import FollowUp

if TYPE_CHECKING:
    from sopti.workflow.deeds import Deed

ALL: tuple[Deed, ...] = (Look(), Report(), TakeIn(), FollowUp(), BackUpServers("server"), Care())
