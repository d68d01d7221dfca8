"""Assets as they are found from every page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maintenance.assets.models import Asset
from sopti.search.kinds import Searched

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from sopti.people.models import User


class Assets(Searched[Asset]):
    key = "aset"
    label = "Aset"
    icon = "pc-display"
    order = 30

    def every(self) -> QuerySet[Asset]:
        return Asset.objects.select_related("kind", "holder")

    def visible_to(self, user: User) -> QuerySet[Asset]:
        return Asset.objects.visible_to(user).select_related("kind", "holder")

    def title(self, thing: Asset) -> str:
        return thing.name

    def hint(self, thing: Asset) -> str:
        told = [thing.kind.name, f"NUP {thing.nup}", thing.room, str(thing.holder or "")]
        told += ["dihentikan"] if thing.is_retired else []
        return " · ".join(filter(None, told))

    def text(self, thing: Asset) -> str:
        serial = f"nomor seri {thing.serial}" if thing.serial else ""
        told = (thing.make, serial, thing.specification, thing.unit, thing.note)
        return ", ".join(filter(None, told))


ASSETS = Assets()
