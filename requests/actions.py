"""Filing a service request."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import transaction

from requests import rules
from requests.enums import Channel
from requests.models import ServiceRequest
from requests.register.search import keep_in_search
from sopti.core.errors import Refusal, refuse_if
from sopti.workflow.actions import attach, name_subjects, open_case

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from django.core.files.uploadedfile import UploadedFile

    from requests.rules import Table
    from sopti.people.models import User
    from sopti.workflow.models import Case


@dataclass(frozen=True)
class Wish:
    """What is asked for, in the words of who asks."""

    category: str
    urgency: str
    title: str
    detail: str
    asset_or_place: str
    answers: dict[str, str] = field(default_factory=dict)  # what only its category is asked
    came_by: str = Channel.SELF
    device: str = ""  # the thing that was chosen, as workflow.subjects names it


@transaction.atomic
def file_request(  # noqa: PLR0913 (what a request is filed with)
    wish: Wish,
    files: Sequence[UploadedFile[Any]] = (),
    *,
    requester: User,
    by: User,
    at: datetime,
    parent: Case | None = None,
    table: Table | None = None,
) -> Case:
    """Open the case of a request by the court's own table, and keep what was asked beside it.

    `requester` is the colleague for whom it is filed, or the filer. All of it is stored, or
    nothing: a file that is not accepted leaves no case and no number behind. `table` is that of
    the filer's court, where the caller has looked it up.
    """
    table = table or rules.service_table(by)
    if table is None:
        raise Refusal(rules.why_no_table(by))
    refuse_if(rules.why_not_file(by, table, requester=requester))
    case = open_case(
        table.edition,
        table.procedure.key,
        title=wish.title,
        detail=wish.detail,
        requester=requester,
        by=by,
        at=at,
        parent=parent,
    )
    asked = ServiceRequest.objects.create(
        case=case,
        category=wish.category,
        urgency=wish.urgency,
        asset_or_place=wish.asset_or_place,
        answers=wish.answers,
        came_by=wish.came_by,
    )
    keep_in_search([asked])
    name_subjects(case, chosen=wish.device, text=wish.asset_or_place, by=by)
    attach(case.pk, files, by=by, at=at)
    return case
