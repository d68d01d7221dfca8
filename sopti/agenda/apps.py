from django.apps import AppConfig

from sopti.ui import menu

ITEM = menu.Item(
    "agenda",
    "Kalender",
    "agenda:month",
    icon="calendar3",
    order=62,
    pages=("agenda:*",),
)


class AgendaConfig(AppConfig):
    name = "sopti.agenda"
    verbose_name = "Kalender"

    def ready(self) -> None:
        menu.register(ITEM)
