from django.apps import AppConfig
from django.core.checks import register

from sopti.people.holdings import register_holdings
from sopti.people.panels import register_person_panel
from sopti.sso.checks import directory_is_set_up, provider_is_set_up


class SsoConfig(AppConfig):
    name = "sopti.sso"
    verbose_name = "Masuk bersama"

    def ready(self) -> None:
        register(provider_is_set_up)
        register(directory_is_set_up)
        register_person_panel("sopti.sso.pages.person_panels")
        register_holdings("sopti.sso.held.IDENTITIES")
