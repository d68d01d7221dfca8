from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "sopti.reports"
    verbose_name = "Laporan"
