from django.apps import AppConfig

from sopti.workflow.registry import register_job


class FiguresConfig(AppConfig):
    name = "sopti.figures"
    verbose_name = "Angka"

    def ready(self) -> None:
        register_job("figures of months", "sopti.figures.keeping.keep_months")
