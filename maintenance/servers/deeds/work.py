"""Follow up: what was done to which server, onto the server's own list and its card."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.timezone import localtime

from maintenance.servers.actions import note_works
from maintenance.servers.enums import Work
from maintenance.servers.models import Server
from maintenance.words import said_before, text, ticks
from sopti.ui.forms import wanted
from sopti.workflow.deeds import Deed

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from django import forms

    from sopti.people.models import User
    from sopti.workflow.models import Task

WHICH = "Pilih server yang dikerjakan."


class FollowUp(Deed):
    key = "follow-up-servers"
    labels = {"server": "Server", "tindakan": "Yang dikerjakan", "hasil_tindakan": "Hasilnya"}

    def fields(self, task: Task) -> dict[str, forms.Field]:
        found: dict[str, forms.Field] = {}
        if names := names_of(task):
            found["server"] = wanted(ticks(self.labels["server"], names))
        return found | {
            "tindakan": text(
                self.labels["tindakan"], "Menjawab arahan pada laporan.", required=True
            ),
            "hasil_tindakan": text(self.labels["hasil_tindakan"], rows=2),
        }

    def initial(self, task: Task) -> dict[str, Any]:
        return {"server": names_of(task), "tindakan": said_before(task, "arahan")}

    def clean(self, task: Task, values: dict[str, Any], *, outcome: str) -> dict[str, str]:
        return why_not_named(task, values)

    def effect(self, task: Task, values: dict[str, Any], *, by: User, at: datetime) -> None:
        said = " ".join(filter(None, (values.get("tindakan"), values.get("hasil_tindakan"))))
        write(task, values, {Work.FOLLOW_UP: said}, by=by, at=at)


def names_of(task: Task) -> list[str]:
    """Return the names of the court's servers, by which a step's values call them."""
    used = Server.objects.filter(court=task.case.court_id).in_use()
    return list(used.values_list("name", flat=True))


def why_not_named(task: Task, values: dict[str, Any]) -> dict[str, str]:
    return {"server": WHICH} if names_of(task) and not values.get("server") else {}


def write(
    task: Task, values: dict[str, Any], works: Mapping[Work, str], *, by: User, at: datetime
) -> None:
    """Write the works onto the servers that the step named."""
    named = Server.objects.filter(court=task.case.court_id, name__in=values.get("server") or [])
    note_works(
        named.select_related("asset"),
        works,
        done_on=localtime(at, task.case.court.tz).date(),
        case=task.case,
        by=by,
        at=at,
    )
