"""Every change of the library: writing, checking, withdrawing, linking, and what it spared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from requests.knowledge import rules
from requests.knowledge.enums import State
from requests.knowledge.finding import keep_words
from requests.models import Article, Deflection, Solution
from sopti.core.errors import refuse_if
from sopti.notifications.actions import notify
from sopti.people.actions import keep
from sopti.workflow.actions import lock_case

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sopti.people.models import User
    from sopti.workflow.models import Case


@dataclass(frozen=True)
class Words:
    """What an article says, of what, and for whom."""

    title: str
    problem: str
    steps: str
    categories: tuple[str, ...]
    audience: str


@transaction.atomic
def write(words: Words, *, by: User, at: datetime, origin: Case | None = None) -> Article:
    """Keep a new article as a draft, perhaps from a finished request."""
    refuse_if(rules.why_not_write(by))
    refuse_if(rules.why_not_title(words.title, by=by))
    article = Article(court=by.court, author=by, written_at=at, origin=origin)
    return _word(article, words, by=by)


@transaction.atomic
def change(pk: int, words: Words, *, by: User, at: datetime) -> Article:
    """Word an article anew. In force it was changed, so checked, by the Kasubag."""
    article = _locked(pk)
    refuse_if(rules.why_not_change(by, article))
    refuse_if(rules.why_not_title(words.title, by=by, besides=article))
    if article.is_in_force:
        article.checked_by, article.checked_at = by, at
    return _word(article, words, by=by)


@transaction.atomic
def put_in_force(pk: int, *, by: User, at: datetime) -> Article:
    """Show a checked article to whom it is for. Of two at once, the second reads that it is."""
    article = _locked(pk)
    refuse_if(rules.why_not_put_in_force(by, article))
    article.state, article.checked_by, article.checked_at = State.IN_FORCE, by, at
    keep(article, by=by)
    return article


@transaction.atomic
def withdraw(pk: int, *, by: User, at: datetime) -> Article:
    """Take an article out of sight. Requests whose solution it is keep it."""
    article = _locked(pk)
    refuse_if(rules.why_not_withdraw(by, article))
    article.state = State.WITHDRAWN
    keep(article, by=by)
    return article


@transaction.atomic
def link(case_id: int, article_id: int, *, by: User, at: datetime) -> Solution:
    """Name the article as the solution of the request, in the place of another, and tell it."""
    case, article = lock_case(case_id), _locked(article_id)
    refuse_if(rules.why_not_link(by, case, article))
    solution, is_new = Solution.objects.get_or_create(
        case=case, defaults={"article": article, "by": by, "at": at}
    )
    if not is_new and solution.article_id == article.pk:
        return solution
    solution.article, solution.by, solution.at = article, by, at
    solution.save()
    if article.is_for_everybody:
        _tell(case, article, by=by, at=at)
    return solution


@transaction.atomic
def unlink(case_id: int, *, by: User, at: datetime) -> None:
    """Take the solution off a request. One that is gone already is no trouble."""
    case = lock_case(case_id)
    refuse_if(rules.why_not_choose(by, case))
    Solution.objects.filter(case=case).delete()


@transaction.atomic
def count_deflection(pk: int, *, by: User, at: datetime) -> Article:
    """Count that an article helped, so that nothing was filed. Who it helped is not kept."""
    article = Article.objects.visible_to(by).in_force().get(pk=pk)
    Deflection.objects.create(article=article, at=at)
    return article


def _tell(case: Case, article: Article, *, by: User, at: datetime) -> None:
    people: Iterable[User | None] = (case.requester, case.filed_by)
    notify(
        to=[person for person in people if person is not None and person.pk != by.pk],
        subject=f"Ada solusi untuk permintaan Anda: {case.title}",
        body=f"Petugas menunjukkan “{article.title}” dari Pustaka solusi untuk {case.number}.",
        link=article.get_absolute_url(),
        at=at,
    )


def _word(article: Article, words: Words, *, by: User) -> Article:
    article.title, article.problem = words.title.strip(), words.problem.strip()
    article.steps, article.audience = words.steps.strip(), words.audience
    article.categories = f" {' '.join(words.categories)} "
    keep(article, by=by)
    keep_words(article)
    return article


def _locked(pk: int) -> Article:
    return Article.objects.select_for_update().get(pk=pk)
