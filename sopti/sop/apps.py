from django.apps import AppConfig


class SopConfig(AppConfig):
    name = "sopti.sop"
    verbose_name = "SOP"
