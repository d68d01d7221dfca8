"""What the report of a period tells of social media: posts, reach and followers by channel."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sopti.core.periods import months_in
from sopti.core.words import number, plain_date
from sopti.ui.charts import Chart, Series
from sopti.workflow.chapters import Chapter, Column, Figure, Table
from sopti.workflow.enums import CaseStatus, Outcome
from sopti.workflow.models import Task
from sopti.workflow.realisation import realisation
from sopti.workflow.telling import (
    NOTHING,
    Row,
    by_month,
    capped,
    cell,
    day_at,
    judged_at,
    month_head,
    month_title,
    short,
    short_at,
    some,
)
from website_ops.channels.models import Channel
from website_ops.social.enums import PostState
from website_ops.social.models import ChannelMonth, Post

if TYPE_CHECKING:
    from sopti.core.periods import Period
    from sopti.people.models import Court

KEY = SECTION = "social_media"
OLD_DAYS = 14  # a post that is written for longer is an obstacle
CHANNELS = (
    Column(head="Saluran", wide=3),
    *(
        Column(head=head, kind="number")
        for head in ("Terbit", "Jangkauan", "Interaksi", "Pengikut", "Terakhir")
    ),
)
POSTS = (
    Column(head="Terbit"),
    Column(head="Media", wide=2),
    Column(head="Perihal", wide=5),
    Column(head="Jangkauan", kind="number"),
    Column(head="Interaksi", kind="number"),
)


def tell(court: Court, period: Period) -> Chapter | None:
    """Return the chapter; None where the SOP has no such table and nothing is posted."""
    section = realisation(court, SECTION, period)
    told = _Told(court, period)
    if section.is_empty and told.is_empty:
        return None
    posts, more = told.post_table()
    return Chapter(
        key=KEY,
        title="Media sosial",
        sentences=(*told.sentences(), *section.sentences, *more),
        plan=section.plan,
        tables=(*told.by_channel(), *posts, *section.tables),
        charts=() if period.is_month else told.charts(),
        photos=section.photos,
        obstacles=(*told.obstacles(), *section.obstacles),
        figures=told.figures(),
    )


class _Told:
    """The posts of a court in a period; five queries."""

    def __init__(self, court: Court, period: Period) -> None:
        self.period, self.tz, self.until = period, court.tz, judged_at(court, period)
        begins = period.begins(self.tz)
        self.posts = list(
            Post.objects.posted()
            .filter(court=court, posted_at__gte=begins, posted_at__lt=self.until)
            .select_related("case", "channel")
            .defer("text", "case__detail")
            .order_by("posted_at", "pk")
        )
        self.waiting = list(
            Post.objects.exclude(state=PostState.POSTED)
            .filter(court=court, case__status=CaseStatus.RUNNING, begun_at__lt=self.until)
            .defer("text")
            .order_by("begun_at", "pk")
        )
        posted_on = {post.channel_id for post in self.posts}
        self.channels = [
            one
            for one in Channel.objects.filter(court=court).social()
            if one.is_active or one.pk in posted_on
        ]
        self.months: dict[int, list[ChannelMonth]] = defaultdict(list)
        for row in ChannelMonth.objects.filter(
            channel__court=court, month__range=(period.first.replace(day=1), period.last)
        ).order_by("month"):
            self.months[row.channel_id].append(row)
        self.returned = (
            Task.objects.filter(
                case__posts__court=court, outcome=Outcome.RETURN,
                finished_at__gte=begins, finished_at__lt=self.until,
            )
            .exclude(case__status=CaseStatus.CANCELLED)
            .distinct()
            .count()
        )  # fmt: skip

    @property
    def is_empty(self) -> bool:
        return not (self.posts or self.waiting or self.channels)

    # ---------------------------------------------------------------------------------- in words
    def sentences(self) -> tuple[str, ...]:
        if not self.posts:
            return (f"Tidak ada konten media sosial yang terbit pada {self.period.words}.",)
        count = number(len(self.posts))
        back = f"{number(self.returned)} kali dikembalikan"
        said = back if self.returned else "tidak ada yang dikembalikan"
        head = f"{count} konten media sosial terbit pada {self.period.words}; {said}."
        reach = sum(row.reach for rows in self.months.values() for row in rows)
        return (head, f"Jangkauan semua saluran {number(reach)}.") if reach else (head,)

    def figures(self) -> tuple[Figure, ...]:
        if not self.posts:
            return ()
        return (Figure(big=number(len(self.posts)), words="konten media sosial terbit"),)

    # ------------------------------------------------------------------------------------ tables
    def by_channel(self) -> tuple[Table, ...]:
        """Return the sums by channel: reach and followers as its own statistics say them."""
        rows = [self._channel(one) for one in self.channels]
        rows += [self._without()] if any(not post.channel_id for post in self.posts) else []
        caption = f"Media sosial menurut saluran, {self.period.words}"
        return (Table(caption=caption, columns=CHANNELS, rows=tuple(rows)),) if rows else ()

    def _channel(self, channel: Channel) -> Row:
        mine = [post for post in self.posts if post.channel_id == channel.pk]
        months = self.months[channel.pk]
        last = short_at(mine[-1].posted_at if mine else None, self.period, self.tz)
        reach = sum(row.reach for row in months) or sum(post.reach or 0 for post in mine)
        reactions = sum(row.reactions for row in months) or sum(
            post.reactions or 0 for post in mine
        )
        followers = cell(months[-1].followers) if months else NOTHING
        name = f"{channel.get_kind_display()} ({channel.name})"
        return name, cell(len(mine)), cell(reach), cell(reactions), followers, last

    def _without(self) -> Row:
        mine = [post for post in self.posts if not post.channel_id]
        sums = (sum(post.reach or 0 for post in mine), sum(post.reactions or 0 for post in mine))
        last = short_at(mine[-1].posted_at, self.period, self.tz)
        return ("Tanpa saluran", cell(len(mine)), *map(cell, sums), NOTHING, last)

    def post_table(self) -> tuple[tuple[Table, ...], tuple[str, ...]]:
        """Return the posts one by one; in a longer period, their sums by month."""
        if not self.period.is_month:
            return self._by_month(), ()
        rows, more = capped(list(map(self._post, self.posts)), register="daftar Media sosial")
        table = Table(caption="Konten yang terbit", columns=POSTS, rows=rows)
        return ((table,) if rows else ()), more

    def _post(self, post: Post) -> Row:
        return (
            short_at(post.posted_at, self.period, self.tz), post.medium, short(post.title, 160),
            cell(post.reach or 0), cell(post.reactions or 0),
        )  # fmt: skip

    def _by_month(self) -> tuple[Table, ...]:
        if not self.channels:
            return ()
        heads = [one.get_kind_display() for one in self.channels]
        columns = (
            Column(head="Bulan", wide=2),
            *(Column(head=head, kind="number") for head in heads),
        )
        rows = tuple(
            (month_title(month), *(cell(self._count(month, one)) for one in self.channels))
            for month in months_in(self.period)
        )
        caption = f"Konten yang terbit menurut bulan, {self.period.words}"
        return (Table(caption=caption, columns=columns, rows=rows),)

    def _count(self, month: Period, channel: Channel | None = None) -> int:
        return sum(
            month.has(post.posted_at, self.tz)
            and (channel is None or post.channel_id == channel.pk)
            for post in self.posts
        )

    def charts(self) -> tuple[Chart, ...]:
        months = months_in(self.period)
        values = by_month(months, map(self._count, months), until=self.until, tz=self.tz)
        names, title = tuple(map(month_head, months)), f"Konten media sosial, {self.period.words}"
        series = (Series(label="Terbit", values=values),)
        chart = Chart(kind="columns", title=title, names=names, series=series, unit="konten")
        return (chart,) if self.posts else ()

    # -------------------------------------------------------------------------------- what hinders
    def obstacles(self) -> tuple[str, ...]:
        old = (
            f"Konten “{short(post.title, 80)}” ({post.medium}) belum terbit sejak "
            f"{plain_date(day_at(post.begun_at, self.tz))}."
            for post in self.waiting
            if (self.until - post.begun_at).days >= OLD_DAYS
        )
        return some(old, rest="konten")
