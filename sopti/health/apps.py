from django.apps import AppConfig

from sopti.core.gauges import register_gauges
from sopti.workflow.registry import register_home_panels, register_job


class HealthConfig(AppConfig):
    name = "sopti.health"
    verbose_name = "Keadaan SOPTI"

    def ready(self) -> None:
        register_job("beat", "sopti.health.actions.beat")
        register_gauges("sopti.health.counted.gauges")
        register_home_panels("sopti.health.pages.home_panels", asks="sopti.health.pages.beats_of")
