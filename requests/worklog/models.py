"""The spells in which a person worked on a step."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from sopti.workflow.models import Task

if TYPE_CHECKING:
    from sopti.workflow.models import Case


class WorkSpellQuerySet(models.QuerySet["WorkSpell"]):
    def open(self) -> Self:
        return self.filter(ended_at=None)

    def of_case(self, case: Case) -> Self:
        return self.filter(task__case=case).select_related("by", "task")


class WorkSpell(models.Model):
    """One spell of work on a step: who, from when until when, and what was done in it."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="work_spells")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    began_at = models.DateTimeField("mulai")
    ended_at = models.DateTimeField("berhenti", null=True, blank=True)  # None: it goes on
    note = models.TextField("yang dikerjakan", blank=True)
    was_forgotten = models.BooleanField("diakhiri sistem", default=False)

    objects = WorkSpellQuerySet.as_manager()

    class Meta:
        ordering = ["began_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["task", "by"],
                condition=Q(ended_at=None),
                name="one_open_spell_per_person_and_task",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("began_at")),
                name="spell_ends_after_it_began",
            ),
        ]

    @property
    def is_note(self) -> bool:
        """Tell whether it only holds words, such as the solution of a linked request."""
        return self.ended_at == self.began_at

    def __str__(self) -> str:
        return f"{self.by}, {self.task}"
