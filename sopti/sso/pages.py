"""What the administrator sees of a person's accounts elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

from sopti.people.panels import PersonPanel
from sopti.sso.models import ExternalIdentity

if TYPE_CHECKING:
    from sopti.people.models import User


def person_panels(person: User, by: User) -> list[PersonPanel]:
    """Show what is tied, also when the provider is not used any more; else nothing."""
    identities = list(ExternalIdentity.objects.visible_to(by).filter(person=person))
    if not identities and not settings.OIDC_ISSUER:
        return []
    shows = {"identities": identities, "label": settings.OIDC_LABEL}
    return [PersonPanel("sso/_identities.html", shows)]
