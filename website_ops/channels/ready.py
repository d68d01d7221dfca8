"""What the room of channels tells the house when it starts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sopti.workflow.registry import register_demo

if TYPE_CHECKING:
    from django.apps import AppConfig


def prepare(_app: AppConfig) -> None:
    register_demo("website_ops.channels.demo.load")
