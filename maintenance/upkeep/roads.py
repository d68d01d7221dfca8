"""Where a problem of a check may go by the court's SOPs in force."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from maintenance.upkeep.enums import Part
from maintenance.upkeep.lists import list_of
from sopti.workflow.raising import incident_tables, why_not_raise

if TYPE_CHECKING:
    from maintenance.upkeep.models import Check
    from sopti.people.models import User
    from sopti.workflow.raising import Table

# In which tables of incidents a fault of these devices belongs.
INCIDENTS = {Part.NETWORK: ("network",), Part.SERVER: ("sipp", "network", "server")}
REQUEST = "permintaan"
CATEGORIES = {Part.NETWORK: "jaringan", Part.SERVER: "sipp", Part.DEVICES: "perangkat"}


@dataclass(frozen=True)
class Road:
    """One way on which a problem may go: its key, and the words of its button."""

    key: str
    words: str


def roads_of(check: Check, *, by: User, has_requests: bool) -> list[Road]:
    """Return where the problem may go by the court's SOPs in force."""
    asks = [Road(REQUEST, "Jadikan permintaan layanan")] if has_requests else []
    may = [table for table in tables_of(check) if why_not_raise(by, table) is None]
    return asks + [Road(table.section, f"Buka: {table.title.lower()}") for table in may]


def tables_of(check: Check) -> list[Table]:
    """Return the incidents of the court that a device of this part belongs to."""
    part = Part(list_of(check.asset.kind, check.asset.court_id).part)
    tables = incident_tables(check.asset.court_id)
    return [one for one in tables if one.section in INCIDENTS.get(part, ())]
