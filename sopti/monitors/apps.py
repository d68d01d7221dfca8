from django.apps import AppConfig


class MonitorsConfig(AppConfig):
    name = "sopti.monitors"
    verbose_name = "Pemantauan"
