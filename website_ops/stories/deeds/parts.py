"""What several deeds of publishing share: the case's story, its photos, a box to write in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from sopti.core.words import listed
from website_ops.stories.models import Photo, Story

if TYPE_CHECKING:
    from sopti.workflow.models import Task


def story_of(task: Task) -> Story | None:
    return Story.objects.filter(case=task.case_id).first()


def photos_of(task: Task) -> list[Photo]:
    return list(Photo.objects.filter(story__case=task.case_id))


def shown_photos(task: Task, *, field: str = "") -> dict[str, Any]:
    """Return what the box for adding photos shows; `field` is where added ones are listed."""
    photos = [] if field else photos_of(task)
    return {"task": task, "field": field, "photos": photos}


def said_photos(chosen: Any) -> str:
    """Say which photos a step has chosen: "3 foto: nomor 1, 4, dan 7"."""
    numbers = [str(one["foto"]) for one in chosen or () if isinstance(one, dict)]
    return f"{len(numbers)} foto: nomor {listed(numbers)}" if numbers else "tanpa foto"


def text(label: str, *, rows: int, most: int, hint: str = "", wanted: bool = True) -> forms.Field:
    return forms.CharField(
        label=label,
        required=wanted,
        max_length=most,
        help_text=hint,
        widget=forms.Textarea({"rows": rows}),
    )
