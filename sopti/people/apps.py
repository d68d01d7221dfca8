from django.apps import AppConfig

from sopti.people.holdings import register_holdings
from sopti.ui import menu

ITEM = menu.Item(
    "manage",
    "Pengelolaan",
    "people:manage",
    icon="gear",
    order=70,
    group=menu.SYSTEM,
    pages=("people:*", "notifications:mails"),
    seen_by="sopti.people.rules.is_manager",
)
OVERSIGHT = menu.Item(
    "oversight",
    "Pengawasan",
    "people:overseen",
    icon="eye",
    order=12,
    short="Pengawasan",
    seen_by="sopti.people.rules.is_overseer",
)


class PeopleConfig(AppConfig):
    name = "sopti.people"
    verbose_name = "Orang"

    def ready(self) -> None:
        menu.register(ITEM, OVERSIGHT)
        held = ("ACCOUNT", "VERSIONS", "APPOINTMENTS", "SESSIONS")
        register_holdings(*(f"sopti.people.held.{name}" for name in held))
