from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "sopti.notifications"
    verbose_name = "Pemberitahuan"
