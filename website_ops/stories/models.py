"""A story: the text of a case of publishing, its photos, and the marks of who checked it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from sopti.people.enums import ONLY_A_CLERK
from sopti.people.models import EARLIEST, LATEST, Court
from sopti.workflow.models import Case
from website_ops.channels.models import Channel
from website_ops.stories.enums import StoryState

if TYPE_CHECKING:
    from sopti.people.models import User

OUT = (StoryState.PUBLISHED, StoryState.FILED)


class StoryQuerySet(models.QuerySet["Story"]):
    def visible_to(self, user: User) -> Self:
        """Return the court's stories; who is only a clerk reads what was published."""
        here = self.filter(court=user.court_id)
        return here if user.role_keys - ONLY_A_CLERK else here.published()

    def published(self) -> Self:
        return self.filter(state__in=OUT)

    def for_pages(self) -> Self:
        return self.select_related("court", "case", "writer", "checked_by", "channel").defer(
            "case__detail"
        )


class Story(models.Model):
    """What a case of publishing writes. The engine keeps who did which step; this, the words.

    Without a case it is of the court's archive, from before SOPTI.
    """

    court = models.ForeignKey(Court, models.PROTECT, related_name="stories")
    case = models.OneToOneField(Case, models.PROTECT, null=True, blank=True, related_name="story")
    headline = models.CharField("judul", max_length=160)
    event_on = models.DateField("tanggal kegiatan", null=True, blank=True)
    lead = models.TextField("teras", max_length=500, blank=True)
    body = models.TextField("isi", max_length=20_000, blank=True)
    sources = models.CharField("sumber", max_length=300, blank=True)
    state = models.CharField("keadaan", max_length=12, choices=StoryState, default=StoryState.DRAFT)
    writer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    begun_at = models.DateTimeField()
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    checked_at = models.DateTimeField(null=True, blank=True)
    channel = models.ForeignKey(
        Channel, models.PROTECT, null=True, blank=True, related_name="stories"
    )
    address = models.URLField("alamat terbit", max_length=500, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    filed_in = models.CharField("tempat arsip", max_length=200, blank=True)
    filed_at = models.DateTimeField(null=True, blank=True)
    history = HistoricalRecords()

    objects = StoryQuerySet.as_manager()

    class Meta:
        ordering = ["-published_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=OUT) | (Q(published_at__isnull=False) & ~Q(address="")),
                name="published_story_says_where_and_when",
            ),
            models.CheckConstraint(
                condition=Q(event_on=None) | Q(event_on__range=(EARLIEST, LATEST)),
                name="story_is_of_this_age",
            ),
        ]
        indexes = [
            models.Index(fields=["court", "-published_at", "-id"], name="stories_by_publication")
        ]

    def __str__(self) -> str:
        return self.headline

    def get_absolute_url(self) -> str:
        return reverse("website_ops:story", args=[self.pk])

    @property
    def is_out(self) -> bool:
        return self.state in OUT

    @property
    def number(self) -> str:
        """The register number of its case; "" for what is older than SOPTI."""
        return self.case.number if self.case else ""


class PhotoQuerySet(models.QuerySet["Photo"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(story__in=Story.objects.visible_to(user))

    def chosen(self) -> Self:
        return self.filter(is_chosen=True)


class Photo(models.Model):
    """One picture of a story, drawn anew: without the place and the camera it came from."""

    story = models.ForeignKey(Story, models.PROTECT, related_name="photos")
    number = models.PositiveSmallIntegerField("nomor")
    file = models.FileField(upload_to="photos", max_length=200)
    name = models.CharField(max_length=160)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    is_chosen = models.BooleanField("diterbitkan", default=False)
    caption = models.CharField("keterangan", max_length=300, blank=True)
    alt = models.CharField("teks alternatif", max_length=250, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    history = HistoricalRecords()

    objects = PhotoQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["story", "number"], name="one_photo_per_number"),
            models.UniqueConstraint(fields=["story", "sha256"], name="one_photo_once_in_a_story"),
        ]

    def __str__(self) -> str:
        return self.name


class StoryMark(models.Model):
    """What somebody who checks found, and at which place of the text or at which photo."""

    story = models.ForeignKey(Story, models.PROTECT, related_name="marks")
    place = models.CharField("bagian", max_length=40)  # as shown: "Alinea 2", "Foto 5"
    text = models.TextField("catatan", max_length=1000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)  # the writer has seen to it

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.place}: {self.text[:60]}"
