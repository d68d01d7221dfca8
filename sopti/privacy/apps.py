from django.apps import AppConfig

from sopti.people.holdings import register_holdings
from sopti.ui import menu
from sopti.workflow.books import register_book
from sopti.workflow.registry import register_demo, register_home_panels, register_job

ITEM = menu.Item(
    "breaches",
    "Kegagalan data",
    "privacy:breaches",
    icon="person-lock",
    order=97,
    group=menu.SAFETY,
    pages=(
        "privacy:new_breach",
        "privacy:breach",
        "privacy:edit_breach",
        "privacy:note_step",
        "privacy:note_told",
        "privacy:close_breach",
    ),
    seen_by="sopti.privacy.breaches.rules.may_read",
)


class PrivacyConfig(AppConfig):
    name = "sopti.privacy"
    verbose_name = "Data pribadi"

    def ready(self) -> None:
        menu.register(ITEM)
        register_holdings("sopti.privacy.held.CORRECTIONS", "sopti.privacy.held.BREACHES")
        register_book("sopti.privacy.breaches.book.BOOK")
        register_home_panels(
            "sopti.privacy.pages.home_panels", asks="sopti.privacy.pages.waiting_of"
        )
        register_home_panels(
            "sopti.privacy.breaches.pages.home_panels", asks="sopti.privacy.breaches.pages.open_of"
        )
        register_job("breaches to be told of", "sopti.privacy.breaches.reminding.remind")
        register_demo("sopti.privacy.demo.load")
