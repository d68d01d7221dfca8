from django.apps import AppConfig


class FiguresConfig(AppConfig):
    name = "sopti.figures"
    verbose_name = "Angka"
