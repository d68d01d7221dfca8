"""What the pages of the bundles show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.paginator import Paginator

from sopti.reports.evidence import rules
from sopti.reports.evidence.enums import BundleState
from sopti.reports.evidence.models import Bundle

if TYPE_CHECKING:
    from sopti.people.models import User

PAGE = 25
TONES = {
    BundleState.READY: "tag--green",
    BundleState.FAILED: "tag--red",
    BundleState.MAKING: "tag--gold",
}
RENEW_SECONDS = 10


def tone_of(bundle: Bundle) -> str:
    return TONES.get(BundleState(bundle.state), "")


def bundles_page(user: User, *, number: str) -> dict[str, Any]:
    """Return the bundles of the court, the newest first, in two queries."""
    page = Paginator(Bundle.objects.visible_to(user).for_pages(), PAGE).get_page(number)
    rows = [(bundle, tone_of(bundle)) for bundle in page]
    waits = any(bundle.is_unfinished for bundle, _ in rows)
    return {
        "page": page,
        "rows": rows,
        "days": settings.BUNDLE_DAYS,
        "renew": RENEW_SECONDS if waits else 0,
    }


def bundle_page(bundle: Bundle, *, viewer: User) -> dict[str, Any]:
    return {
        "bundle": bundle,
        "tone": tone_of(bundle),
        "why_not_download": rules.why_not_download(viewer, bundle),
        "may_retry": rules.why_not_retry(viewer, bundle) is None,
        "may_remove": rules.why_not_remove(viewer, bundle) is None,
        "renew": RENEW_SECONDS if bundle.is_unfinished else 0,
    }
