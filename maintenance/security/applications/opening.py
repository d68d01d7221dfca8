"""Where the court's SOP lets an application in: the way that begins with the users' test."""

from __future__ import annotations

from sopti.sop.models import Edition

SECTION, FIRST_DEED = "security", "test-application"


def way_in(court_id: int) -> tuple[Edition, str, str] | None:
    """Return edition, procedure and flow; None where no SOP in force has such a way."""
    editions = Edition.objects.in_force().filter(document__court=court_id)
    for edition in editions.select_related("document__court").order_by("document__key"):
        for procedure in edition.sop.procedures:
            for flow in procedure.flows if procedure.section == SECTION else ():
                if FIRST_DEED in procedure.step(flow.steps[0]).does:
                    return edition, procedure.key, flow.key
    return None
