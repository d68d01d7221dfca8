"""The demonstration's archive: a year of stories from before SOPTI, some with drawn pictures."""

from __future__ import annotations

import hashlib
import io
import tomllib
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image, ImageDraw

from sopti.core.words import plain_date
from sopti.people.models import Court, User
from website_ops.channels.models import Channel
from website_ops.stories.enums import StoryState
from website_ops.stories.models import Photo, Story

if TYPE_CHECKING:
    from datetime import date

# What a religious court writes of in a year: headline, lead, and where it was.
FILE = settings.BASE_DIR / "fixtures" / "demo_publishing.toml"
EVERY = timedelta(days=9)
MONDAYS = "Apel Senin"
STORIES = 40
WITH_PHOTOS = 12  # the newest
BODY = (
    "{lead} Kegiatan berlangsung di {place} pada {day} dan diikuti pimpinan serta pegawai.\n\n"
    "**{chief}** berharap kegiatan ini memudahkan pencari keadilan. “Layanan yang baik dimulai "
    "dari penjelasan yang mudah dimengerti,” katanya.\n\nBeberapa hal yang disepakati:\n\n"
    "- hasilnya dilaporkan pada rapat bulanan\n- bahan dapat dibaca di situs pengadilan\n"
    "- pertanyaan disampaikan lewat PTSP"
)
SHADES = [(54, 96, 78), (112, 98, 60), (70, 84, 110)]


def load(at: datetime) -> str:
    """Write the archive of every demonstration court that has no story; say how many."""
    courts = Court.objects.on_show().filter(stories=None, channels__isnull=False)
    pictures = [_picture(shade) for shade in SHADES]
    made = 0
    for court in courts.distinct():
        stories = Story.objects.bulk_create(_stories(court, at))
        _add_photos(stories, pictures, at=at)
        made += len(stories)
    return f"{made} berita"


def _stories(court: Court, at: datetime) -> list[Story]:
    told = tomllib.loads(FILE.read_text(encoding="utf-8"))["stories"]
    site = Channel.objects.sites().filter(court=court).first()
    today = at.astimezone(court.tz).date()
    chief = User.objects.holding("ketua", court=court, on=today).first()
    writer = court.people.filter(is_demo=True).order_by("pk").first()
    return [
        _story(
            court,
            site,
            told[number % len(told)],
            today - timedelta(days=20) - number * EVERY,
            chief=str(chief or "Ketua"),
            writer=writer,
        )
        for number in range(STORIES)
        if site
    ]


def _story(
    court: Court,
    site: Channel,
    told: dict[str, str],
    event: date,
    *,
    chief: str,
    writer: User | None,
) -> Story:
    back = event.weekday() if MONDAYS in told["headline"] else max(event.weekday() - 4, 0)
    event -= timedelta(days=back)  # on a working day, and Apel Senin on a Monday
    out = datetime.combine(event, time(14, 5), court.tz)
    words = told | {"day": plain_date(event), "chief": chief}
    return Story(
        court=court,
        headline=told["headline"].format(town=court.town),
        event_on=event,
        lead=told["lead"],
        body=BODY.format(**words),
        sources="Peliputan sendiri",
        state=StoryState.FILED,
        writer=writer,
        begun_at=out - timedelta(hours=5),
        channel=site,
        address=f"{site.address}berita/arsip-{event:%Y%m%d}",
        published_at=out,
        filed_in=f"Arsip publikasi {event.year}",
        filed_at=out,
    )


def _add_photos(
    stories: list[Story], pictures: list[tuple[str, int, str]], *, at: datetime
) -> None:
    rows = []
    for number, story in enumerate(stories[:WITH_PHOTOS]):
        name, size, digest = pictures[number % len(pictures)]
        if story.writer is None:
            continue
        rows.append(
            Photo(
                story=story, number=1, file=name, name="kegiatan.jpg", content_type="image/jpeg",
                size=size, sha256=digest, is_chosen=True, caption=story.headline,
                alt="Gambar gedung pengadilan", added_by=story.writer, added_at=at,
            )
        )  # fmt: skip
    Photo.objects.bulk_create(rows)


def _picture(shade: tuple[int, int, int]) -> tuple[str, int, str]:
    """Draw a front of a court, keep it, and return where, how large, and its fingerprint."""
    drawn = Image.new("RGB", (960, 640), (214, 224, 228))
    pen = ImageDraw.Draw(drawn)
    pen.rectangle((0, 500, 960, 640), fill=(150, 158, 140))
    pen.polygon([(140, 260), (480, 120), (820, 260)], fill=shade)
    pen.rectangle((180, 260, 780, 500), fill=(238, 234, 222))
    for left in range(220, 760, 110):
        pen.rectangle((left, 280, left + 34, 500), fill=shade)
    out = io.BytesIO()
    drawn.save(out, "JPEG", quality=80)
    content = out.getvalue()
    digest = hashlib.sha256(content).hexdigest()
    name = f"photos/peragaan-{digest[:12]}.jpg"
    if not default_storage.exists(name):
        default_storage.save(name, ContentFile(content))
    return name, len(content), digest
