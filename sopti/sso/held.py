"""What this room holds of a person: the account of the provider by which they come in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sopti.people.holdings import FOR_SAFETY, Cells, Holding, clock
from sopti.sso.models import ExternalIdentity

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from django.db.models import QuerySet


def _identities(person: int) -> QuerySet[Any]:
    return ExternalIdentity.objects.filter(person=person)


def _identity_cells(identity: ExternalIdentity, tz: ZoneInfo) -> Cells:
    return identity.issuer, identity.account, identity.subject, clock(identity.linked_at, tz)


IDENTITIES = Holding(
    key="akun-bersama",
    title="Akun bersama",
    says="Akun penyedia yang dihubungkan dengan Anda, bila pengadilan memakai masuk bersama.",
    because=FOR_SAFETY,
    lasts="Sampai Pengelola SOPTI melepasnya; riwayatnya tetap tersimpan.",
    seen_by="Pengelola SOPTI di pengadilan Anda.",
    order=25,
    find=_identities,
    heads=("Penyedia", "Akun", "Kunci penyedia", "Dihubungkan"),
    tell=_identity_cells,
    covers=("sso.externalidentity.person",),
)
