"""What the pages of stories show, gathered in few queries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.db.models import Count, Prefetch, Q
from django.urls import reverse

from sopti.people.enums import ONLY_A_CLERK
from sopti.sop.models import Edition
from sopti.workflow.rules import why_not_open
from website_ops.stories import rules, wording
from website_ops.stories.models import OUT, Photo, Story
from website_ops.stories.panels import read_panel

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sopti.people.models import User
    from website_ops.stories.models import StoryQuerySet

PAGE = 25
TONES = {"disusun": "tag--gold", "disetujui": "tag--gold"}
SEARCHED = ("headline", "lead", "body", "sources", "case__number")


@dataclass(frozen=True)
class StoryRow:
    """One line of the archive: the story, its first chosen photo, and its first words."""

    story: Story
    photo: Photo | None
    words: str
    tone: str


@dataclass(frozen=True)
class Opening:
    """A table by which the person may begin a story."""

    title: str
    href: str


def stories_page(user: User, chosen: dict[str, Any]) -> dict[str, Any]:
    """Return one page of the stories that the viewer may read."""
    found = _found(user, chosen)
    counted = found.order_by().aggregate(
        total=Count("pk"), waiting=Count("pk", filter=~Q(state__in=OUT))
    )
    paginator = Paginator(_with_photos(found.for_pages()), PAGE)
    vars(paginator)["count"] = counted["total"]
    page = paginator.get_page(chosen.get("hal") or 1)
    return counted | {
        "rows": _rows(page),
        "page": page,
        "is_filtered": any(chosen.get(name) for name in ("q", "keadaan", "tahun")),
        "only_read": user.role_keys <= ONLY_A_CLERK,
        "openings": openings_for(user),
    }


def story_page(story: Story, *, viewer: User) -> dict[str, Any]:
    """Return one story as it is read, with what is known of its way."""
    return read_panel(story, viewer) | {
        "case": story.case,
        "is_case_seen": bool(viewer.role_keys - ONLY_A_CLERK),
        "all_photos": list(story.photos.all()),
        "html": "".join(one.html for one in wording.paragraphs_of(story.body)),
        "tone": TONES.get(story.state, ""),
    }


def openings_for(user: User) -> list[Opening]:
    """Return the tables of the court by which the person may begin a story."""
    editions = Edition.objects.visible_to(user).in_force().select_related("document__court")
    return [
        Opening(
            procedure.title,
            reverse("workflow:open", args=[edition.document.key, procedure.key]),
        )
        for edition in editions
        for procedure in edition.sop.procedures
        if any(rules.TEXT_DEED in step.does for step in procedure.steps)
        and why_not_open(user, edition, procedure, procedure.flow("")) is None
    ]


def _found(user: User, chosen: dict[str, Any]) -> StoryQuerySet:
    found = Story.objects.visible_to(user)
    for word in (chosen.get("q") or "").split():
        holds = Q()
        for column in SEARCHED:
            holds |= Q(**{f"{column}__icontains": word})
        found = found.filter(holds)
    if chosen.get("keadaan"):
        found = found.filter(state=chosen["keadaan"])
    if year := chosen.get("tahun"):
        found = found.filter(Q(published_at__year=year) | Q(published_at=None, begun_at__year=year))
    return found


def _with_photos(found: StoryQuerySet) -> StoryQuerySet:
    first = Prefetch("photos", Photo.objects.chosen(), to_attr="chosen_photos")
    return found.prefetch_related(first)


def _rows(stories: Iterable[Story]) -> list[StoryRow]:
    return [
        StoryRow(
            story,
            next(iter(vars(story)["chosen_photos"]), None),
            story.lead or wording.plain_of(story.body[:600]),
            TONES.get(story.state, ""),
        )
        for story in stories
    ]
