"""What the pages of programmes and proposals show, gathered in few queries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q

from requests.policy import rules
from requests.policy.decrees.models import Decree
from requests.policy.enums import ProgrammeState, Progress, ProposalState, Quarter
from requests.policy.models import Programme, Proposal, ProposalWindow, Strategy
from sopti.core.words import number, plain_date
from sopti.workflow.rules import may_see

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from requests.policy.models import ProgrammeItem
    from sopti.people.models import User
    from sopti.workflow.models import Case

TONES = {
    ProgrammeState.DRAFT: "",
    ProgrammeState.PROPOSED: "tag--gold",
    ProgrammeState.IN_FORCE: "tag--green",
}
PROGRESS_TONES = {
    Progress.NOT_YET: "",
    Progress.RUNNING: "tag--gold",
    Progress.DONE: "tag--green",
    Progress.DROPPED: "tag--red",
}
PROPOSAL_TONES = {
    ProposalState.WAITING: "tag--gold",
    ProposalState.TAKEN: "tag--green",
    ProposalState.MERGED: "tag--green",
    ProposalState.DECLINED: "tag--red",
}
LAST_MONTH = {0: 12, 1: 3, 2: 6, 3: 9, 4: 12}
LATEST_DECREES = 5
NOTHING = "\N{EN DASH}"


@dataclass(frozen=True)
class ItemRow:
    item: ProgrammeItem
    tone: str
    is_late: bool
    may_note: bool


@dataclass(frozen=True)
class Part:
    """The activities of one quarter."""

    head: str
    rows: list[ItemRow]
    budget: int


@dataclass(frozen=True)
class Totals:
    """Plan and realisation of some activities."""

    count: int
    done: int
    running: int
    dropped: int
    late: int
    budget: int
    spent: int

    @property
    def said(self) -> str:
        if not self.count:
            return "Belum ada kegiatan."
        late = f", {number(self.late)} terlambat" if self.late else ""
        return f"{number(self.done)} dari {number(self.count)} kegiatan selesai{late}."

    @property
    def percent(self) -> int:
        return round(100 * self.done / self.count) if self.count else 0

    @property
    def percent_spent(self) -> int:
        return round(100 * self.spent / self.budget) if self.budget else 0


def rupiah(amount: int | None) -> str:
    return NOTHING if amount is None else f"Rp{number(amount)}"


def is_late(item: ProgrammeItem, *, year: int, today: date) -> bool:
    """Tell whether the activity's quarter is over and it is not."""
    open_still = item.progress in {Progress.NOT_YET, Progress.RUNNING}
    return open_still and (year, LAST_MONTH[item.quarter]) < (today.year, today.month)


def totals_of(items: Iterable[ProgrammeItem], *, year: int, today: date) -> Totals:
    every = list(items)
    of_state = {state: [one for one in every if one.progress == state] for state in Progress}
    return Totals(
        count=len(every),
        done=len(of_state[Progress.DONE]),
        running=len(of_state[Progress.RUNNING]),
        dropped=len(of_state[Progress.DROPPED]),
        late=sum(is_late(one, year=year, today=today) for one in every),
        budget=sum(one.budget for one in every),
        spent=sum(one.spent or 0 for one in every),
    )


def overview_page(user: User, *, today: date) -> dict[str, Any]:
    """Return the programmes of the court with their sums, the window, the strategy, the decrees."""
    programmes = list(Programme.objects.visible_to(user).prefetch_related("items"))
    windows = list(ProposalWindow.objects.visible_to(user))
    stipulated = Strategy.objects.visible_to(user).exclude(stipulated_on=None)
    strategy = stipulated.select_related("case").first()
    return {
        "rows": [
            (one, TONES[ProgrammeState(one.state)], _money(one, today=today)) for one in programmes
        ],
        "windows": _windows(windows, user, today=today),
        "strategy": strategy,
        "strategy_case": strategy.case if strategy and may_see(user, strategy.case) else None,
        "decrees": list(Decree.objects.visible_to(user)[:LATEST_DECREES]),
        "next_year": _next_year(programmes, today=today),
        "may_plan": rules.why_not_plan(user) is None,
        "may_set_window": rules.why_not_set_window(user) is None,
    }


def _money(programme: Programme, *, today: date) -> Totals:
    return totals_of(programme.items.all(), year=programme.year, today=today)


def _windows(
    windows: list[ProposalWindow], user: User, *, today: date
) -> list[tuple[ProposalWindow, str, bool]]:
    """Return the windows that are open or to come, in words, and whether this person may file."""
    return [
        (
            one,
            _window_words(one, today=today),
            rules.why_not_propose(user, one, today=today) is None,
        )
        for one in windows
        if one.closes_on >= today
    ]


def _window_words(window: ProposalWindow, *, today: date) -> str:
    if today < window.opens_on:
        return f"dibuka {plain_date(window.opens_on)} sampai {plain_date(window.closes_on)}"
    days = (window.closes_on - today).days
    left = "hari ini hari terakhir" if not days else f"{number(days)} hari lagi"
    return f"ditutup {plain_date(window.closes_on)}, {left}"


def _next_year(programmes: list[Programme], *, today: date) -> int:
    taken = {one.year for one in programmes}
    return next(year for year in range(today.year, today.year + 100) if year not in taken)


def programme_page(programme: Programme, *, viewer: User, today: date) -> dict[str, Any]:
    """Return one year's programme by quarter, plan beside realisation."""
    items = list(programme.items.select_related("person").annotate(asked=Count("proposals")))
    for item in items:
        item.programme = programme
    totals = totals_of(items, year=programme.year, today=today)
    return {
        "programme": programme,
        "case": _newest_case(programme, viewer),
        "tone": TONES[ProgrammeState(programme.state)],
        "parts": _parts(items, programme, viewer=viewer, today=today),
        "totals": totals,
        "sums": [
            ("Anggaran", rupiah(totals.budget)),
            ("Realisasi", f"{rupiah(totals.spent)} ({totals.percent_spent}%)"),
            ("Selesai", f"{totals.done} dari {totals.count} kegiatan ({totals.percent}%)"),
            ("Terlambat", f"{totals.late} kegiatan"),
        ],
        "why_not_change": rules.why_not_change(viewer, programme),
        "proposals": _counted(programme),
        "texts": [
            (label, text)
            for label, text in (
                ("Data yang dihimpun", programme.background),
                ("Pelatihan dan edukasi yang dibutuhkan", programme.training),
                ("Kebutuhan perangkat dan biaya", programme.needs),
                ("Monitoring dan evaluasi", programme.evaluation),
                ("Tindak lanjut", programme.follow_up),
            )
            if text
        ],
    }


def _newest_case(programme: Programme, viewer: User) -> Case | None:
    newest = programme.cases.select_related("case").defer("case__detail").first()
    return newest.case if newest and may_see(viewer, newest.case) else None


def _parts(
    items: Sequence[ProgrammeItem], programme: Programme, *, viewer: User, today: date
) -> list[Part]:
    may_plan = rules.why_not_plan(viewer) is None
    parts = []
    for quarter in (1, 2, 3, 4, 0):
        mine = [item for item in items if item.quarter == quarter]
        rows = [
            ItemRow(
                item,
                PROGRESS_TONES[Progress(item.progress)],
                is_late(item, year=programme.year, today=today),
                programme.was_stipulated and (may_plan or item.person_id == viewer.pk),
            )
            for item in mine
        ]
        if rows:
            parts.append(Part(Quarter(quarter).label, rows, sum(one.budget for one in mine)))
    return parts


def _counted(programme: Programme) -> dict[str, int]:
    found = Proposal.objects.filter(window__court=programme.court_id, window__year=programme.year)
    return found.aggregate(
        total=Count("pk"), waiting=Count("pk", filter=Q(state=ProposalState.WAITING))
    )


# ------------------------------------------------------------------------------------- proposals
def proposals_page(user: User, year: int, *, today: date) -> dict[str, Any]:
    """Return the proposals of a year: what waits first."""
    window = ProposalWindow.objects.visible_to(user).filter(year=year).first()
    found = list(window.proposals.for_pages()) if window else []
    rows = [(one, PROPOSAL_TONES[ProposalState(one.state)], rupiah(one.amount)) for one in found]
    return {
        "window": window,
        "words": _window_words(window, today=today) if window and window.closes_on >= today else "",
        "rows": sorted(rows, key=lambda row: not row[0].is_waiting),
        "waiting": sum(one.is_waiting for one in found),
        "year": year,
        "why_not_propose": rules.why_not_propose(user, window, today=today) if window else "",
        "may_decide": rules.why_not_set_window(user) is None,
    }


def proposal_page(proposal: Proposal, *, viewer: User) -> dict[str, Any]:
    """Return one proposal with what the viewer may do to it."""
    facts = [
        ("Unit kerja", proposal.unit),
        ("Pengusul", str(proposal.by)),
        ("Bidang", proposal.get_area_display()),
        ("Perkiraan biaya", rupiah(proposal.amount)),
        ("Untuk program", str(proposal.window.year)),
    ]
    return {
        "proposal": proposal,
        "facts": facts,
        "tone": PROPOSAL_TONES[ProposalState(proposal.state)],
        "why_not_decide": rules.why_not_decide(viewer, proposal),
        "may_withdraw": rules.why_not_withdraw(viewer, proposal) is None,
        "may_reconsider": rules.why_not_reconsider(viewer, proposal) is None,
    }
