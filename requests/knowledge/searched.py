"""Solutions as they are found from every page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from requests.models import Article
from sopti.search.kinds import Searched

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from sopti.people.models import User


class Solutions(Searched[Article]):
    key = "solusi"
    label = "Pustaka solusi"
    icon = "question-circle"
    order = 40

    def every(self) -> QuerySet[Article]:
        return Article.objects.all()

    def visible_to(self, user: User) -> QuerySet[Article]:
        return Article.objects.visible_to(user)

    def title(self, thing: Article) -> str:
        return thing.title

    def hint(self, thing: Article) -> str:
        state = [] if thing.is_in_force else [thing.get_state_display().lower()]
        return " · ".join((*thing.category_words, *state))

    def text(self, thing: Article) -> str:
        return f"{thing.problem}\n{thing.steps}"


SOLUTIONS = Solutions()
