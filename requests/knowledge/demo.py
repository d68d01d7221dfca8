"""The library of the demonstration: written by the operator, checked by the Kasubag, used."""

from __future__ import annotations

import tomllib
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.timezone import localdate
from pydantic import BaseModel, ConfigDict

from requests.enums import Category  # noqa: TC001 (pydantic reads it)
from requests.knowledge import actions
from requests.knowledge.actions import Words
from requests.knowledge.enums import Audience
from sopti.people.models import Court, User
from sopti.workflow.enums import CaseStatus
from sopti.workflow.models import Case

if TYPE_CHECKING:
    from datetime import datetime

    from requests.models import Article

FILE = settings.BASE_DIR / "fixtures" / "demo_solutions.toml"
WRITTEN, CHECKED = timedelta(days=40), timedelta(days=38)


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Solution(_Part):
    title: str
    problem: str
    steps: tuple[str, ...]
    categories: tuple[Category, ...]
    audience: Audience = Audience.EVERYBODY
    is_draft: bool = False
    helped: int = 0
    solves: tuple[str, ...] = ()  # titles of requests that are done

    def words(self) -> Words:
        return Words(
            self.title, self.problem, "\n".join(self.steps), self.categories, self.audience
        )


class _SolutionsFile(_Part):
    solutions: tuple[_Solution, ...]


def fill_library(*, at: datetime) -> int:
    """Write the articles of every demonstration court that has none, and say how many."""
    told = _SolutionsFile.model_validate(tomllib.loads(FILE.read_text(encoding="utf-8")))
    count = 0
    for court in Court.objects.on_show().filter(articles=None):
        writer, checker = _holder("operator_ti", court), _holder("kasubag_ptip", court)
        if writer and checker:
            for one in told.solutions:
                article = _write(one, writer=writer, checker=checker, at=at)
                _use(article, one.solves, by=writer)
                count += 1
    return count


def _holder(role: str, court: Court) -> User | None:
    people = User.objects.holding(role, court=court, on=localdate())
    found: User | None = people.select_related("court").order_by("pk").first()
    return found


def _write(one: _Solution, *, writer: User, checker: User, at: datetime) -> Article:
    article = actions.write(one.words(), by=writer, at=at - WRITTEN)
    if not one.is_draft:
        actions.put_in_force(article.pk, by=checker, at=at - CHECKED)
        for number in range(one.helped):
            actions.count_deflection(article.pk, by=writer, at=at - timedelta(days=3 * number + 1))
    return article


def _use(article: Article, titles: tuple[str, ...], *, by: User) -> None:
    """Name the article as the solution of requests that are done already."""
    done = Case.objects.filter(court=by.court, status=CaseStatus.DONE, title__in=titles)
    for case in done:
        if case.closed_at:
            actions.link(case.pk, article.pk, by=by, at=case.closed_at)
