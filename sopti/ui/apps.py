from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "sopti.ui"
    verbose_name = "Tampilan"
