"""Which assets a filter finds, and in which order."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import F, Q
from django.db.models.functions import Lower

from maintenance.assets.models import Asset

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from maintenance.assets.models import AssetQuerySet
    from sopti.people.models import User

SOON = timedelta(days=60)
IN_USE, RETIRED, BOTH = "dipakai", "dihentikan", "semua"
ENDS_SOON, ENDED, UNKNOWN = "60", "habis", "tanpa"
BY_NAME = "nama"
WORDS = ("nup", "name", "maker", "model", "serial", "room", "unit", "holder__full_name", "note")
SORTS: dict[str, Any] = {
    "nama": Lower("name"),
    "nup": F("nup"),
    "jenis": Lower("kind__name"),
    "ruang": Lower("room"),
    "pemegang": Lower("holder__full_name"),
    "kondisi": F("condition"),
    "garansi": F("warranty_until"),
}


def found_assets(user: User, chosen: dict[str, Any], *, today: date) -> AssetQuerySet:
    """Return the assets that the viewer may see and the filter leaves, in its order.

    `chosen` comes from AssetFilter; what is empty filters nothing, but retired assets are left
    out unless they are asked for.
    """
    found = Asset.objects.visible_to(user)
    for word in (chosen.get("q") or "").split():
        found = found.filter(_any_of(word))
    for name, told in _FILTERS.items():
        if value := chosen.get(name):
            found = found.filter(told(value, today))
    state = chosen.get("keadaan") or IN_USE
    if state != BOTH:
        found = found.filter(retired_on__isnull=state == IN_USE)
    return found.order_by(*order_of(chosen))


def order_of(chosen: dict[str, Any]) -> list[Any]:
    """Return the order that was asked for; rows that are alike follow by name and number."""
    asked = chosen.get("urut") or BY_NAME
    column = SORTS[asked.removeprefix("-")]
    first = column.desc(nulls_last=True) if asked[0] == "-" else column.asc(nulls_last=True)
    return [first, "name", "nup", "pk"]


def _any_of(word: str) -> Q:
    asked = Q()
    for column in WORDS:
        asked |= Q(**{f"{column}__icontains": word})
    return asked


def _warranty(asked: str, today: date) -> Q:
    return {
        ENDS_SOON: Q(warranty_until__range=(today, today + SOON)),
        ENDED: Q(warranty_until__lt=today),
        UNKNOWN: Q(warranty_until=None),
    }[asked]


_FILTERS: dict[str, Callable[[Any, date], Q]] = {
    "jenis": lambda kind, _: Q(kind=kind),
    "ruang": lambda room, _: Q(room=room),
    "kondisi": lambda condition, _: Q(condition=condition),
    "pemegang": lambda person, _: Q(holder=None) if person == UNKNOWN else Q(holder=person),
    "garansi": _warranty,
}
