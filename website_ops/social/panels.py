"""The posts of a case on its pages: to be read, checked, copied, opened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sopti.core.words import number
from sopti.workflow.registry import Panel
from website_ops.social import limits
from website_ops.social.models import Post

if TYPE_CHECKING:
    from datetime import datetime

    from sopti.people.models import User
    from sopti.workflow.models import Case, Task

POSTS = "website_ops/social/_posts.html"


@dataclass(frozen=True)
class Counted:
    """A post with its letters beside what its medium takes."""

    post: Post
    said: str


def of_case(case: Case, viewer: User, now: datetime) -> list[Panel]:
    counted = counted_posts(case, viewer)
    return [Panel(POSTS, {"posts": counted, "is_brief": True})] if counted else []


def of_task(task: Task, viewer: User, now: datetime) -> list[Panel]:
    """Return the posts above a step that reads them; who writes has them in the form."""
    if task.route or "draft-posts" in task.sop_step.does:
        return []
    counted = counted_posts(task.case, viewer)
    return [Panel(POSTS, {"posts": counted, "is_brief": False}, "top")] if counted else []


def counted_posts(case: Case, viewer: User) -> list[Counted]:
    posts = Post.objects.visible_to(viewer).filter(case=case).select_related("channel")
    return [Counted(post, _said(post)) for post in posts.order_by("pk")]


def _said(post: Post) -> str:
    letters = limits.letters_of(post.kind, post.text)
    most = limits.limit_of(post.kind).letters
    return f"{number(letters)} dari {number(most)} huruf"
