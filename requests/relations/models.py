"""Links between requests of one cause, and what was merged into what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from sopti.workflow.models import Case

if TYPE_CHECKING:
    from sopti.people.models import User


class RequestLinkQuerySet(models.QuerySet["RequestLink"]):
    def standing(self) -> Self:
        return self.filter(undone_at=None)

    def of_case(self, case: Case) -> Self:
        return self.filter(Q(first=case) | Q(second=case))

    def visible_to(self, user: User) -> Self:
        return self.filter(first__in=Case.objects.visible_to(user))


class RequestLink(models.Model):
    """Two requests have the same cause, until somebody says that they have not."""

    first = models.ForeignKey(Case, models.PROTECT, related_name="+")  # the older of both
    second = models.ForeignKey(Case, models.PROTECT, related_name="+")
    reason = models.CharField("alasan", max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = RequestLinkQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["first", "second"],
                condition=Q(undone_at=None),
                name="one_standing_link_per_pair",
            ),
            models.CheckConstraint(
                condition=Q(first__lt=F("second")), name="link_names_the_older_first"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first.number} dan {self.second.number}"

    def other(self, case: Case) -> Case:
        return self.second if self.first_id == case.pk else self.first


class Merge(models.Model):
    """A duplicate and the request that leads: the duplicate is closed, its requester follows."""

    case = models.OneToOneField(Case, models.PROTECT, related_name="merge")
    leading = models.ForeignKey(Case, models.PROTECT, related_name="merged")
    reason = models.CharField("alasan", max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(case=F("leading")), name="request_is_not_merged_into_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case.number} ke {self.leading.number}"
