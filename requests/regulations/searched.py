"""Regulations as they are found from every page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from requests.regulations.models import Regulation
from sopti.search.kinds import Searched

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from sopti.people.models import User


class Regulations(Searched[Regulation]):
    key = "peraturan"
    label = "Peraturan"
    icon = "bank"
    order = 50

    def every(self) -> QuerySet[Regulation]:
        return Regulation.objects.prefetch_related("files")

    def visible_to(self, user: User) -> QuerySet[Regulation]:
        return Regulation.objects.visible_to(user).prefetch_related("files")

    def title(self, thing: Regulation) -> str:
        return str(thing)

    def hint(self, thing: Regulation) -> str:
        return thing.title

    def text(self, thing: Regulation) -> str:
        return "\n".join((thing.summary, *(file.text for file in thing.files.all())))


REGULATIONS = Regulations()
