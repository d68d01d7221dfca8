"""Backups on the calendar: when the next one of each plan is due, and which were made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sopti.backups.models import Backup, Plan
from sopti.workflow.diary import DONE, DUE, Entry

if TYPE_CHECKING:
    from datetime import date

    from sopti.people.models import User


def tell(user: User, first: date, last: date) -> list[Entry]:
    """Return the limits of these days, in one query; a made backup moves its plan's limit on."""
    if user.court is None:
        return []
    plans = Plan.objects.visible_to(user).kept().filter(due_on__range=(first, last))
    due = [
        Entry(
            key=f"backup-{plan.pk}-{plan.due_on}",
            day=plan.due_on,
            kind=DUE,
            words=f"Backup {plan}",
            link=plan.get_absolute_url(),
            is_mine=plan.keeper_id == user.pk,
        )
        for plan in plans
    ]
    return due + _made(user, first, last)


def _made(user: User, first: date, last: date) -> list[Entry]:
    made = Backup.objects.visible_to(user).standing().select_related("plan__court")
    return [
        Entry(
            key=f"backup-made-{backup.pk}",
            day=backup.made_at.astimezone(backup.plan.court.tz).date(),
            kind=DONE,
            words=f"Backup {backup.plan}: {backup.size_words}",
            link=backup.get_absolute_url(),
        )
        for backup in made.filter(made_at__date__range=(first, last))
        if backup.plan.every_days > 1  # a daily one would fill the calendar and tell nothing
    ]
