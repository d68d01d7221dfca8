from django.apps import AppConfig
from django.core.checks import Tags, register

from sopti.ui.checks import every_address_has_a_door


class UiConfig(AppConfig):
    name = "sopti.ui"
    verbose_name = "Tampilan"

    def ready(self) -> None:
        register(every_address_has_a_door, Tags.urls)
