"""The demonstration's programmes: last year's, this year's, and next year's with its proposals.

Rows are written as they would have become, without lines in the record: the record of the
demonstration begins with its cases. A court that has any programme is left as it is.
"""

from __future__ import annotations

import tomllib
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Literal

from django.conf import settings
from pydantic import BaseModel, ConfigDict

from requests.policy.dates import end_of
from requests.policy.decrees import texts
from requests.policy.decrees.actions import CODE, digest_of
from requests.policy.decrees.enums import DecreeState
from requests.policy.decrees.models import Decree
from requests.policy.decrees.papers import Signer, paper_of
from requests.policy.enums import Area, ProgrammeState, Progress, ProposalState, Quarter
from requests.policy.models import Programme, ProgrammeItem, Proposal, ProposalWindow
from requests.regulations.seed import fill_missing
from sopti.people.models import Court, User
from sopti.workflow.register import next_sequence, written

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

FILE = settings.BASE_DIR / "fixtures" / "demo_programme.toml"
NINE = time(9)
WINDOW_BEGAN, WINDOW_ENDS = timedelta(days=18), timedelta(days=8)
SHARE = (96, 100, 92, 88)  # of a budget that was spent, in per cent


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Item(Part):
    area: Area
    activity: str
    aim: str
    output: str
    quarter: Quarter
    role: str
    budget: int


class Wanted(Part):
    by: str
    area: Area
    title: str
    reason: str
    amount: int | None = None
    decision: Literal["menunggu", "dimuat", "digabung", "tidak-dimuat"]
    answer: str = ""


class ProgrammeFile(Part):
    items: tuple[Item, ...]
    proposals: tuple[Wanted, ...]


def load(at: datetime) -> str:
    """Write three years of programmes for every demonstration court that has none."""
    fill_missing(at=at)
    told = ProgrammeFile.model_validate(tomllib.loads(FILE.read_text(encoding="utf-8")))
    before = Programme.objects.count()
    for court in Court.objects.on_show().filter(programmes=None):
        _Years(court, told, at).fill()
    return f"{Programme.objects.count() - before} program kerja"


class _Years:
    """One court while its programmes are written."""

    def __init__(self, court: Court, told: ProgrammeFile, at: datetime) -> None:
        self.court, self.told, self.at = court, told, at
        self.tz: ZoneInfo = court.tz
        self.today = at.astimezone(court.tz).date()
        self.people = {person.username.rpartition(".")[0]: person for person in court.people.all()}
        holding = User.objects.holding
        self.holders = {
            role: holding(role, court=court, on=self.today).order_by("pk").first()
            for role in ("ketua", "kasubag_ptip", "operator_ti")
        }

    def fill(self) -> None:
        year = self.today.year
        self._past(year - 1)
        self._past(year)
        self._next(year + 1)

    def _past(self, year: int) -> None:
        day = min(date(year, 1, 12), self.today)
        programme = self._programme(year, ProgrammeState.IN_FORCE, day)
        for place, item in enumerate(self.told.items):
            self._item(programme, item, place)
        self._decree(programme, day)

    def _next(self, year: int) -> None:
        programme = self._programme(year, ProgrammeState.DRAFT, None)
        for place, item in enumerate(self.told.items[:6]):
            self._item(programme, item, place)
        begun = self.today - WINDOW_BEGAN
        window = ProposalWindow.objects.create(
            court=self.court,
            year=year,
            opens_on=begun,
            closes_on=self.today + WINDOW_ENDS,
            note="Utamakan yang menyangkut pelayanan; sebutkan perkiraan biayanya.",
            by=self.holders["kasubag_ptip"],
            at=self._moment(begun),
            opened_told_at=self._moment(begun),
        )
        for place, wanted in enumerate(self.told.proposals):
            self._proposal(window, programme, wanted, place)

    def _programme(self, year: int, state: ProgrammeState, on: date | None) -> Programme:
        made: Programme = Programme.objects.create(
            court=self.court,
            year=year,
            state=state,
            stipulated_on=on,
            training="Pelatihan keamanan informasi dan administrasi server.",
            begun_by=self.holders["kasubag_ptip"],
            begun_at=self._moment(min(date(year - 1, 11, 10), self.today)),
        )
        return made

    def _item(self, programme: Programme, told: Item, place: int) -> ProgrammeItem:
        ends = end_of(programme.year, told.quarter)
        planned = programme.state == ProgrammeState.DRAFT
        is_over = not planned and ends < self.today
        runs = not planned and not is_over and ends - timedelta(days=92) <= self.today
        progress = Progress.DONE if is_over else Progress.RUNNING if runs else Progress.NOT_YET
        return ProgrammeItem.objects.create(
            programme=programme,
            order=place + 1,
            person=self.holders.get(told.role),
            progress=progress,
            done_on=ends - timedelta(days=7 + 3 * place) if is_over else None,
            spent=told.budget * SHARE[place % len(SHARE)] // 100 or None if is_over else None,
            told_at=self.at if is_over else None,
            **told.model_dump(exclude={"role"}),
        )

    def _proposal(
        self, window: ProposalWindow, programme: Programme, told: Wanted, place: int
    ) -> None:
        person = self.people.get(told.by) or self.people["pegawai"]
        filed = self._moment(window.opens_on + timedelta(days=place + 1), minutes=35 * place)
        state = ProposalState(told.decision)
        item = {
            ProposalState.TAKEN: lambda: self._of_proposal(programme, told, place),
            ProposalState.MERGED: programme.items.first,
        }.get(state, lambda: None)()
        is_open = state == ProposalState.WAITING
        Proposal.objects.create(
            window=window,
            by=person,
            unit=person.unit or "Pimpinan",
            filed_at=filed,
            state=state,
            item=item,
            decided_by=None if is_open else self.holders["kasubag_ptip"],
            decided_at=None if is_open else filed + timedelta(days=2),
            **told.model_dump(exclude={"by", "decision"}),
        )

    def _of_proposal(self, programme: Programme, told: Wanted, place: int) -> ProgrammeItem:
        item: ProgrammeItem = ProgrammeItem.objects.create(
            programme=programme,
            order=20 + place,
            area=told.area,
            activity=told.title,
            aim=told.reason[:300],
            quarter=Quarter.SECOND,
            budget=told.amount or 0,
        )
        return item

    def _decree(self, programme: Programme, day: date) -> None:
        """Write the signed decree of the programme, sealed like every other."""
        head = self.holders["ketua"]
        if head is None:
            return
        sequence = next_sequence(self.court, CODE, day.year)
        template = texts.TEMPLATES[0]
        begun = texts.begun(template, self.court, programme.year, at=self.at)
        decree = Decree.objects.create(
            court=self.court,
            programme_year=programme.year,
            drafted_by=self.holders["kasubag_ptip"],
            drafted_at=self._moment(day),
            **begun,
        )
        decree.bases.set(texts.usual_bases(self.court, at=self.at))
        decree.sequence, decree.year, decree.dated_on = sequence, day.year, day
        decree.number = written(sequence, CODE, self.court, day.year)
        decree.sealed = paper_of(decree, signer=Signer(str(head), head.nip, "Ketua"))
        decree.digest = digest_of(decree.sealed)
        decree.signed_by, decree.signed_at = head, self._moment(day)
        decree.state = DecreeState.SIGNED
        decree.save()

    def _moment(self, day: date, *, minutes: int = 0) -> datetime:
        moment = datetime.combine(day, NINE, self.tz) + timedelta(minutes=minutes)
        return min(moment, self.at)
