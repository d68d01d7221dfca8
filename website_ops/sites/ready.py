"""What the room of sites tells the house when it starts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sopti.ui import menu
from sopti.workflow import deeds
from sopti.workflow.chapters import register_chapter
from sopti.workflow.diary import register_diary
from sopti.workflow.registry import register_demo, register_home_panels, register_job
from sopti.workflow.subjects import register_subjects
from website_ops.sites.deeds import ALL

if TYPE_CHECKING:
    from django.apps import AppConfig

PAGES = ("site", "new_site", "edit_site", "retire_site", "new_part", "edit_part", "look",
         "note_visitors", "renewals", "service", "new_service", "edit_service", "renew_service",
         "end_service")  # fmt: skip
ITEM = menu.Item(
    "sites",
    "Situs web",
    "website_ops:sites",
    icon="globe2",
    order=110,
    pages=tuple(f"website_ops:{page}" for page in PAGES),
    group=menu.PUBLISHING,
    seen_by="website_ops.sites.rules.may_read",
)


def prepare(app: AppConfig) -> None:
    menu.register(ITEM)
    deeds.register("website", ALL)
    register_subjects("site", "website_ops.sites.subjects.OFFER")
    register_diary("sites", "website_ops.sites.diary.entries")
    register_job("stale content", "website_ops.sites.reminders.remind")
    register_home_panels("website_ops.sites.pages.home_panels")
    register_chapter("website", "website_ops.sites.chapter.tell", order=70)
    register_demo("website_ops.sites.demo.load")
