"""Who sits at the desks where tasks wait, in many courts at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sopti.notifications.superiors import above
from sopti.people.models import Appointment

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from sopti.people.models import User
    from sopti.workflow.models import Task


class Desks:
    """The holders of the roles of some tasks and of the roles above, after one query."""

    def __init__(self, tasks: Collection[Task], *, at: datetime) -> None:
        roles = {role for task in tasks for role in (task.role_id, *above(task.role_id))}
        held = Appointment.objects.in_force_at(at).filter(
            court__in={task.case.court_id for task in tasks}, role__in=roles, user__is_active=True
        )
        self._held: dict[tuple[int, str], dict[int, User]] = {}
        for row in held.select_related("user"):
            self._held.setdefault((row.court_id, row.role_id), {})[row.user_id] = row.user

    def holders(self, task: Task) -> list[User]:
        """Return who is to do the task: the one it was given to, else everybody of its role."""
        if task.assigned_to is not None:
            return [task.assigned_to] if task.assigned_to.is_active else []
        return list(self._at(task, task.role_id).values())

    def superiors(self, task: Task) -> list[User]:
        """Return the holders of the nearest role above that somebody else holds."""
        own = {person.pk for person in self.holders(task)}
        for role in above(task.role_id):
            others = [person for key, person in self._at(task, role).items() if key not in own]
            if others:
                return others
        return []

    def _at(self, task: Task, role: str) -> dict[int, User]:
        return self._held.get((task.case.court_id, role), {})
