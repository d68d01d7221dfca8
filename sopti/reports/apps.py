from django.apps import AppConfig

from sopti.workflow.issuing import register_issuer


class ReportsConfig(AppConfig):
    name = "sopti.reports"
    verbose_name = "Laporan"

    def ready(self) -> None:
        register_issuer("sopti.reports.actions.issue")
