"""The story on the pages of its case: to be read before deciding, and beside the steps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sopti.workflow.registry import Panel
from website_ops.stories import rules, wording
from website_ops.stories.models import Story

if TYPE_CHECKING:
    from datetime import datetime

    from sopti.people.models import User
    from sopti.workflow.models import Case, Task

READ = "website_ops/stories/_read.html"
MARKS = "website_ops/stories/_marks.html"
BESIDE = "website_ops/stories/_beside.html"
WRITING = frozenset({"gather-material", "convert-material", "select-photos"})
PLACES = ("Judul", "Teras")


def of_case(case: Case, viewer: User, now: datetime) -> list[Panel]:
    """Return the story beside the steps of its case."""
    story = _story(case, viewer)
    if story is None:
        return []
    photos = story.photos.all()
    chosen = sum(photo.is_chosen for photo in photos)
    return [Panel(BESIDE, {"story": story, "photos": len(photos), "chosen": chosen})]


def of_task(task: Task, viewer: User, now: datetime) -> list[Panel]:
    """Return the story above the buttons of who reads it, and the marks for who mends it."""
    story = _story(task.case, viewer)
    does = set() if task.route else set(task.sop_step.does)
    if story is None or WRITING & does:
        return []
    if rules.TEXT_DEED in does:
        marks = [mark for mark in story.marks.all() if mark.settled_at is None]
        return [Panel(MARKS, {"marks": marks}, "top")] if marks else []
    return [Panel(READ, read_panel(story, viewer), "top")]


def read_panel(story: Story, viewer: User) -> dict[str, Any]:
    """Return the story as it will be read, with its open marks at their places."""
    paragraphs = wording.paragraphs_of(story.body)
    photos = [photo for photo in story.photos.all() if photo.is_chosen]
    places = [*PLACES, *(one.place for one in paragraphs)]
    return {
        "story": story,
        "paragraphs": paragraphs,
        "photos": photos,
        "marks": [mark for mark in story.marks.all() if mark.settled_at is None],
        "places": places + [f"Foto {photo.number}" for photo in photos],
        "why_not_mark": rules.why_not_mark(viewer, story),
    }


def _story(case: Case, viewer: User) -> Story | None:
    if not rules.tells_a_story(case):
        return None
    found = Story.objects.visible_to(viewer).for_pages().filter(case=case)
    story = found.prefetch_related("photos", "marks__by").first()
    if story is not None:
        story.case = case
    return story
