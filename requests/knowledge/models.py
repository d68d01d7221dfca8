"""The library of solutions: articles, their words, and how often they helped."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Count, Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from requests.enums import RECEIVERS, Category
from requests.knowledge.enums import Audience, State
from sopti.people.models import Court
from sopti.workflow.models import Case

if TYPE_CHECKING:
    from sopti.people.models import User

NUMBERED = re.compile(r"^\s*(?:\d{1,2}[.)]|[-•*])\s+")


class ArticleQuerySet(models.QuerySet["Article"]):
    def visible_to(self, user: User) -> Self:
        """Return the court's articles: to the desk all, to others what holds for everybody."""
        here = self.filter(court=user.court_id)
        return here if RECEIVERS & user.role_keys else here.for_everybody()

    def for_everybody(self) -> Self:
        return self.filter(state=State.IN_FORCE, audience=Audience.EVERYBODY)

    def in_force(self) -> Self:
        return self.filter(state=State.IN_FORCE)

    def for_pages(self) -> Self:
        """Bring along who wrote and checked each, and how often it helped."""
        used = Count("solutions", distinct=True)
        helped = Count("deflections", distinct=True)
        return self.select_related("author", "checked_by").annotate(used=used, helped=helped)


class Article(models.Model):
    """One solution: the problem in the words of users, and what to do, line by line."""

    court = models.ForeignKey(Court, models.PROTECT, related_name="articles")
    title = models.CharField("judul", max_length=120)
    problem = models.TextField("masalah", max_length=2000)
    steps = models.TextField("langkah", max_length=5000)
    categories = models.CharField("jenis layanan", max_length=120)  # keys: " perangkat sipp "
    audience = models.CharField(
        "untuk", max_length=10, choices=Audience, default=Audience.EVERYBODY
    )
    state = models.CharField("keadaan", max_length=10, choices=State, default=State.DRAFT)
    origin = models.ForeignKey(Case, models.PROTECT, null=True, related_name="+")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    checked_at = models.DateTimeField(null=True)
    history = HistoricalRecords()

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = ["title", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["court", "title"], name="one_article_per_title"),
            models.CheckConstraint(
                condition=~Q(state=State.IN_FORCE)
                | Q(checked_by__isnull=False, checked_at__isnull=False),
                name="article_in_force_was_checked",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("requests:article", args=[self.pk])

    @property
    def category_keys(self) -> list[str]:
        return self.categories.split()

    @property
    def category_words(self) -> list[str]:
        """The categories without their examples: "Perangkat keras"."""
        return [Category(key).label.partition(" (")[0] for key in self.category_keys]

    @property
    def lines(self) -> list[str]:
        """The steps, one by one, without the numbers that were typed before them."""
        written = (NUMBERED.sub("", line).strip() for line in self.steps.splitlines())
        return [line for line in written if line]

    @property
    def is_in_force(self) -> bool:
        return self.state == State.IN_FORCE

    @property
    def is_for_everybody(self) -> bool:
        return self.audience == Audience.EVERYBODY


class ArticleEntry(models.Model):
    """The words of one article, each with its stem, as SearchEntry keeps those of a request."""

    article = models.OneToOneField(Article, models.CASCADE, related_name="entry", primary_key=True)
    words = models.TextField()

    def __str__(self) -> str:
        return self.words[:60]


class Solution(models.Model):
    """The article that the desk named as the solution of a request."""

    case = models.OneToOneField(Case, models.PROTECT, related_name="solution")
    article = models.ForeignKey(Article, models.PROTECT, related_name="solutions")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.case_id}: {self.article_id}"


class Deflection(models.Model):
    """Somebody whom an article helped, so that they did not file a request. Who is not kept."""

    article = models.ForeignKey(Article, models.PROTECT, related_name="deflections")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.article_id}: {self.at}"
