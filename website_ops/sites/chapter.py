"""What the report of a period tells of the sites: how fresh, how visited, what runs out."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Max, Q

from sopti.core.periods import Period, month_before, months_in
from sopti.core.words import listed, month_name, number, plain_date
from sopti.ui.charts import Chart, Series
from sopti.workflow.chapters import BAD, GOOD, OPEN, Chapter, Column, Table
from sopti.workflow.realisation import realisation
from sopti.workflow.telling import (
    NOTHING,
    TONES,
    Row,
    capped,
    cell,
    day_at,
    judged_at,
    lowered,
    month_head,
    month_title,
    short,
    short_day,
    so_many,
    some,
)
from website_ops.renewals.models import Term
from website_ops.sites.enums import NoteKind
from website_ops.sites.models import ContentPart, Site, SiteNote, VisitorMonth

if TYPE_CHECKING:
    from sopti.people.models import Court

KEY = SECTION = "website"
AHEAD = timedelta(days=60)  # as the first reminder of a renewal
FRESH = (
    Column(head="Bagian", wide=3),
    Column(head="Diisi oleh", wide=3),
    Column(head="Batas", kind="number"),
    Column(head="Diperbarui", kind="number"),
    Column(head="Isi terbaru", wide=2),
    Column(head="Sesuai", kind="state"),
)
VISITED = (
    Column(head="Situs", wide=3),
    Column(head="Pengunjung", kind="number"),
    Column(head="Bulan sebelumnya", kind="number"),
    Column(head="Sumber angka", wide=3),
    Column(head="Keadaan", kind="state"),
)
NOTES = (
    Column(head="Tanggal"),
    Column(head="Situs", wide=2),
    Column(head="Kegiatan", wide=2),
    Column(head="Uraian", wide=5),
    Column(head="Biaya", kind="number"),
    Column(head="Hasil", kind="state"),
)
TERMS = (
    Column(head="Layanan", wide=3),
    Column(head="Penyedia", wide=2),
    Column(head="Berlaku sampai"),
    Column(head="Biaya", kind="number"),
    Column(head="Keadaan", kind="state"),
)


def tell(court: Court, period: Period) -> Chapter | None:
    """Return the chapter; None where the SOP has no such table and no site is kept."""
    section = realisation(court, SECTION, period)
    told = _Told(court, period)
    if section.is_empty and told.is_empty:
        return None
    tables, more = told.tables()
    return Chapter(
        key=KEY,
        title="Situs web dan langganan",
        sentences=(*told.sentences(), *section.sentences, *more),
        plan=section.plan,
        tables=(*tables, *section.tables),
        charts=told.charts(),
        photos=section.photos,
        obstacles=(*told.obstacles(), *section.obstacles),
    )


class _Told:
    """The sites of a court in a period; five queries."""

    def __init__(self, court: Court, period: Period) -> None:
        self.period, self.tz, self.until = period, court.tz, judged_at(court, period)
        self.today = day_at(self.until, self.tz)
        self.sites = [
            one
            for one in Site.objects.filter(court=court)
            if one.retired_on is None or one.retired_on >= period.first
        ]
        self.parts = self._parts(court)
        self.visits = self._visits(court)
        self.notes = list(
            SiteNote.objects.filter(site__court=court, on__range=(period.first, period.last))
            .select_related("site")
            .order_by("on", "pk")
        )
        self.terms = self._terms(court)

    def _parts(self, court: Court) -> list[Any]:
        """Return the parts with how often they were renewed, as people had looked by then."""
        within = Q(looks__renewed_on__range=(self.period.first, self.period.last))
        known = Q(looks__at__lt=self.until)
        found = ContentPart.objects.in_use().filter(site__court=court).select_related("site")
        parts: Any = found.annotate(
            renewed=Count("looks__renewed_on", filter=within & known, distinct=True),
            newest=Max("looks__renewed_on", filter=known),
        ).order_by("site__added_at", "site", "name")
        return [one for one in parts if one.newest or one.site.added_at < self.until]

    def _visits(self, court: Court) -> dict[int, dict[date, VisitorMonth]]:
        """Return the counts by site and month, with the year that ends with the period."""
        last = self.period.last.replace(day=1)
        first = min(self.period.first, last.replace(year=last.year - 1))
        rows = VisitorMonth.objects.filter(site__court=court, month__range=(first, last))
        found: dict[int, dict[date, VisitorMonth]] = defaultdict(dict)
        for row in rows:
            found[row.site_id][row.month] = row
        return found

    def _terms(self, court: Court) -> list[Term]:
        """Return what was renewed in the period, and what ends until two months after it."""
        paid = Q(opened_at__gte=self.period.begins(self.tz), opened_at__lt=self.until)
        ends = Q(until__lte=self.period.last + AHEAD) & (
            Q(closed_at=None) | Q(closed_at__gte=self.until)
        )
        found = Term.objects.filter(service__court=court).filter(paid | ends)
        return list(found.select_related("service").order_by("until", "pk"))

    @property
    def is_empty(self) -> bool:
        return not (self.sites or self.notes or self.terms)

    # --------------------------------------------------------------------------------- standings
    def is_old(self, part: Any) -> bool:
        if part.newest is None:
            return True
        limit: date = part.newest + timedelta(days=part.every_days)
        return limit < self.today

    def is_due(self, term: Term) -> bool:
        return term.until <= self.period.last + AHEAD

    # ---------------------------------------------------------------------------------- in words
    def sentences(self) -> tuple[str, ...]:
        told = (self._fresh_said(), self._checks_said(), self._visits_said(), self._terms_said())
        return tuple(filter(None, told))

    def _fresh_said(self) -> str:
        if not self.parts:
            return "Belum ada bagian situs yang dijaga kesegarannya."
        old = [part.name for part in self.parts if self.is_old(part)]
        count = number(len(self.parts))
        if not old:
            return f"{count} bagian situs dijaga dan semuanya diperbarui dalam batasnya."
        return f"{number(len(old))} dari {count} bagian situs melewati batasnya: {listed(old)}."

    def _checks_said(self) -> str:
        checks = [one for one in self.notes if one.kind == NoteKind.CHECK]
        if not checks:
            return ""
        bad = so_many(sum(one.is_good is False for one in checks), "menemukan masalah")
        return f"Situs diperiksa {number(len(checks))} kali; {bad}."

    def _visits_said(self) -> str:
        months = {month.first for month in months_in(self.period)}
        counts = [
            row.visitors for by_month in self.visits.values() for day, row in by_month.items()
            if day in months
        ]  # fmt: skip
        if not counts:
            return f"Jumlah pengunjung {self.period.words} belum dicatat." if self.sites else ""
        return f"{number(sum(counts))} pengunjung situs dicatat pada {self.period.words}."

    def _terms_said(self) -> str:
        due = [term for term in self.terms if self.is_due(term)]
        if not due:
            return ""
        cost = sum(term.cost for term in due)
        limit = plain_date(self.period.last + AHEAD)
        return (
            f"{number(len(due))} langganan habis sampai {limit}; biaya terakhirnya "
            f"Rp{number(cost)}."
        )

    # ------------------------------------------------------------------------------------ tables
    def tables(self) -> tuple[list[Table], tuple[str, ...]]:
        tables: list[Table] = []
        said: tuple[str, ...] = ()
        visited = [*self._visited()] if self.period.is_month else []
        for caption, columns, rows in (
            ("Kesegaran isi situs", FRESH, map(self._part, self.parts)),
            (f"Pengunjung {self.period.words}", VISITED, iter(visited)),
            ("Pemeliharaan situs", NOTES, map(self._note, self._telling_notes())),
            ("Langganan yang dibayar dan yang akan habis", TERMS, map(self._term, self.terms)),
        ):
            kept, more = capped(list(rows), register="menu Situs dan media")
            said += more
            if kept:
                tables.append(Table(caption=caption, columns=columns, rows=kept))
        return [*tables, *self._visited_by_month()], said

    def _part(self, part: Any) -> Row:
        newest = short_day(part.newest, self.period)
        late = f"{BAD}usang" if part.newest else f"{BAD}belum dilihat"
        return (
            part.name, part.unit, f"{number(part.every_days)} hari", cell(part.renewed), newest,
            late if self.is_old(part) else f"{GOOD}baru",
        )  # fmt: skip

    def _visited(self) -> list[Row]:
        month = self.period.first
        found = ((site, self.visits[site.pk].get(month)) for site in self.sites)
        return [self._visits_of(site, row) for site, row in found if row is not None]

    def _visits_of(self, site: Site, row: VisitorMonth) -> Row:
        before = self.visits[site.pk].get(month_before(row.month))
        state = f"{BAD}mencurigakan" if row.is_suspicious else f"{GOOD}wajar"
        return (
            site.name, cell(row.visitors), cell(before.visitors) if before else NOTHING,
            row.source, state,
        )  # fmt: skip

    def _visited_by_month(self) -> tuple[Table, ...]:
        shown = [site for site in self.sites if self.visits[site.pk]]
        if self.period.is_month or not shown:
            return ()
        columns = (
            Column(head="Bulan", wide=2), *(Column(head=one.name, kind="number") for one in shown)
        )  # fmt: skip
        rows = tuple(
            (month_title(month), *(self._count(site, month) for site in shown))
            for month in months_in(self.period)
        )
        caption = f"Pengunjung menurut bulan, {self.period.words}"
        return (Table(caption=caption, columns=columns, rows=rows),)

    def _count(self, site: Site, month: Period) -> str:
        row = self.visits[site.pk].get(month.first)
        return cell(row.visitors) if row else NOTHING

    def _telling_notes(self) -> list[SiteNote]:
        """Return the notes one by one; of a longer period, not the checks that found nothing."""
        if self.period.is_month:
            return self.notes
        return [one for one in self.notes if one.kind != NoteKind.CHECK or one.is_good is False]

    def _note(self, one: SiteNote) -> Row:
        marks = {True: f"{GOOD}baik", False: f"{BAD}bermasalah", None: f"{OPEN}dicatat"}
        road = f" ({lowered(one.get_road_display())})" if one.road else ""
        return (
            short_day(one.on, self.period), one.site.name, f"{one.get_kind_display()}{road}",
            short(one.words, 200), f"Rp{number(one.cost)}" if one.cost else NOTHING,
            marks[one.is_good],
        )  # fmt: skip

    def _term(self, term: Term) -> Row:
        return (
            term.service.name, term.provider, f"{term.until:%d-%m-%Y}", f"Rp{number(term.cost)}",
            self._term_state(term),
        )  # fmt: skip

    def _term_state(self, term: Term) -> str:
        left = (term.until - self.today).days
        if not self.is_due(term):
            return f"{GOOD}dibayar"
        return f"{OPEN}sisa {number(left)} hari" if left >= 0 else f"{BAD}habis"

    # ------------------------------------------------------------------------------------ charts
    def charts(self) -> tuple[Chart, ...]:
        """Draw the visitors of the year that ends with the period, site by site."""
        last = self.period.last
        months = months_in(Period(_eleven_months_before(last), last))
        shown = [site for site in self.sites if self.visits[site.pk]]
        if not shown:
            return ()
        series = tuple(
            Series(label=site.name, values=self._line(site, months), tone=tone)
            for site, tone in zip(shown, TONES, strict=False)
        )
        title = f"Pengunjung, {month_name(months[0].first)} sampai {month_name(last)}"
        names = tuple(map(month_head, months))
        return (Chart(kind="lines", title=title, names=names, series=series, unit="pengunjung"),)

    def _line(self, site: Site, months: list[Period]) -> tuple[float | None, ...]:
        rows = (self.visits[site.pk].get(month.first) for month in months)
        return tuple(float(row.visitors) if row else None for row in rows)

    # -------------------------------------------------------------------------------- what hinders
    def obstacles(self) -> tuple[str, ...]:
        old = (self._old_said(part) for part in self.parts if self.is_old(part))
        over = (
            f"Langganan {term.service} habis {plain_date(term.until)} dan belum diperpanjang."
            for term in self.terms
            if self.is_due(term) and term.until < self.today
        )
        bad = (
            f"{one.site}, {plain_date(one.on)}: {short(one.words).rstrip('.')}."
            for one in self.notes
            if one.is_good is False
        )
        return (
            *some(old, rest="bagian situs"), *some(over, rest="langganan"),
            *some(bad, rest="catatan situs"),
        )  # fmt: skip

    def _old_said(self, part: Any) -> str:
        if part.newest is None:
            return f"{part.name} ({part.unit}) belum pernah dilihat."
        limit = number(part.every_days)
        newest = plain_date(part.newest)
        return f"{part.name} ({part.unit}) terakhir diperbarui {newest}; batasnya {limit} hari."


def _eleven_months_before(day: date) -> date:
    year, month = divmod(day.year * 12 + day.month - 12, 12)
    return date(year, month + 1, 1)
