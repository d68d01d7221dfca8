"""Cases that the engine carries through all their hands, to be read, taken back, and copied.

The words that a copy has of its own stand in a pattern as marks. A pattern is played in a
transaction that is rolled back: what is copied was really possible, and nothing of it stays.
"""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models, transaction

from requests import demo
from requests.closing.actions import Opinion, answer_survey, confirm, let_silence_pass
from requests.demo_file import DemoFile, Story
from requests.enums import Category, Urgency
from requests.models import Confirmation, Handling, ServiceRequest, Survey
from requests.past import ways
from requests.rules import service_table
from sopti.people.worktime import calendar_of
from sopti.workflow.enums import CaseStatus
from sopti.workflow.models import Case, Event, Question, Task

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sopti.people.models import Court, User
    from sopti.sop.schema import Norm

FILE = settings.BASE_DIR / "fixtures" / "demo_past.toml"
TITLE, DETAIL, PLACE, DONE = "⟦perihal⟧", "⟦uraian⟧", "⟦tempat⟧", "⟦hasil⟧"
STRAIGHT = ("perangkat", "jaringan", "sipp", "aplikasi", "akun", "website", "data", "lain")
BACK = timedelta(days=60)  # where a pattern is played: any days on which everybody held office


@dataclass(frozen=True)
class Pattern:
    """Everything that stands in the database of one finished case."""

    case: Case
    weight: int
    subject: str  # the category whose subjects fit; "" keeps its own words
    tasks: list[Task]
    events: list[Event]
    beside: list[models.Model]  # questions, the request, what was found, what was answered
    norms: dict[int, Norm] = field(default_factory=dict)

    @cached_property
    def moments(self) -> list[datetime]:
        """Every moment at which something happened, in order."""
        rows: Iterable[models.Model] = (self.case, *self.tasks, *self.events, *self.beside)
        return sorted({value for row in rows for value in moments_of(row).values()})

    @cached_property
    def gaps(self) -> list[int]:
        """The working minutes between each two moments."""
        calendar = calendar_of(self.case.court)
        return [calendar.between(*two) for two in pairwise(self.moments)]

    @cached_property
    def told(self) -> list[str]:
        """What each event keeps beside its columns, as text in which marks can be replaced."""
        return [_as_text(json.loads(event.text)["data"]) for event in self.events]

    @cached_property
    def values(self) -> list[str]:
        return [_as_text(task.values) for task in self.tasks]

    @cached_property
    def workers(self) -> set[int]:
        return {task.finished_by_id for task in self.tasks if task.finished_by_id}


def moments_of(row: models.Model) -> dict[str, datetime]:
    """Return by column when something happened; limits and targets are not among it."""
    return {
        name: value
        for name, value in vars(row).items()
        if isinstance(value, datetime) and name not in {"due_at", "target_at"}
    }


def _as_text(told: Any) -> str:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def read_words() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def patterns_of(court: Court, *, at: datetime) -> list[Pattern]:
    """Return the finished cases that the past of this court is copied from."""
    told = DemoFile.model_validate(demo.read_file())
    stage = demo.Stage(court, told, at=at - BACK)
    found: list[Pattern] = []
    with transaction.atomic():
        for story, weight in _requests(stage, told):
            found.append(_played(stage, story, weight=weight, subject=story.category))
        found += [_played(stage, story, weight=4, subject="") for story in _others(stage)]
        transaction.set_rollback(True)
    return [pattern for pattern in found if not pattern.case.is_running]


def _requests(stage: demo.Stage, told: DemoFile) -> Iterable[tuple[Story, int]]:
    """Yield stories of service requests by the court's own table; none where it has none."""
    table = service_table(stage.person("pegawai", stage.now))
    if table is None:
        return
    head = stage.here.accounts["kasubag_ptip"]
    for number, (turn, weight) in enumerate(
        ways.turns(table.procedure, read_words()["notes"], head)
    ):
        kinds = STRAIGHT if not turn.what else STRAIGHT[number % 6 : number % 6 + 1]
        for index, category in enumerate(kinds):
            acts = ways.acts(table.procedure, table.procedure.flow(""), turn)
            yield (
                Story(
                    document=table.edition.document.key,
                    procedure=table.procedure.key,
                    requester="pegawai",
                    title=TITLE,
                    detail=DETAIL,
                    asset_or_place=PLACE,
                    category=Category(category).value,
                    urgency=Urgency.values[(number + index) % 3],
                    acts=(*acts[:-1], acts[-1].model_copy(update={"result": DONE})),
                ),
                max(weight // len(kinds), 1),
            )


def _others(stage: demo.Stage) -> list[Story]:
    """Return the demonstration's stories of other tables, which keep their own words."""
    return [
        story
        for story in stage.here.cases
        if not (story.category or story.routine or story.files or story.under)
    ]


def _played(stage: demo.Stage, story: Story, *, weight: int, subject: str) -> Pattern:
    case = stage.play_alone(story)
    if subject:
        _answer(case, turn=weight + len(story.acts))
    return _read(case, weight=weight, subject=subject)


def _answer(case: Case, *, turn: int) -> None:
    """Let the requester answer the finished request, some with a survey; or let silence pass."""
    case.refresh_from_db()
    if case.status != CaseStatus.DONE or case.closed_at is None or case.requester is None:
        return
    if turn % 3 == 0:
        let_silence_pass(case.closed_at + timedelta(days=12))
        return
    confirm(case.pk, by=case.requester, at=case.closed_at + timedelta(hours=2))
    if turn % 2:
        at = case.closed_at + timedelta(hours=3)
        answer_survey(case.pk, Opinion(3, 4, 4), by=case.requester, at=at)


def _read(case: Case, *, weight: int, subject: str) -> Pattern:
    case = Case.objects.select_related("court", "edition__document", "requester").get(pk=case.pk)
    tasks = list(case.tasks.select_related("started_by", "finished_by", "role").order_by("pk"))
    for task in tasks:
        task.case = case
    events = list(case.events.select_related("by", "task").order_by("sequence"))
    beside: list[models.Model] = list(Question.objects.filter(task__case=case))
    for model in (ServiceRequest, Handling, Confirmation, Survey):
        beside += model.objects.filter(case=case)
    norms = {task.step: task.sop_step.norm for task in tasks}
    return Pattern(case, weight, subject, tasks, events, beside, norms)


def requesters_of(pattern: Pattern, people: list[User]) -> list[User]:
    """Return who may have asked: nobody decides on a request of their own."""
    return [person for person in people if person.pk not in pattern.workers]
