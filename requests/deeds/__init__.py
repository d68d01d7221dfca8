"""What the steps of a service request do beside the SOP's forms: one small class each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from requests.deeds.approve import Approve
from requests.deeds.classify import Classify
from requests.deeds.consider import Consider
from requests.deeds.dispose import Dispose
from requests.deeds.examine import Examine
from requests.deeds.fulfil import Fulfil
from requests.deeds.prioritise import Prioritise
from requests.deeds.register import Register
from requests.deeds.verify import Verify

if TYPE_CHECKING:
    from sopti.workflow.deeds import Deed

ALL: tuple[Deed, ...] = (
    Register(),
    Dispose(),
    Examine(),
    Classify(),
    Verify(),
    Prioritise(),
    Consider(),
    Approve(),
    Fulfil(),
)
