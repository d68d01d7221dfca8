"""Which sheets were issued: what a stranger with the paper in hand may check."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from sopti.core.errors import Refusal
from sopti.people.models import Court
from sopti.reports.evidence.models import Bundle as Bundle  # noqa: PLC0414 (Django looks here)
from sopti.reports.keys import KEY_LETTERS, grouped, new_key
from sopti.reports.periodic.models import Report as Report  # noqa: PLC0414 (Django looks here)
from sopti.reports.periodic.models import ReportPrint as ReportPrint  # noqa: PLC0414
from sopti.reports.scans.models import Scan as Scan  # noqa: PLC0414 (Django looks here)
from sopti.workflow.models import Case, Task

NEVER_CHANGED = "Lembar yang sudah terbit tidak dapat diubah atau dihapus."


class Paper(models.Model):
    """One content of one sheet: its key, its fingerprint, and who signs it. Never changed.

    A sheet whose content is another one gets another row; the former stays, since somebody may
    hold that paper. Without a task it is the sheet of the whole case; without a case it is a paper
    of the court: a report, an SOP.
    """

    key = models.CharField(max_length=KEY_LETTERS, unique=True, default=new_key)
    court = models.ForeignKey(Court, models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="papers")
    task = models.ForeignKey(Task, models.PROTECT, null=True, related_name="papers")
    title = models.CharField(max_length=600)
    code = models.CharField(max_length=40, blank=True)  # of the FM/AS form
    number = models.CharField(max_length=80)
    dated_on = models.DateField()
    fingerprint = models.CharField(max_length=64)
    signers = models.JSONField(default=list)  # [{"name", "capacity", "on"}], as signed
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["task", "fingerprint"], name="one_paper_per_content"),
            models.UniqueConstraint(
                fields=["case", "fingerprint"],
                condition=Q(task=None),
                name="one_case_paper_per_content",
            ),
            models.UniqueConstraint(
                fields=["court", "number", "fingerprint"],
                condition=Q(case=None),
                name="one_court_paper_per_content",
            ),
            models.CheckConstraint(
                condition=Q(case__isnull=False) | Q(task=None), name="paper_of_a_task_has_a_case"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.short_key} {self.number}"

    @property
    def short_key(self) -> str:
        return grouped(self.key)

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk:
            raise Refusal(NEVER_CHANGED)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise Refusal(NEVER_CHANGED)
