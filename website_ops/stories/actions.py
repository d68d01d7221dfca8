"""Every change of a story, each one public function.

What a step of the SOP writes comes through its deed, in the transaction that closes the step;
photos and marks come between the steps. Each locks the case first, so that two people who add
photos at once get numbers of their own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from sopti.core.errors import refuse_if
from sopti.people.actions import keep
from sopti.search.actions import keep_found
from sopti.workflow import photos as pictures
from sopti.workflow.models import Case
from website_ops.stories import rules
from website_ops.stories.enums import StoryState
from website_ops.stories.models import Photo, Story, StoryMark

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from django.core.files.uploadedfile import UploadedFile

    from sopti.people.models import User
    from website_ops.channels.models import Channel

FOUND = "berita"  # how the search calls stories
LONGEST = 2000  # pixels of the longer side: sharp on a website, small in the archive


# ------------------------------------------------------------------------------ of a step's deed
@transaction.atomic
def write(case: Case, told: Mapping[str, Any], *, by: User, at: datetime) -> Story:
    """Write the text of a case's story. Marks of an earlier check count as seen to."""
    story = story_for(case, by=by, at=at)
    for name, value in told.items():
        setattr(story, name, value)
    story.writer, story.state = by, StoryState.DRAFT
    keep(story, by=by)
    story.marks.filter(settled_at=None).update(settled_at=at)  # marks keep no history
    keep_found(FOUND, [story])
    return story


@transaction.atomic
def choose(case: Case, chosen: Sequence[Mapping[str, Any]], *, by: User, at: datetime) -> Story:
    """Publish these photos of the story with their words, and no others."""
    story = story_for(case, by=by, at=at)
    words = {int(one["foto"]): one for one in chosen}
    for photo in story.photos.all():
        told = words.get(photo.number)
        if told is None and not photo.is_chosen:
            continue
        photo.is_chosen = told is not None
        if told is not None:
            photo.caption = told.get("keterangan", "")
            photo.alt = told.get("teks alternatif", "")
        keep(photo, by=by)
    return story


@transaction.atomic
def approve(case: Case, *, by: User, at: datetime) -> Story:
    """Let the story be published as it stands."""
    story = story_for(case, by=by, at=at)
    story.state, story.checked_by, story.checked_at = StoryState.APPROVED, by, at
    keep(story, by=by)
    keep_found(FOUND, [story])
    return story


@transaction.atomic
def publish(
    case: Case,
    *,
    address: str,
    channel: Channel | None,
    published_at: datetime,
    by: User,
    at: datetime,
) -> Story:
    """Write down where and when the story came out."""
    story = story_for(case, by=by, at=at)
    story.state, story.address, story.channel = StoryState.PUBLISHED, address, channel
    story.published_at = published_at
    keep(story, by=by)
    keep_found(FOUND, [story])
    return story


@transaction.atomic
def file_away(case: Case, *, filed_in: str, by: User, at: datetime) -> Story:
    """Write down where the story and what belongs to it are kept."""
    story = story_for(case, by=by, at=at)
    story.filed_in, story.filed_at = filed_in, at
    if story.is_out:
        story.state = StoryState.FILED
    keep(story, by=by)
    return story


def story_for(case: Case, *, by: User, at: datetime) -> Story:
    """Return the case's story, locked; the first who needs it begins it."""
    Case.objects.select_for_update().only("pk").get(pk=case.pk)
    found = Story.objects.filter(case=case).first()
    if found is None:
        found = Story(court_id=case.court_id, case=case, headline=case.title[:160], begun_at=at)
        keep(found, by=by)
    return found


# -------------------------------------------------------------------------------- between the steps
@transaction.atomic
def add_photos(
    case: Case, files: Iterable[UploadedFile[Any]], *, by: User, at: datetime
) -> list[Photo]:
    """Add photos to the case's story, all or none; one that is there already is not added again."""
    files = list(files)
    Case.objects.select_for_update().only("pk").get(pk=case.pk)
    there = Story.objects.filter(case=case).first()
    refuse_if(rules.why_not_add_photos(by, case, there, more=len(files)))
    for file in files:
        refuse_if(pictures.why_not_accept(file))
    story = story_for(case, by=by, at=at)
    known = set(story.photos.values_list("sha256", flat=True))
    last = story.photos.order_by("-number").values_list("number", flat=True).first() or 0
    added: list[Photo] = []
    for file in files:
        photo = _photo(story, file, number=last + 1 + len(added), by=by, at=at)
        if photo.sha256 not in known:
            known.add(photo.sha256)
            keep(photo, by=by)
            added.append(photo)
    return added


def _photo(story: Story, file: UploadedFile[Any], *, number: int, by: User, at: datetime) -> Photo:
    kept = pictures.cleaned(file, longest=LONGEST)
    return Photo(
        story=story,
        number=number,
        file=kept.content,
        name=kept.name,
        content_type=kept.content_type,
        size=kept.size,
        sha256=kept.sha256,
        added_by=by,
        added_at=at,
    )


@transaction.atomic
def remove_photo(photo_id: int, *, by: User) -> Photo:
    """Take a photo that nobody chose out of the story."""
    locked = Photo.objects.select_for_update(of=("self",))
    photo = locked.select_related("story__case").get(pk=photo_id)
    refuse_if(rules.why_not_remove(by, photo))
    photo.delete()
    return photo


@transaction.atomic
def mark(story_id: int, *, place: str, text: str, by: User, at: datetime) -> StoryMark:
    """Note what is to be mended at one place of the story."""
    locked = Story.objects.select_for_update(of=("self",)).select_related("case__edition")
    story = locked.get(pk=story_id)
    refuse_if(rules.why_not_mark(by, story))
    return StoryMark.objects.create(story=story, place=place, text=text, by=by, at=at)


@transaction.atomic
def unmark(mark_id: int, *, by: User) -> StoryMark:
    """Take one's own mark back."""
    found = StoryMark.objects.select_for_update(of=("self",)).select_related("story__case")
    one = found.get(pk=mark_id)
    refuse_if(rules.why_not_mark(by, one.story) if one.by_id == by.pk else "Ini bukan tanda Anda.")
    one.delete()
    return one
