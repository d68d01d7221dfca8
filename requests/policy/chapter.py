"""What the report of a period tells of policy: the programme's realisation, decrees, proposals."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from django.db.models import Q

from requests.policy.decrees.models import Decree
from requests.policy.enums import Progress, ProposalState, Quarter
from requests.policy.models import Programme, ProgrammeItem, Proposal, Strategy
from requests.policy.pages import LAST_MONTH, Totals, is_late, rupiah, totals_of
from requests.regulations.models import Regulation
from sopti.core.words import listed, number, plain_date
from sopti.workflow.chapters import BAD, GOOD, OPEN, Chapter, Column, Plan, Table
from sopti.workflow.realisation import realisation
from sopti.workflow.telling import (
    NOTHING,
    Row,
    capped,
    day_at,
    judged_at,
    lowered,
    share,
    short,
    short_at,
    short_day,
    some,
)

if TYPE_CHECKING:
    from sopti.core.periods import Period
    from sopti.people.models import Court

KEY = SECTION = "policy"
ITEMS = (
    Column(head="Kegiatan", wide=5),
    Column(head="Bidang", wide=2),
    Column(head="Waktu", wide=2),
    Column(head="Anggaran", kind="number"),
    Column(head="Realisasi", kind="number"),
    Column(head="Keadaan", kind="state"),
)
DECREES = (
    Column(head="Nomor", wide=3),
    Column(head="Tanggal"),
    Column(head="Tentang", wide=6),
)
PROPOSALS = (
    Column(head="Masuk"),
    Column(head="Unit", wide=3),
    Column(head="Yang diusulkan", wide=4),
    Column(head="Perkiraan biaya", kind="number"),
    Column(head="Keputusan", kind="state"),
)


def tell(court: Court, period: Period) -> Chapter | None:
    """Return the chapter; None where the SOP has no such table and nothing was planned."""
    section = realisation(court, SECTION, period)
    told = _Told(court, period)
    if section.is_empty and told.is_empty:
        return None
    tables, more = told.tables()
    return Chapter(
        key=KEY,
        title="Perumusan kebijakan dan program kerja",
        sentences=(*told.sentences(), *section.sentences, *more),
        plan=told.plan() or section.plan,
        tables=(*tables, *section.tables),
        photos=section.photos,
        obstacles=(*told.obstacles(), *section.obstacles),
    )


class _Told:
    """The programme of the year and what was decided in the period; six queries."""

    def __init__(self, court: Court, period: Period) -> None:
        self.period, self.tz, self.until = period, court.tz, judged_at(court, period)
        self.today = day_at(self.until, self.tz)
        self.year = period.first.year
        within = {"gte": period.begins(self.tz), "lt": self.until}
        self.programme = Programme.objects.filter(court=court, year=self.year).first()
        self.items = list(
            ProgrammeItem.objects.filter(programme__court=court, programme__year=self.year)
        )
        self.decrees = list(
            Decree.objects.signed()
            .filter(court=court, **{f"signed_at__{key}": at for key, at in within.items()})
            .order_by("dated_on", "sequence")
        )
        filed = Q(**{f"filed_at__{key}": at for key, at in within.items()})
        decided = Q(**{f"decided_at__{key}": at for key, at in within.items()})
        self.proposals = list(
            Proposal.objects.filter(filed | decided, window__court=court).order_by("filed_at", "pk")
        )
        self.strategies = list(
            Strategy.objects.filter(court=court, stipulated_on__range=(period.first, period.last))
        )
        self.regulations = Regulation.objects.filter(
            court=court,
            added_by__isnull=False,
            **{f"added_at__{key}": at for key, at in within.items()},
        ).count()

    @property
    def is_empty(self) -> bool:
        return not (self.items or self.decrees or self.proposals or self.strategies)

    def was_due(self, item: ProgrammeItem) -> bool:
        """Tell whether the activity had to be done by the end of the period."""
        last = self.period.last
        over = (self.year, LAST_MONTH[item.quarter]) <= (last.year, last.month)
        return over and item.progress != Progress.DROPPED

    def plan(self) -> Plan | None:
        """Return what the programme wanted by the end of the period, and what of it was done."""
        due = [item for item in self.items if self.was_due(item)]
        if not due:
            return None
        done = [item for item in due if item.progress == Progress.DONE]
        late = sum(self._was_late(item) for item in done)
        return Plan(planned=len(due), done=len(done), late=late)

    def _was_late(self, item: ProgrammeItem) -> bool:
        on = item.done_on
        return on is not None and (on.year, on.month) > (self.year, LAST_MONTH[item.quarter])

    # ---------------------------------------------------------------------------------- in words
    def sentences(self) -> tuple[str, ...]:
        told = (
            self._programme_said(), self._money_said(), self._decrees_said(),
            self._proposals_said(),
            *(f"Rencana strategis {one.period} ditetapkan {plain_date(one.stipulated_on)}."
              for one in self.strategies if one.stipulated_on),
            f"{number(self.regulations)} peraturan ditambahkan ke himpunan."
            if self.regulations else "",
        )  # fmt: skip
        return tuple(filter(None, told))

    def _programme_said(self) -> str:
        if self.programme is None or not self.items:
            return f"Program kerja TI {self.year} belum disusun."
        state = self.programme.get_state_display().lower()
        return f"Program kerja TI {self.year} ({state}): {self._totals().said}"

    def _totals(self) -> Totals:
        return totals_of(self.items, year=self.year, today=self.today)

    def _money_said(self) -> str:
        totals = self._totals()
        if not totals.budget:
            return ""
        spent = share(totals.spent, totals.budget)
        return f"Anggaran {rupiah(totals.budget)}, terpakai {rupiah(totals.spent)} ({spent})."

    def _decrees_said(self) -> str:
        if not self.decrees:
            return f"Tidak ada surat keputusan yang ditetapkan pada {self.period.words}."
        return f"{number(len(self.decrees))} surat keputusan ditetapkan pada {self.period.words}."

    def _proposals_said(self) -> str:
        if not self.proposals:
            return ""
        states = Counter(ProposalState(one.state) for one in self.proposals)
        told = [f"{number(count)} {lowered(state.label)}" for state, count in states.items()]
        return f"{number(len(self.proposals))} usulan program masuk atau diputus: {listed(told)}."

    # ------------------------------------------------------------------------------------ tables
    def tables(self) -> tuple[list[Table], tuple[str, ...]]:
        tables: list[Table] = []
        said: tuple[str, ...] = ()
        for caption, columns, rows, total in (
            (f"Program kerja TI {self.year}", ITEMS, map(self._item, self.items), self._total()),
            ("Surat keputusan yang ditetapkan", DECREES, map(self._decree, self.decrees), ()),
            ("Usulan program", PROPOSALS, map(self._proposal, self.proposals), ()),
        ):
            kept, more = capped(list(rows), register="menu Kebijakan")
            said += more
            if kept:
                tables.append(Table(caption=caption, columns=columns, rows=kept, total=total))
        return tables, said

    def _item(self, item: ProgrammeItem) -> Row:
        return (
            short(item.activity, 200), item.get_area_display(), Quarter(item.quarter).label,
            rupiah(item.budget or None), rupiah(item.spent), self._item_state(item),
        )  # fmt: skip

    def _item_state(self, item: ProgrammeItem) -> str:
        if item.progress == Progress.DONE:
            day = f" {short_day(item.done_on, self.period)}" if item.done_on else ""
            return f"{GOOD}selesai{day}"
        late = is_late(item, year=self.year, today=self.today)
        return f"{BAD if late else OPEN}{lowered(item.get_progress_display())}"

    def _total(self) -> Row:
        budget = sum(item.budget for item in self.items)
        spent = sum(item.spent or 0 for item in self.items)
        return ("Jumlah", "", "", rupiah(budget or None), rupiah(spent or None), "")

    def _decree(self, one: Decree) -> Row:
        return one.number, short_day(one.dated_on, self.period), short(one.title, 200)

    def _proposal(self, one: Proposal) -> Row:
        marks = {ProposalState.WAITING: OPEN, ProposalState.DECLINED: BAD}
        is_decided = one.decided_at is not None and one.decided_at < self.until
        state = ProposalState(one.state) if is_decided else ProposalState.WAITING
        return (
            short_at(one.filed_at, self.period, self.tz), one.unit or NOTHING, short(one.title),
            rupiah(one.amount), f"{marks.get(state, GOOD)}{lowered(state.label)}",
        )  # fmt: skip

    # -------------------------------------------------------------------------------- what hinders
    def obstacles(self) -> tuple[str, ...]:
        late = (
            f"Kegiatan program “{short(item.activity, 90)}” ({Quarter(item.quarter).label}) "
            f"{lowered(item.get_progress_display())}."
            for item in self.items
            if is_late(item, year=self.year, today=self.today)
        )
        return some(late, rest="kegiatan program")
