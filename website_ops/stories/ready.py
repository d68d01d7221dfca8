"""What the room of stories tells the house when it starts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sopti.search.kinds import register_searched
from sopti.ui import menu
from sopti.workflow import deeds
from sopti.workflow.books import register_book
from sopti.workflow.case_files import register_case_files
from sopti.workflow.chapters import register_chapter
from sopti.workflow.registry import register_demo, register_panels, register_task_panels
from website_ops.stories.deeds import ALL

if TYPE_CHECKING:
    from django.apps import AppConfig

SECTIONS = ("publishing", "website")  # Banjarnegara's table of the website begins with its news
PAGES = (
    "stories", "story", "story_paper", "mark_story", "unmark_story", "add_photos", "photo",
    "small_photo", "remove_photo", "chosen_photos", "channels", "new_channel", "edit_channel",
    "events", "new_event", "edit_event", "gear", "lend_gear", "take_back_gear",
)  # fmt: skip
ITEM = menu.Item(
    "stories",
    "Liputan dan berita",
    "website_ops:stories",
    icon="journal-text",
    order=120,
    pages=tuple(f"website_ops:{page}" for page in PAGES),
    group=menu.PUBLISHING,
)


def prepare(_app: AppConfig) -> None:
    register_case_files("website_ops.stories.evidence.files_of")
    menu.register(ITEM)
    register_chapter("publishing", "website_ops.stories.chapter.tell", order=75)
    register_book("website_ops.book.BOOK")
    register_demo("website_ops.stories.demo.load")
    register_searched("website_ops.stories.searched.STORIES")
    for section in SECTIONS:
        deeds.register(section, ALL)
        register_panels(section, "website_ops.stories.panels.of_case")
        register_task_panels(section, "website_ops.stories.panels.of_task")
