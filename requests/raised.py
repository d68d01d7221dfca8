"""What other rooms ask of the desk: a fault that a check found becomes a request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from requests.actions import Wish, file_request
from requests.enums import Category, Urgency
from requests.rules import service_table

if TYPE_CHECKING:
    from datetime import datetime

    from sopti.people.models import User
    from sopti.workflow.models import Case
    from sopti.workflow.raising import Raised


class RequestDesk:
    """The desk as sopti.workflow.raising knows it."""

    def code(self, user: User) -> str | None:
        table = service_table(user) if user.court_id else None
        return table.procedure.code if table else None

    def file(self, raised: Raised, *, by: User, at: datetime) -> Case:
        wish = Wish(
            category=raised.category or Category.HARDWARE,
            urgency=raised.urgency or Urgency.HINDERED,
            title=raised.title,
            detail=raised.detail,
            asset_or_place=raised.place,
        )
        return file_request(wish, requester=by, by=by, at=at, parent=raised.parent)


DESK = RequestDesk()
