from django.apps import AppConfig

from sopti.core.gauges import register_gauges
from sopti.monitors.enums import Section
from sopti.ui import menu
from sopti.workflow.chapters import register_chapter
from sopti.workflow.overview import register_overview
from sopti.workflow.registry import register_panels

ITEM = menu.Item(
    "monitors",
    "Pemantauan",
    "monitors:monitors",
    icon="wifi",
    order=90,
    group=menu.DEVICES,
    pages=("monitors:*",),
    seen_by="sopti.monitors.rules.may_watch",
)

WATCHERS = frozenset({"operator_ti", "admin_web", "ketua"})


class MonitorsConfig(AppConfig):
    name = "sopti.monitors"
    verbose_name = "Pemantauan"

    def ready(self) -> None:
        register_gauges("sopti.monitors.counted.gauges")
        for section in Section:
            register_panels(section, "sopti.monitors.pages.case_panels")
        menu.register(ITEM)
        register_overview("sopti.monitors.overview.tell", order=80, seen_by=WATCHERS)
        register_chapter("availability", "sopti.monitors.chapter.tell", order=55)
