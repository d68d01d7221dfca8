"""The demonstration's cases: made by the real deeds, with moments in the past three weeks.

What people do stands in `fixtures/demo_cases.toml`. Each story is timed backwards from now in
working minutes, then all deeds of a court are done in the order of their moments, so that the
record reads like one that grew.
"""

from __future__ import annotations

import tomllib
from collections import deque
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property, partial
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.timezone import localtime

from requests.actions import Wish, file_request
from requests.demo_file import Act, DemoFile, Story
from requests.dispositions import actions as dispositions
from requests.dispositions.rules import receivers
from requests.relations import actions as relations
from requests.worklog import actions as worklog
from sopti.core.errors import Refusal
from sopti.notifications.actions import mark_read
from sopti.people.models import Appointment, Court, User
from sopti.people.worktime import calendar_of
from sopti.sop.enums import EditionStatus
from sopti.sop.models import Document, Edition
from sopti.workflow import actions, deeds
from sopti.workflow.actions.steps import Work
from sopti.workflow.models import Case, Task
from sopti.workflow.registry import demo_deeds
from sopti.workflow.sopfields import stored

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from datetime import date, datetime

    from sopti.people.worktime import WorkCalendar

FILE = settings.BASE_DIR / "fixtures" / "demo_cases.toml"
FILES = settings.BASE_DIR / "fixtures" / "demo_files"
IN_FORCE_SINCE = timedelta(days=45)
ROUTINE_SINCE = 15 * 450  # working minutes: the calendar's cases are the oldest
READ_SINCE = 450


def refuse_real_installation() -> None:
    """Refuse where people work who did not come with the demonstration."""
    if User.objects.filter(is_demo=True).exists():
        return
    others = User.objects.count()
    if others or Case.objects.exists():
        raise Refusal(
            f"Peragaan tidak dimuat: di sini sudah ada {others} akun yang bukan akun peragaan. "
            "Pakai folder data lain (SOPTI_VAR) untuk mencoba peragaan."
        )


def put_editions_in_force(*, at: datetime, since: datetime | None = None) -> int:
    """Put the first edition of every document into force, as if it had been weeks ago."""
    since, count = since or at - IN_FORCE_SINCE, 0
    documents = Document.objects.exclude(editions__status=EditionStatus.IN_FORCE)
    for document in documents.filter(court__people__is_demo=True).distinct():
        edition = document.editions.latest("number")
        edition.loaded_at = since - timedelta(days=7)
        edition.save(update_fields=["loaded_at"])
        actions.put_in_force(edition.pk, by=None, at=since)
        count += 1
    return count


def make_cases(*, at: datetime, despite: Collection[Court] = ()) -> int:
    """Make the cases of every court that has none yet, and say how many.

    `despite` names courts that have an invented past already.
    """
    told = DemoFile.model_validate(read_file())
    before = Case.objects.count()
    courts = [
        court
        for court in Court.objects.order_by("key")
        if court in despite or not court.cases.exists()
    ]
    courts = [court for court in courts if court.key in told.courts]
    stages = [Stage(court, told, at=at) for court in courts]
    if stages:
        routine_at = _moment_back(stages[0].calendar, at, ROUTINE_SINCE)
        for stage in stages:
            stage.play(until=routine_at)
        actions.open_routine_cases(at=routine_at)
    for stage in stages:
        stage.play()
    return Case.objects.count() - before


def read_file() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


# -------------------------------------------------------------------------------------- moments
def _moment_back(calendar: WorkCalendar, end: datetime, minutes: int) -> datetime:
    """Return the moment from which so many working minutes passed until `end`."""
    day = end.astimezone(calendar.zone).date()
    while True:
        for opens, closes in reversed(calendar.intervals(day)):
            length = int((min(closes, end) - opens).total_seconds() // 60)
            if length >= minutes:
                return min(closes, end) - timedelta(minutes=minutes)
            minutes -= max(length, 0)
        day -= timedelta(days=1)


# --------------------------------------------------------------------------------------- people
def _as_of(person: User, day: date) -> User:
    """Return the person with the roles of that day, which the rules ask for."""
    person = User.objects.select_related("court").get(pk=person.pk)
    held = Appointment.objects.in_force(day).filter(user=person, court=person.court)
    vars(person)["appointments_today"] = list(held.select_related("role"))
    return person


# ---------------------------------------------------------------------------------------- deeds
@dataclass
class _Deed:
    at: datetime
    do: Callable[[datetime], None]


class Stage:
    """One court, its calendar, its people, and the stories that are played there."""

    def __init__(self, court: Court, told: DemoFile, *, at: datetime) -> None:
        self.court, self.told, self.now = court, told, at
        self.here = told.courts[court.key]
        self.calendar = calendar_of(court)
        self.account = next(iter(court.people.filter(is_demo=True))).username.rpartition(".")[2]

    def play(self, *, until: datetime | None = None) -> None:
        """Do what was not done yet, in the order of its moments, and nothing after `until`.

        What would be in the future is left for whoever tries it out.
        """
        until = until or self.now
        while self._waiting and self._waiting[0].at <= until:
            deed = self._waiting.popleft()
            deed.do(deed.at)

    @cached_property
    def _waiting(self) -> deque[_Deed]:
        acts = [deed for story in self.here.cases for deed in self._deeds(_Run(self, story))]
        acts.append(_Deed(_moment_back(self.calendar, self.now, READ_SINCE), self._read_news))
        acts += [_Deed(at, do) for at, do in demo_deeds(self.court, at=self.now)]
        return deque(sorted(acts, key=attrgetter("at")))

    def play_alone(self, story: Story) -> Case:
        """Play one story from its beginning to its end, as if nothing else happened."""
        run = _Run(self, story)
        for deed in self._deeds(run):
            deed.do(deed.at)
        return run.opened

    def person(self, account: str, at: datetime) -> User:
        person = User.objects.get(username=f"{account}.{self.account}")
        return _as_of(person, localtime(at, self.court.tz).date())

    def edition(self, document: str) -> Edition:
        found = Edition.objects.in_force().select_related("document__court")
        return found.get(document__court=self.court, document__key=document)

    def case(self, title: str) -> Case:
        return self.court.cases.get(title=title)

    def _read_news(self, at: datetime) -> None:
        for person in self.court.people.all():
            mark_read(by=person, at=at)

    def _deeds(self, run: _Run) -> Iterator[_Deed]:
        story = run.story
        at = self._opening(story)
        yield _Deed(at, run.open)
        for act in story.acts:
            at = self.calendar.add(at, act.wait)
            if act.work:
                yield _Deed(at, partial(run.start, act))
                at = self.calendar.add(at, act.work)
            yield _Deed(at, partial(run.do, act))

    def _opening(self, story: Story) -> datetime:
        if story.under:
            return self._under(story)
        lasts = sum(act.wait + act.work for act in story.acts)
        return _moment_back(self.calendar, self.now, lasts + story.idle)

    def _under(self, story: Story) -> datetime:
        """Return a moment in the latest days on which the person acted for somebody else."""
        held = Appointment.objects.filter(user__username=f"{story.under}.{self.account}")
        begun = held.exclude(capacity="").filter(starts_on__lte=self.now.date())
        day = begun.latest("starts_on").starts_on
        while not self.calendar.is_working_day(day):
            day += timedelta(days=1)
        return self.calendar.intervals(day)[0][0] + timedelta(minutes=story.idle)


class _Run:
    """One story while it is played: its case, and what each act does to it."""

    def __init__(self, stage: Stage, story: Story) -> None:
        self.stage, self.story = stage, story
        self.case: Case | None = None

    def open(self, at: datetime) -> None:
        story = self.story
        if story.routine:
            self.case = self._routine_case()
            return
        by = self.stage.person(story.filed_by or story.requester, at)
        requester = self.stage.person(story.requester, at)
        if story.category:
            self.case = file_request(self._wish(), by=by, requester=requester, at=at)
        else:
            self.case = actions.open_case(
                self.stage.edition(story.document),
                story.procedure,
                flow_key=story.flow,
                title=story.title,
                detail=story.detail,
                requester=requester,
                by=by,
                at=at,
            )
        actions.attach(self.case.pk, self._files(story.files), by=by, at=at)

    def _wish(self) -> Wish:
        story = self.story
        return Wish(
            category=story.category,
            urgency=story.urgency,
            title=story.title,
            detail=story.detail,
            asset_or_place=story.asset_or_place,
        )

    def _routine_case(self) -> Case:
        story, opened = self.story, self.stage.court.cases.exclude(period="")
        return opened.get(procedure_key=story.procedure, flow_key=story.flow)

    @property
    def opened(self) -> Case:
        if self.case is None:
            raise LookupError(self.story.title)
        return self.case

    def _task(self, act: Act) -> Task:
        waiting = self.opened.tasks.waiting().select_related("role")
        return waiting.get(step=act.step)

    def _person(self, act: Act, at: datetime) -> User:
        return self.stage.person(act.by or self.stage.here.accounts[self._task(act).role_id], at)

    def start(self, act: Act, at: datetime) -> None:
        actions.start(self._task(act).pk, by=self._person(act, at), at=at)

    def pause(self, act: Act, at: datetime) -> None:
        worklog.stop(self._task(act).pk, note=act.text, by=self._person(act, at), at=at)

    def resume(self, act: Act, at: datetime) -> None:
        worklog.begin(self._task(act).pk, by=self._person(act, at), at=at)

    def do(self, act: Act, at: datetime) -> None:
        getattr(self, act.do)(act, at)

    def complete(self, act: Act, at: datetime) -> None:
        task, by = self._task(act), self._person(act, at)
        actions.attach(self.opened.pk, self._files(act.files), by=by, at=at, task=task)
        actions.complete(task.pk, self._work(act, task), by=by, at=at)

    def _work(self, act: Act, task: Task) -> Work:
        usual = self.stage.told.usual(self.story, act.step)
        decides = bool(task.sop_step.decision or task.route)
        result = self._filled(act.result or usual.result)
        known = self._of_deeds(task) | usual.values | act.values
        return Work(
            outcome=act.outcome or ("ya" if decides else ""),
            route=act.route,
            input_confirmed=True,
            result="" if decides or task.sop_step.does else result,
            note=self._filled(act.note),
            values={
                key: stored(self._filled(value, result=result)) for key, value in known.items()
            },
        )

    def _of_deeds(self, task: Task) -> dict[str, Any]:
        """Return what the step's deeds begin with, and what is usually filled in."""
        told = self.stage.told.deeds
        begun = {key: value for deed in deeds.of(task) for key, value in deed.initial(task).items()}
        usual = {key: value for deed in deeds.of(task) for key, value in told[deed.key].items()}
        asked = deeds.step_fields(task) if begun or usual else {}
        return {key: value for key, value in (begun | usual).items() if value and key in asked}

    def ask(self, act: Act, at: datetime) -> None:
        actions.ask(self._task(act).pk, text=act.text, by=self._person(act, at), at=at)

    def answer(self, act: Act, at: datetime) -> None:
        question = self._task(act).questions.get(answered_at=None)
        by = self.stage.person(self.story.requester, at)
        actions.answer(question.pk, text=act.text, by=by, at=at)

    def reassign(self, act: Act, at: datetime) -> None:
        to, by = self.stage.person(act.to, at), self._person(act, at)
        actions.reassign(self._task(act).pk, to=to, reason=act.text, by=by, at=at)

    def withdraw(self, act: Act, at: datetime) -> None:
        by = self.stage.person(self.story.requester, at)
        actions.withdraw(self.opened.pk, reason=act.text, by=by, at=at)

    def cancel(self, act: Act, at: datetime) -> None:
        actions.cancel(self.opened.pk, reason=act.text, by=self.stage.person(act.by, at), at=at)

    def pass_on(self, act: Act, at: datetime) -> None:
        by, to = self.stage.person(act.by, at), self.stage.person(act.to, at)
        known = [one for one in receivers(by, self.opened) if one.user.pk == to.pk]
        asked, whom = ["Proses lebih lanjut"], known[0].value
        dispositions.pass_on(self.opened.pk, to=whom, please=asked, note=act.text, by=by, at=at)

    def link(self, act: Act, at: datetime) -> None:
        other, by = self.stage.case(act.other), self.stage.person(act.by, at)
        relations.link(self.opened.pk, other.pk, reason=act.text, by=by, at=at)

    def merge(self, act: Act, at: datetime) -> None:
        leading, by = self.stage.case(act.other), self.stage.person(act.by, at)
        relations.merge(self.opened.pk, leading.pk, reason=act.text, by=by, at=at)

    def _filled(self, value: Any, *, result: str = "") -> Any:
        """Put what the case knows into the words of the file: "{title}" becomes the title."""
        if not isinstance(value, str):
            return value
        case = self.opened
        return value.format(
            result=result,
            number=case.number,
            title=case.title,
            detail=case.detail,
            requester=case.requester or "",
            unit=case.requester.unit if case.requester else "",
            year=localtime(case.opened_at, case.court.tz).year,
            opened_on=localtime(case.opened_at, case.court.tz).date().isoformat(),
            asset=self.story.asset_or_place,
            category=self.story.category_words,
            urgency=self.story.urgency_words,
        )

    def _files(self, files: dict[str, str]) -> list[SimpleUploadedFile]:
        """Return the files as they are handed in; one without text lies beside the stories."""
        return [
            SimpleUploadedFile(name, text.encode() if text else (FILES / name).read_bytes())
            for name, text in files.items()
        ]
