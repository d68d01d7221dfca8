"""The servers on the calendar: when a warning began, and what was done on a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maintenance.servers.models import Server, ServerAlert, ServerWork
from sopti.workflow.diary import DONE, EVENT, Entry

if TYPE_CHECKING:
    from datetime import date

    from sopti.people.models import User


def tell(user: User, first: date, last: date) -> list[Entry]:
    """Return the warnings and works of these days, in two queries."""
    if user.court is None:
        return []
    servers = Server.objects.visible_to(user)
    alerts = ServerAlert.objects.filter(server__in=servers, began_at__date__range=(first, last))
    works = ServerWork.objects.filter(server__in=servers, done_on__range=(first, last))
    return [
        *(_of_alert(alert, user) for alert in alerts.select_related("server")),
        *(_of_work(work) for work in works.select_related("server")),
    ]


def _of_alert(alert: ServerAlert, user: User) -> Entry:
    assert user.court is not None  # noqa: S101 (tell() refused whoever has none)
    said = alert.get_measure_display().lower()
    return Entry(
        key=f"server-alert-{alert.pk}",
        day=alert.began_at.astimezone(user.court.tz).date(),
        kind=EVENT,
        words=f"Peringatan {alert.server}: {said}",
        link=alert.server.get_absolute_url(),
    )


def _of_work(work: ServerWork) -> Entry:
    return Entry(
        key=f"server-work-{work.pk}",
        day=work.done_on,
        kind=DONE,
        words=f"{work.get_kind_display()} {work.server}",
        link=work.server.get_absolute_url(),
    )
