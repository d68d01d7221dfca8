"""Posts of a case, one for each channel, and the figures of a channel's month."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from sopti.people.enums import ONLY_A_CLERK
from sopti.people.models import Court
from sopti.workflow.models import Case
from website_ops.channels.enums import ChannelKind
from website_ops.channels.models import Channel
from website_ops.social.enums import PostState

if TYPE_CHECKING:
    from sopti.people.models import User


class PostQuerySet(models.QuerySet["Post"]):
    def visible_to(self, user: User) -> Self:
        """Return the court's posts; who is only a clerk reads what is out."""
        here = self.filter(court=user.court_id)
        return here if user.role_keys - ONLY_A_CLERK else here.posted()

    def posted(self) -> Self:
        return self.filter(state=PostState.POSTED)

    def for_pages(self) -> Self:
        return self.select_related("case", "channel", "writer").defer("case__detail")


class Post(models.Model):
    """What a case says on one channel. Without a case it is older than SOPTI."""

    court = models.ForeignKey(Court, models.PROTECT, related_name="posts")
    case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="posts")
    channel = models.ForeignKey(
        Channel, models.PROTECT, null=True, blank=True, related_name="posts"
    )
    kind = models.CharField("media", max_length=12, choices=ChannelKind, blank=True)
    title = models.CharField("perihal", max_length=200)
    text = models.TextField("teks", max_length=64_000)
    state = models.CharField("keadaan", max_length=12, choices=PostState, default=PostState.DRAFT)
    writer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    begun_at = models.DateTimeField()
    address = models.URLField("alamat terbit", max_length=500, blank=True)
    posted_at = models.DateTimeField(null=True, blank=True)
    reach = models.PositiveIntegerField("jangkauan", null=True, blank=True)
    reactions = models.PositiveIntegerField("interaksi", null=True, blank=True)
    filed_in = models.CharField("tempat arsip", max_length=200, blank=True)
    history = HistoricalRecords()

    objects = PostQuerySet.as_manager()

    class Meta:
        ordering = ["-posted_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["case", "kind"], name="one_post_per_medium_of_a_case"),
            models.CheckConstraint(
                condition=~Q(state=PostState.POSTED)
                | (Q(posted_at__isnull=False) & ~Q(address="")),
                name="post_that_is_out_says_where_and_when",
            ),
        ]
        indexes = [models.Index(fields=["court", "-posted_at", "-id"], name="posts_by_day")]

    def __str__(self) -> str:
        return f"{self.medium}: {self.title}"

    @property
    def medium(self) -> str:
        return self.get_kind_display() if self.kind else "Media sosial"

    @property
    def number(self) -> str:
        return self.case.number if self.case else ""


class ChannelMonth(models.Model):
    """What a channel reached in one month, as its own statistics say."""

    channel = models.ForeignKey(Channel, models.PROTECT, related_name="months")
    month = models.DateField("bulan")  # its first day
    followers = models.PositiveIntegerField("pengikut")
    reach = models.PositiveIntegerField("jangkauan")
    reactions = models.PositiveIntegerField("interaksi")
    note = models.CharField("catatan", max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    history = HistoricalRecords()

    class Meta:
        ordering = ["-month", "channel"]
        constraints = [
            models.UniqueConstraint(fields=["channel", "month"], name="one_month_of_a_channel")
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.month:%m-%Y}"
