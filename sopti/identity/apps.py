from django.apps import AppConfig, apps

from sopti.core.retained import register_retained


class IdentityConfig(AppConfig):
    name = "sopti.identity"
    verbose_name = "Keamanan akun"

    def ready(self) -> None:
        # Both know models, which are there only now.
        from allauth.mfa import signals  # noqa: PLC0415

        from sopti.identity import telling  # noqa: PLC0415

        # The page of what is held of a person calls these rooms by their names.
        apps.get_app_config("mfa").verbose_name = "Pengesahan dua langkah"
        apps.get_app_config("usersessions").verbose_name = "Perangkat yang masuk"
        register_retained("sopti.identity.retained.ENTRIES")
        signals.authenticator_added.connect(telling.tell_added)
        signals.authenticator_removed.connect(telling.tell_removed)
