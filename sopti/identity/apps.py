from django.apps import AppConfig


class IdentityConfig(AppConfig):
    name = "sopti.identity"
    verbose_name = "Keamanan akun"
