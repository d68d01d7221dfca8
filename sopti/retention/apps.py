from django.apps import AppConfig

from sopti.ui import menu
from sopti.workflow.registry import (
    register_demo,
    register_demo_deeds,
    register_home_panels,
    register_job,
)

ITEM = menu.Item(
    "retention",
    "Retensi data",
    "retention:retention",
    icon="trash",
    order=98,
    group=menu.SAFETY,
    pages=("retention:*",),
    seen_by="sopti.retention.rules.may_read",
)


class RetentionConfig(AppConfig):
    name = "sopti.retention"
    verbose_name = "Retensi data"

    def ready(self) -> None:
        menu.register(ITEM)
        register_home_panels(
            "sopti.retention.pages.home_panels", asks="sopti.retention.pages.waiting_of"
        )
        register_job("proposals of destruction", "sopti.retention.destroying.propose_monthly")
        register_job("destruction", "sopti.retention.destroying.carry_on")
        register_demo("sopti.retention.demo.load")
        register_demo_deeds("sopti.retention.demo.deeds")
