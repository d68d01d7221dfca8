"""Buku register publikasi: what went out on the court's site and channels."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from sopti.workflow.books import Book, Column, Entries, Row, day, in_order, told_in_order
from website_ops.social.models import Post
from website_ops.stories.models import Story

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from sopti.core.periods import Period
    from sopti.people.models import Court

BOOK = Book(
    key="publikasi",
    title="Buku Register Publikasi",
    says="Berita di situs dan konten media sosial yang sudah terbit.",
    noun="publikasi",
    columns=(
        Column("Terbit", 10, 12),
        Column("Jenis", 9, 16),
        Column("Judul", 26, 56, is_title=True),
        Column("Kegiatan", 10, 12),
        Column("Penulis", 14, 28),
        Column("Diperiksa", 14, 28),
        Column("Alamat terbit", 26, 60),
        Column("Nomor berkas", 14, 24),
        Column("Tempat arsip", 14, 34),
    ),
    entries="website_ops.book.entries",
    empty="Tidak ada yang terbit pada masa itu.",
    order=80,
    counted_by="Jenis",
)


def entries(court: Court, period: Period) -> Entries:
    """Return what was published in the period, stories and posts, in the order of days."""
    begins, ends = period.begins(court.tz), period.ends(court.tz)
    stories = Story.objects.filter(court=court).published()
    stories = stories.filter(published_at__gte=begins, published_at__lt=ends).order_by()
    posts = Post.objects.filter(court=court).posted()
    posts = posts.filter(posted_at__gte=begins, posted_at__lt=ends).order_by()
    keys = in_order(
        court.tz,
        story=_moments(stories.values_list("published_at", "pk")),
        post=_moments(posts.values_list("posted_at", "pk")),
    )
    return Entries(keys, partial(_rows, court))


def _rows(court: Court, keys: Sequence[tuple[str, int]]) -> list[Row]:
    return told_in_order(keys, {"story": partial(_stories, court), "post": partial(_posts, court)})


def _stories(court: Court, keys: list[int]) -> dict[int, Row]:
    found = Story.objects.for_pages().defer("case__detail", "body").filter(pk__in=keys)
    return {story.pk: _story(story, court) for story in found}


def _story(story: Story, court: Court) -> Row:
    return Row(
        (
            day(story.published_at, court.tz), "Berita", story.headline, story.event_on,
            str(story.writer or ""), str(story.checked_by or ""), story.address, story.number,
            story.filed_in,
        ),
        link=story.get_absolute_url(),
    )  # fmt: skip


def _posts(court: Court, keys: list[int]) -> dict[int, Row]:
    found = Post.objects.for_pages().defer("case__detail", "text").filter(pk__in=keys)
    return {post.pk: _post(post, court) for post in found}


def _post(post: Post, court: Court) -> Row:
    link = post.case.get_absolute_url() if post.case else ""
    return Row(
        (
            day(post.posted_at, court.tz), post.medium, post.title, None, str(post.writer or ""),
            "", post.address, post.number, post.filed_in,
        ),
        link=link,
    )  # fmt: skip


def _moments(pairs: Iterable[tuple[datetime | None, int]]) -> Iterator[tuple[datetime, int]]:
    """Leave out what has no moment; what is out always has one."""
    return ((at, key) for at, key in pairs if at is not None)
