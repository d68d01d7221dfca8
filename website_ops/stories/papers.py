"""Naskah Konten Website (FM/AS/31/04) as a paper: the text and the photos that were chosen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sopti.core.words import long_moment, nip, plain_date
from sopti.reports.parts import Fact, PaperFrame, Signature, letterhead_of, printed_words
from sopti.workflow.thumbnails import print_picture
from website_ops.stories import rules, wording

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from website_ops.stories.models import Photo, Story
    from website_ops.stories.wording import Paragraph

TITLE = "Naskah Konten Website"
MOST_PHOTOS = 24  # on one paper


@dataclass(frozen=True)
class Picture:
    """One photo on the paper, under the name by which the press finds its file."""

    name: str
    path: Path
    photo: Photo


@dataclass(frozen=True)
class StorySheet:
    paper: PaperFrame
    story: Story
    facts: tuple[Fact, ...]
    paragraphs: tuple[Paragraph, ...]
    pictures: tuple[Picture, ...]
    left_out: int
    signs: tuple[Signature, ...]


def story_sheet(story: Story, *, at: datetime) -> StorySheet:
    """Return the paper of a story (its case, people and photos fetched)."""
    chosen = [photo for photo in story.photos.all() if photo.is_chosen]
    pictures = [
        Picture(f"app:picture-{photo.number}", print_picture(photo), photo)
        for photo in chosen[:MOST_PHOTOS]
    ]
    return StorySheet(
        paper=_frame(story, at),
        story=story,
        facts=tuple(Fact(label, text) for label, text in _facts(story) if text),
        paragraphs=tuple(wording.paragraphs_of(story.body)),
        pictures=tuple(pictures),
        left_out=len(chosen) - len(pictures),
        signs=_signs(story),
    )


def form_of_text(story: Story) -> str:
    """Return the code that the court's SOP gives the text, "FM/AS/31/04"; "" without one."""
    steps = story.case.procedure.steps if story.case else ()
    return next((step.form for step in steps if rules.TEXT_DEED in step.does and step.form), "")


def _frame(story: Story, at: datetime) -> PaperFrame:
    code, number = form_of_text(story), story.number or "arsip"
    return PaperFrame(
        head=letterhead_of(story.court),
        issuer=story.court.name,
        heading=TITLE,
        under=(f"Nomor {number}",) if story.number else (),
        slip=(code or TITLE, number),
        footer=f"{TITLE}{f' ({code})' if code else ''}\n{number}",
        printed=printed_words(at, story.court),
    )


def _facts(story: Story) -> list[tuple[str, str]]:
    tz = story.court.tz
    return [
        ("Tanggal kegiatan", plain_date(story.event_on) if story.event_on else ""),
        ("Sumber bahan", story.sources),
        ("Keadaan", story.get_state_display()),
        ("Terbit", long_moment(story.published_at, tz) if story.published_at else ""),
        ("Alamat", story.address),
    ]


def _signs(story: Story) -> tuple[Signature, ...]:
    writer, checker = story.writer, story.checked_by
    return (
        Signature(
            "Memeriksa",
            "Pemeriksa naskah",
            "",
            str(checker or ""),
            nip(checker.nip if checker else ""),
        ),
        Signature(
            story.court.town, "Penulis", "", str(writer or ""), nip(writer.nip if writer else "")
        ),
    )
