"""The demonstration's social media: a year of posts and of monthly figures."""

from __future__ import annotations

import tomllib
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.conf import settings

from website_ops.channels.enums import ChannelKind
from website_ops.channels.models import Channel
from website_ops.social.enums import PostState
from website_ops.social.models import ChannelMonth, Post

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sopti.people.models import User

FILE = settings.BASE_DIR / "fixtures" / "demo_publishing.toml"
WEEKS, MONTHS = 50, 12
FOLLOWERS = {
    ChannelKind.INSTAGRAM: 4200, ChannelKind.FACEBOOK: 6100, ChannelKind.X: 830,
    ChannelKind.YOUTUBE: 1150,
}  # fmt: skip


def load(at: datetime) -> str:
    """Write the year of every demonstration court with social media that has no post yet."""
    social = Channel.objects.in_use().social().filter(court__people__is_demo=True, posts=None)
    channels = list(social.select_related("court").distinct())
    posts = [post for channel in channels for post in _posts(channel, at)]
    Post.objects.bulk_create(posts)
    ChannelMonth.objects.bulk_create([row for channel in channels for row in _months(channel, at)])
    return f"{len(posts)} konten media sosial"


def _writer(channel: Channel) -> User | None:
    return channel.court.people.filter(is_demo=True).order_by("pk").first()


def _posts(channel: Channel, at: datetime) -> Iterator[Post]:
    told = tomllib.loads(FILE.read_text(encoding="utf-8"))["posts"]
    tz, writer = channel.court.tz, _writer(channel)
    today = at.astimezone(tz).date()
    fans = FOLLOWERS.get(ChannelKind(channel.kind), 500)
    for week in range(3, WEEKS, 1 if channel.kind == ChannelKind.INSTAGRAM else 3):
        said = told[week % len(told)]
        out = datetime.combine(
            today - timedelta(weeks=week, days=today.weekday() - 2), time(10, 15), tz
        )
        yield Post(
            court=channel.court,
            channel=channel,
            kind=channel.kind,
            title=said["title"],
            text=said["text"],
            state=PostState.POSTED,
            writer=writer,
            begun_at=out - timedelta(hours=2),
            address=f"{channel.address.rstrip('/')}/p/{out:%Y%m%d}",
            posted_at=out,
            reach=fans // 4 + (week * 37) % 200,
            reactions=20 + (week * 13) % 60,
            filed_in="Arsip media sosial",
        )


def _months(channel: Channel, at: datetime) -> Iterator[ChannelMonth]:
    today, writer = at.astimezone(channel.court.tz).date(), _writer(channel)
    fans = FOLLOWERS.get(ChannelKind(channel.kind), 500)
    for ago in range(1, MONTHS + 1):
        number = today.year * 12 + today.month - 1 - ago
        if writer:
            yield ChannelMonth(
                channel=channel,
                month=date(number // 12, number % 12 + 1, 1),
                followers=fans - ago * (fans // 60),
                reach=fans + (ago * 211) % 900,
                reactions=140 + (ago * 47) % 180,
                by=writer,
                at=at,
            )
