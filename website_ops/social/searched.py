"""Posts as they are found from every page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from sopti.search.kinds import Searched
from website_ops.social.models import Post

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from sopti.people.models import User


class Posts(Searched[Post]):
    key = "konten"
    label = "Media sosial"
    icon = "chat-left-text"
    order = 45

    def every(self) -> QuerySet[Post]:
        return Post.objects.select_related("case")

    def visible_to(self, user: User) -> QuerySet[Post]:
        return Post.objects.visible_to(user).select_related("case")

    def title(self, thing: Post) -> str:
        return thing.title

    def hint(self, thing: Post) -> str:
        told = [thing.medium, thing.get_state_display(), thing.number]
        return " · ".join(filter(None, told))

    def text(self, thing: Post) -> str:
        return thing.text

    def link(self, thing: Post) -> str:
        return thing.case.get_absolute_url() if thing.case else reverse("website_ops:posts")


POSTS = Posts()
