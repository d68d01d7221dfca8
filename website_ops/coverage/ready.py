"""What the room of coverage tells the house when it starts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sopti.workflow import deeds
from sopti.workflow.diary import register_diary
from sopti.workflow.registry import register_demo, register_job
from website_ops.coverage.deeds import ALL

if TYPE_CHECKING:
    from django.apps import AppConfig


def prepare(_app: AppConfig) -> None:
    deeds.register("publishing", ALL)
    register_diary("coverage", "website_ops.coverage.diary.tell")
    register_job("late gear", "website_ops.coverage.actions.tell_who_is_late")
    register_demo("website_ops.coverage.demo.load")
