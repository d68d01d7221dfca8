"""Finding solutions, by a search and by the words of a request, as the register finds."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from django.db.models.functions import Lower

from requests.models import Article, ArticleEntry
from requests.register.indexes import ARTICLES
from requests.similar import COMMON
from sopti.search.actions import keep_found
from sopti.search.words import asked_words, rows_with, split, stem, words_of

if TYPE_CHECKING:
    from requests.knowledge.models import ArticleQuerySet
    from sopti.people.models import User

SHORTEST_WORD = 3
MOST_STEMS = 24  # of a request's words that are looked for
MOST_COMPARED = 60
OF_TITLE = 2  # what a word counts that stands in a title; any other counts once
SAME_CATEGORY = 1.5
ENOUGH, ENOUGH_WORDS = 1, 2
FAR_BEHIND = 4  # times less than the nearest: no longer shown beside it


def keep_words(article: Article) -> None:
    """Write the words by which the article is found, new or again."""
    told = "\n".join((article.title, article.problem, article.steps, *article.category_words))
    ArticleEntry.objects.update_or_create(article=article, defaults={"words": words_of(told)})
    keep_found("solusi", [article])


def rebuild_words() -> int:
    """Write the words of every article anew, and say how many there are. Safe at any time."""
    every = list(Article.objects.all())
    for article in every:
        keep_words(article)
    return len(every)


def found_articles(user: User, chosen: dict[str, Any]) -> ArticleQuerySet:
    """Return the articles that the viewer may see and the filter means."""
    articles = Article.objects.visible_to(user)
    if chosen.get("jenis"):
        articles = articles.filter(categories__contains=f" {chosen['jenis']} ")
    if chosen.get("keadaan"):
        articles = articles.filter(state=chosen["keadaan"])
    if chosen.get("q"):
        words = asked_words(chosen["q"])
        articles = (
            articles.filter(pk__in=rows_with(words, index=ARTICLES)) if words else (articles.none())
        )
    return articles.for_pages().order_by(Lower("title"), "pk")


def likely(
    title: str, rest: str, category: str, *, user: User, most: int, only_open: bool = False
) -> list[Article]:
    """Return the articles in force whose words come nearest, the nearest first. One query.

    `only_open` leaves out what is for the desk alone, also for the desk.
    """
    of_title, of_rest = _stems(title), _stems(rest)
    asked = list(dict.fromkeys((*of_title, *of_rest)))[:MOST_STEMS]
    if not asked:
        return []
    seen = Article.objects.visible_to(user).in_force().select_related("entry")
    seen = seen.for_everybody() if only_open else seen
    near = seen.filter(pk__in=rows_with(asked, index=ARTICLES, is_any=True))[:MOST_COMPARED]
    return _nearest(list(near), of_title, set(of_rest) - set(of_title), category)[:most]


def _nearest(near: list[Article], title: list[str], rest: set[str], category: str) -> list[Article]:
    """Return those near enough, the nearest first. A word that few articles hold says more."""
    known = {article.pk: set(article.entry.words.split()) for article in near}
    holders = Counter(word for words in known.values() for word in words)

    def nearness(article: Article) -> float:
        words, own_title = known[article.pk], {stem(word) for word in split(article.title)}
        shared = [(word, OF_TITLE) for word in title if word in words]
        shared += [(word, 1) for word in rest & words]
        is_same = category in article.category_keys
        is_telling = is_same and any(holders[word] == 1 for word, _ in shared)
        if len(shared) < ENOUGH_WORDS and not is_telling and not own_title & set(title):
            return 0
        told = sum(
            counts * (OF_TITLE if word in own_title else 1) / holders[word]
            for word, counts in shared
        )
        return told * (SAME_CATEGORY if is_same else 1)

    scored = [(nearness(article), article) for article in near]
    best = sorted((pair for pair in scored if pair[0] >= ENOUGH), key=lambda pair: -pair[0])
    return [article for score, article in best if score >= best[0][0] / FAR_BEHIND]


def _stems(text: str) -> list[str]:
    words = (word for word in split(text) if len(word) >= SHORTEST_WORD and not word.isdigit())
    return list(dict.fromkeys(stem(word) for word in words if word not in COMMON))
