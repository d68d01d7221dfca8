from django.apps import AppConfig
from django.core.checks import register

from sopti.core.checks import record_has_a_key, sqlite_keeps_what_it_promises


class CoreConfig(AppConfig):
    name = "sopti.core"
    verbose_name = "Inti"

    def ready(self) -> None:
        register(sqlite_keeps_what_it_promises)
        register(record_has_a_key)
