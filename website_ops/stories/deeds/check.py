"""Check: the story may come out as it stands, or goes back with marks at places."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sopti.workflow.deeds import Deed
from sopti.workflow.enums import Outcome
from website_ops.stories import actions

if TYPE_CHECKING:
    from datetime import datetime

    from sopti.people.models import User
    from sopti.workflow.models import Task


class CheckStory(Deed):
    key = "check-story"
    yes = "Setujui naskah"

    def effect(self, task: Task, values: dict[str, Any], *, by: User, at: datetime) -> None:
        if task.outcome == Outcome.YES:
            actions.approve(task.case, by=by, at=at)
