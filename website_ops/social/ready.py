"""What the room of social media tells the house when it starts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sopti.search.kinds import register_searched
from sopti.ui import menu
from sopti.workflow import deeds
from sopti.workflow.chapters import register_chapter
from sopti.workflow.registry import register_demo, register_panels, register_task_panels
from website_ops.social.deeds import ALL

if TYPE_CHECKING:
    from django.apps import AppConfig

SECTION = "social_media"
ITEM = menu.Item(
    "social",
    "Media sosial",
    "website_ops:posts",
    icon="chat-left-text",
    order=125,
    pages=("website_ops:posts", "website_ops:social_month", "website_ops:note_month"),
    seen_by="website_ops.social.pages.uses_social_media",
    group=menu.PUBLISHING,
)


def prepare(_app: AppConfig) -> None:
    menu.register(ITEM)
    register_chapter(SECTION, "website_ops.social.chapter.tell", order=80)
    register_demo("website_ops.social.demo.load")
    register_searched("website_ops.social.searched.POSTS")
    deeds.register(SECTION, ALL)
    register_panels(SECTION, "website_ops.social.panels.of_case")
    register_task_panels(SECTION, "website_ops.social.panels.of_task")
