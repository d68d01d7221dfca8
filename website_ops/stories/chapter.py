"""What the report of a period tells of publishing: what came out, how fast, what was sent back."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from sopti.core.periods import months_in
from sopti.core.words import DAY_MINUTES, duration, number, plain_date
from sopti.people.worktime import calendar_of
from sopti.ui.charts import Chart, Series
from sopti.workflow.chapters import Chapter, Column, Figure, Photo, Table
from sopti.workflow.enums import CaseStatus, Outcome
from sopti.workflow.models import Task
from sopti.workflow.realisation import MOST_PHOTOS, Realisation, realisation
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
    short_day,
    some,
)
from website_ops.coverage.models import CoverageEvent
from website_ops.stories.models import Photo as StoryPhoto
from website_ops.stories.models import Story

if TYPE_CHECKING:
    from sopti.core.periods import Period
    from sopti.people.models import Court

KEY = SECTION = "publishing"
OLD_DAYS = 14  # a story that is written for longer is an obstacle
CHANNELS = (
    Column(head="Saluran", wide=3),
    *(Column(head=head, kind="number") for head in ("Terbit", "Dikembalikan")),
    Column(head="Lama rata-rata", wide=2),
    Column(head="Terakhir terbit"),
)
STORIES = (
    Column(head="Terbit"),
    Column(head="Judul", wide=5),
    Column(head="Saluran", wide=2),
    Column(head="Kegiatan"),
    Column(head="Berkas", wide=2),
)
MONTHLY = (
    Column(head="Bulan", wide=2),
    *(Column(head=head, kind="number") for head in ("Terbit", "Dikembalikan", "Acara diliput")),
)


def tell(court: Court, period: Period) -> Chapter | None:
    """Return the chapter; None where the SOP has no such table and nothing is published."""
    section = realisation(court, SECTION, period)
    told = _Told(court, period)
    if section.is_empty and told.is_empty:
        return None
    rows, more = told.story_table()
    return Chapter(
        key=KEY,
        title="Peliputan dan publikasi",
        sentences=(*told.sentences(), *section.sentences, *more),
        plan=section.plan,
        tables=(*told.by_channel(), *rows, *section.tables),
        charts=() if period.is_month else told.charts(),
        photos=(*told.photos(), *section.photos)[:MOST_PHOTOS],
        obstacles=(*told.obstacles(section), *section.obstacles),
        figures=told.figures(),
    )


class _Told:
    """The stories of a court in a period; four queries."""

    def __init__(self, court: Court, period: Period) -> None:
        self.court, self.period, self.tz = court, period, court.tz
        self.until = judged_at(court, period)
        begins = period.begins(self.tz)
        self.stories = list(
            Story.objects.published()
            .filter(court=court, published_at__gte=begins, published_at__lt=self.until)
            .select_related("case", "channel")
            .defer("body", "case__detail")
            .order_by("published_at", "pk")
        )
        self.waiting = list(
            Story.objects.filter(
                court=court, published_at=None, case__status=CaseStatus.RUNNING,
                begun_at__lt=self.until,
            ).select_related("case").defer("body", "case__detail").order_by("begun_at")
        )  # fmt: skip
        returned = Task.objects.filter(
            case__story__court=court, outcome=Outcome.RETURN,
            finished_at__gte=begins, finished_at__lt=self.until,
        ).exclude(case__status=CaseStatus.CANCELLED)  # fmt: skip
        self.returned = list(returned.order_by().values_list("case", "finished_at"))
        days = CoverageEvent.objects.filter(
            court=court, day__range=(period.first, min(period.last, day_at(self.until, self.tz)))
        ).exclude(case__status=CaseStatus.CANCELLED)
        self.covered = list(days.values_list("day", flat=True))

    @property
    def is_empty(self) -> bool:
        return not (self.stories or self.waiting or self.covered)

    # ---------------------------------------------------------------------------------- in words
    def sentences(self) -> tuple[str, ...]:
        if not self.stories:
            return (
                f"Tidak ada berita yang terbit pada {self.period.words}.",
                *self._covered_said(),
            )
        count, back = number(len(self.stories)), len(self.returned)
        said = f"{number(back)} kali dikembalikan" if back else "tidak ada yang dikembalikan"
        head = f"{count} berita terbit pada {self.period.words}; {said}."
        return (head, *self._took_said(), *self._covered_said())

    def _took_said(self) -> tuple[str, ...]:
        if not any(story.case for story in self.stories):
            return ()
        return (f"Rata-rata terbit {self._mean(self.stories)} sejak berkasnya dibuka.",)

    def _covered_said(self) -> tuple[str, ...]:
        return (f"{number(len(self.covered))} acara diliput.",) if self.covered else ()

    def _mean(self, stories: list[Story]) -> str:
        """Return how long stories took in working time, from the opening of their cases."""
        calendar = calendar_of(self.court)
        took = [
            calendar.between(story.case.opened_at, story.published_at)
            for story in stories
            if story.case and story.published_at
        ]
        return f"{duration(sum(took) // len(took), DAY_MINUTES)} kerja" if took else NOTHING

    def figures(self) -> tuple[Figure, ...]:
        if not self.stories:
            return ()
        return (
            Figure(big=number(len(self.stories)), words=f"berita terbit pada {self.period.words}"),
        )

    # ------------------------------------------------------------------------------------ tables
    def by_channel(self) -> tuple[Table, ...]:
        if not self.stories:
            return ()
        found: dict[str, list[Story]] = defaultdict(list)
        for story in self.stories:
            found[self._channel(story)].append(story)
        rows = tuple(self._channel_row(name, stories) for name, stories in sorted(found.items()))
        total = ("Jumlah", *self._channel_row("", self.stories)[1:]) if len(rows) > 1 else ()
        caption = "Publikasi menurut saluran"
        return (Table(caption=caption, columns=CHANNELS, rows=rows, total=total),)

    def _channel(self, story: Story) -> str:
        return story.channel.name if story.channel else "Tanpa saluran"

    def _channel_row(self, name: str, stories: list[Story]) -> Row:
        cases = {story.case_id for story in stories}
        back = sum(case in cases for case, _ in self.returned)
        last = short_at(stories[-1].published_at, self.period, self.tz)
        return name, cell(len(stories)), cell(back), self._mean(stories), last

    def story_table(self) -> tuple[tuple[Table, ...], tuple[str, ...]]:
        """Return the stories one by one; in a longer period, their sums by month."""
        if not self.period.is_month:
            return (self._by_month(),), ()
        rows, more = capped(list(map(self._story, self.stories)), register="daftar Berita")
        table = Table(caption="Berita yang terbit", columns=STORIES, rows=rows)
        return ((table,) if rows else ()), more

    def _story(self, story: Story) -> Row:
        return (
            short_at(story.published_at, self.period, self.tz), short(story.headline, 160),
            self._channel(story), short_day(story.event_on, self.period), story.number or NOTHING,
        )  # fmt: skip

    def _by_month(self) -> Table:
        rows = tuple(
            (month_title(month), *map(cell, self._counts(month)))
            for month in months_in(self.period)
        )
        total = map(cell, (len(self.stories), len(self.returned), len(self.covered)))
        caption = f"Publikasi menurut bulan, {self.period.words}"
        return Table(caption=caption, columns=MONTHLY, rows=rows, total=("Jumlah", *total))

    def _counts(self, month: Period) -> tuple[int, int, int]:
        return (
            sum(month.has(story.published_at, self.tz) for story in self.stories),
            sum(month.has(at, self.tz) for _, at in self.returned),
            sum(month.first <= day <= month.last for day in self.covered),
        )

    def charts(self) -> tuple[Chart, ...]:
        months = months_in(self.period)
        count = Counter(day_at(one.published_at, self.tz).month for one in self.stories
                        if one.published_at)  # fmt: skip
        counts = [count[month.first.month] for month in months]
        values = by_month(months, counts, until=self.until, tz=self.tz)
        names, title = tuple(map(month_head, months)), f"Berita yang terbit, {self.period.words}"
        series = (Series(label="Terbit", values=values),)
        chart = Chart(kind="columns", title=title, names=names, series=series, unit="berita")
        return (chart,) if self.stories else ()

    # -------------------------------------------------------------------------- pictures, hindrance
    def photos(self) -> tuple[Photo, ...]:
        """Return the chosen pictures of what came out: they were meant to be seen."""
        found = StoryPhoto.objects.chosen().filter(story__in=self.stories).select_related("story")
        first: dict[int, StoryPhoto] = {}
        for photo in found.order_by("story__published_at", "story", "number"):
            first.setdefault(photo.story_id, photo)
        return tuple(self._photo(photo) for photo in list(first.values())[:MOST_PHOTOS])

    def _photo(self, photo: StoryPhoto) -> Photo:
        at = photo.story.published_at or self.until
        said = photo.caption or photo.story.headline
        caption = f"{said.rstrip('.')}, terbit {plain_date(day_at(at, self.tz))}"
        return Photo(file=str(photo.file), sha256=photo.sha256, caption=caption)

    def obstacles(self, section: Realisation) -> tuple[str, ...]:
        """Return the stories that have been written for long."""
        old = (
            f"Berita “{short(story.headline, 80)}” belum terbit sejak "
            f"{plain_date(day_at(story.begun_at, self.tz))}."
            for story in self.waiting
            if (section.until - story.begun_at).days >= OLD_DAYS
        )
        return some(old, rest="berita")
