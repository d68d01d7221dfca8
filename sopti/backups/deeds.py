"""The deed of a step that saves data: what was noted is taken over, not typed again.

A room makes its own with the sections whose plans the step is about: `BackUp("sipp")`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.timezone import localtime

from sopti.backups.models import Backup, Plan, RestoreTest
from sopti.backups.pages import rows_of
from sopti.core import words
from sopti.workflow.deeds import Deed

if TYPE_CHECKING:
    from datetime import date, datetime

    from sopti.backups.models import BackupQuerySet
    from sopti.people.models import User
    from sopti.workflow.models import Task

MOST_LINES = 40
WHY_LATE = "Ada backup yang terlambat: {names}. Catat backupnya, atau tulis di sini sebabnya."


class BackUp(Deed):
    """The plans above the form, with "Catat backup" beside each; the step keeps what was noted."""

    key = "back-up"
    labels = {
        "backup": "Backup yang tercatat",
        "uji_pulih": "Uji pulih yang tercatat",
        "keterangan": "Keterangan",
    }
    template = "backups/_step.html"

    def __init__(self, *sections: str) -> None:
        self.sections = sections  # none: of every section

    def fields(self, task: Task) -> dict[str, forms.Field]:
        note = forms.CharField(
            label=self.labels["keterangan"],
            required=False,
            max_length=2000,
            widget=forms.Textarea({"rows": 3}),
            help_text="Kendala, atau sebab bila ada backup yang terlambat.",
        )
        return {"keterangan": note}

    def clean(self, task: Task, values: dict[str, Any], *, outcome: str) -> dict[str, str]:
        today = localtime(timezone=task.case.court.tz).date()
        late = [plan.name for plan in self._plans(task).late(today)]
        if not late or values.get("keterangan"):
            return {}
        return {"keterangan": WHY_LATE.format(names=words.listed(late))}

    def derived(
        self, task: Task, values: dict[str, Any], *, by: User, at: datetime
    ) -> dict[str, Any]:
        made = self._made(task).select_related("plan__court").order_by("made_at", "pk")
        tried = RestoreTest.objects.filter(
            backup__plan__in=self._plans(task), tested_on__gte=since(task)
        ).select_related("backup__plan")
        return {
            "backup": "\n".join(line_of(one) for one in made[:MOST_LINES]) or "Tidak ada.",
            "uji_pulih": "\n".join(line_of_test(one) for one in tried[:MOST_LINES]) or "Tidak ada.",
        }

    def effect(self, task: Task, values: dict[str, Any], *, by: User, at: datetime) -> None:
        """Let what was noted for this month hang on the case."""
        self._made(task).filter(case=None).update(case=task.case)

    def shown(self, task: Task, *, now: datetime) -> dict[str, Any]:
        return {
            "rows": rows_of(self._plans(task), viewer=None, now=now, task_id=task.pk),
            "since": since(task),
        }

    def _plans(self, task: Task) -> Any:
        plans = Plan.objects.filter(court=task.case.court).kept()
        return plans.filter(section__in=self.sections) if self.sections else plans

    def _made(self, task: Task) -> BackupQuerySet:
        zone = task.case.court.tz
        start = localtime(task.case.opened_at, zone).replace(
            day=1, hour=0, minute=0, second=0, microsecond=0
        )
        made = Backup.objects.standing().filter(plan__in=self._plans(task))
        return made.filter(made_at__gte=start)


def since(task: Task) -> date:
    """Return the first day of the month in which the case was opened: what it looks back to."""
    return localtime(task.case.opened_at, task.case.court.tz).date().replace(day=1)


def line_of(backup: Backup) -> str:
    """Return a backup in one line of a step's paper."""
    day = words.plain_date(localtime(backup.made_at, backup.plan.court.tz).date())
    told = [backup.holds, backup.size_words, backup.place, backup.short_sum]
    return f"{backup.plan}, {day}: {', '.join(word for word in told if word)}"


def line_of_test(test: RestoreTest) -> str:
    return (
        f"{test.backup.plan}, {words.plain_date(test.tested_on)}: "
        f"{test.get_outcome_display().lower()} dalam {test.minutes} menit, {test.where}"
    )
