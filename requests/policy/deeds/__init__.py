"""What the steps of the policy tables do beside the SOP's forms: one small class each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from requests.policy.deeds.gather import Gather
from requests.policy.deeds.plan import Collect, Plan
from requests.policy.deeds.propose import Propose
from requests.policy.deeds.running import CarryOut, Evaluate, FollowUp, Report
from requests.policy.deeds.stipulate import Stipulate

if TYPE_CHECKING:
    from sopti.workflow.deeds import Deed

ALL: tuple[Deed, ...] = (
    Collect(),
    Plan(),
    Propose(),
    Stipulate(),
    Gather(),
    CarryOut(),
    Report(),
    Evaluate(),
    FollowUp(),
)
