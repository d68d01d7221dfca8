from django.apps import AppConfig
from django.utils.timezone import now

from sopti.core.retained import register_retained
from sopti.people.holdings import register_holdings
from sopti.ui import menu
from sopti.ui.frame import FAILING, UNREAD, register_count, register_list

ITEM = menu.Item(
    "inbox",
    "Pemberitahuan",
    "notifications:inbox",
    icon="bell",
    order=200,
    pages=("notifications:*",),
    stands=menu.BELL,
)


class NotificationsConfig(AppConfig):
    name = "sopti.notifications"
    verbose_name = "Pemberitahuan"

    def ready(self) -> None:
        from sopti.notifications.failing import count_failing  # noqa: PLC0415 (models load later)
        from sopti.notifications.models import Message  # noqa: PLC0415 (models load after apps)

        menu.register(ITEM)
        held = ("MESSAGES", "DIGESTS", "WISHES")
        register_holdings(*(f"sopti.notifications.held.{name}" for name in held))
        register_retained("sopti.notifications.retained.MESSAGES")
        register_list(UNREAD, Message.objects.counted_for)
        register_count(FAILING, lambda user: count_failing(user, at=now()))
