from django.apps import AppConfig

from sopti.monitors.enums import Section
from sopti.workflow.registry import register_panels


class MonitorsConfig(AppConfig):
    name = "sopti.monitors"
    verbose_name = "Pemantauan"

    def ready(self) -> None:
        for section in Section:
            register_panels(section, "sopti.monitors.pages.case_panels")
