from django.apps import AppConfig

from sopti.core.gauges import register_gauges
from sopti.workflow.registry import register_home_panels, register_job


class RecoveryConfig(AppConfig):
    name = "sopti.recovery"
    verbose_name = "Pemulihan"

    def ready(self) -> None:
        register_gauges("sopti.recovery.counted.gauges")
        register_job("copy of the installation", "sopti.recovery.nightly.back_up_daily")
        register_job("rehearsal of a copy", "sopti.recovery.nightly.rehearse_weekly")
        register_home_panels("sopti.recovery.pages.home_panels")
