"""What the room of the internal survey tells the house when it starts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sopti.ui import menu
from sopti.workflow.chapters import register_chapter
from sopti.workflow.registry import register_demo, register_home_panels, register_job

if TYPE_CHECKING:
    from django.apps import AppConfig

ITEM = menu.Item(
    "satisfaction",
    "Survei kepuasan",
    "requests:survey_rounds",
    icon="patch-check-fill",
    order=88,
    pages=(
        "requests:new_survey_round",
        "requests:survey_round",
        "requests:answer_survey_round",
        "requests:set_survey_round",
    ),
    group=menu.POLICY,
)


def prepare(app: AppConfig) -> None:
    menu.register(ITEM)
    register_home_panels(
        "requests.satisfaction.pages.home_panels", asks="requests.satisfaction.pages.unanswered"
    )
    register_job("internal surveys", "requests.satisfaction.actions.tend")
    register_chapter("kepuasan", "requests.satisfaction.chapter.tell", order=90)
    register_demo("requests.satisfaction.demo.load")
