"""Offering solutions to somebody who is about to file a request, once, before it is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from requests.knowledge.finding import likely
from requests.knowledge.pages import BEFORE_FILING

if TYPE_CHECKING:
    from django.http import QueryDict

    from requests.models import Article
    from sopti.people.models import User

READ = "_terbaca"  # the articles that were shown with the page, or while the title was typed


def suggested(title: str, category: str, *, user: User) -> list[Article]:
    """Return what may help, as far as it is for everybody. One query, none without words."""
    return likely(title, "", category, user=user, most=BEFORE_FILING, only_open=True)


def unread(articles: list[Article], sent: QueryDict) -> list[Article]:
    """Return those that the page did not show yet."""
    read = {part for value in sent.getlist(READ) for part in value.split(",")}
    return [one for one in articles if str(one.pk) not in read]
