"""Earlier requests as they are found from every page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from requests.earlier.actions import KIND
from requests.earlier.models import EarlierRequest
from sopti.core.words import plain_date
from sopti.search.kinds import Searched

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from sopti.people.models import User


class EarlierRequests(Searched[EarlierRequest]):
    key = KIND
    label = "Permintaan sebelum SOPTI"
    icon = "clock-history"
    order = 12

    def every(self) -> QuerySet[EarlierRequest]:
        return EarlierRequest.objects.all()

    def visible_to(self, user: User) -> QuerySet[EarlierRequest]:
        return EarlierRequest.objects.visible_to(user)

    def title(self, thing: EarlierRequest) -> str:
        return thing.title

    def hint(self, thing: EarlierRequest) -> str:
        return f"{thing.number} · {plain_date(thing.came_on)} · {thing.requester}"

    def text(self, thing: EarlierRequest) -> str:
        told = [thing.detail, thing.device, thing.result, thing.unit, thing.handler]
        return "\n".join(told)


EARLIER = EarlierRequests()
