"""What a service request tells about its case, for the case page and the paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from requests.models import ServiceRequest
    from sopti.workflow.models import Case


def request_facts(case: Case) -> list[tuple[str, str]]:
    """Return (label, value) of what was asked; nothing when the case was opened without it."""
    asked: ServiceRequest | None = getattr(case, "service_request", None)
    if asked is None:
        return []
    return [
        ("Jenis layanan", asked.get_category_display()),
        ("Perangkat atau ruang", asked.asset_or_place),
        ("Urgensi menurut pemohon", asked.get_urgency_display()),
    ]
