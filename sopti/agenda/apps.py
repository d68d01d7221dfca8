from django.apps import AppConfig

from sopti.people.holdings import register_holdings
from sopti.ui import menu
from sopti.workflow.overview import register_overview

ITEM = menu.Item(
    "agenda",
    "Kalender",
    "agenda:month",
    icon="calendar3",
    order=62,
    pages=("agenda:*",),
)

AT_WORK = frozenset({"operator_ti", "admin_web", "redaktur", "editor"})


class AgendaConfig(AppConfig):
    name = "sopti.agenda"
    verbose_name = "Kalender"

    def ready(self) -> None:
        menu.register(ITEM)
        register_holdings("sopti.agenda.held.FEED")
        register_overview("sopti.agenda.overview.tell", order=15, seen_by=AT_WORK)
