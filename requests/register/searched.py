"""Service requests as they are found from every page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from requests.models import ServiceRequest
from sopti.search.kinds import Searched
from sopti.workflow.models import Case

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from sopti.people.models import User


class Requests(Searched[ServiceRequest]):
    key = "permintaan"
    label = "Permintaan layanan"
    icon = "chat-left-text"
    order = 10

    def every(self) -> QuerySet[ServiceRequest]:
        return ServiceRequest.objects.select_related("case__requester")

    def visible_to(self, user: User) -> QuerySet[ServiceRequest]:
        return self.every().filter(case__in=Case.objects.visible_to(user))

    def court_of(self, thing: ServiceRequest) -> int:
        return thing.case.court_id

    def title(self, thing: ServiceRequest) -> str:
        return thing.case.title

    def hint(self, thing: ServiceRequest) -> str:
        case = thing.case
        told = [case.number, str(case.requester or ""), case.get_status_display().lower()]
        return " · ".join(filter(None, told))

    def text(self, thing: ServiceRequest) -> str:
        return f"{thing.case.detail}\n{thing.asset_or_place}"

    def link(self, thing: ServiceRequest) -> str:
        return thing.case.get_absolute_url()


REQUESTS = Requests()
