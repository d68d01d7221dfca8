from django.apps import AppConfig

from sopti.ui.frame import UNREAD, register_count


class NotificationsConfig(AppConfig):
    name = "sopti.notifications"
    verbose_name = "Pemberitahuan"

    def ready(self) -> None:
        from sopti.notifications.models import Message  # noqa: PLC0415 (models load after apps)

        register_count(UNREAD, lambda user: Message.objects.unread_of(user).count())
