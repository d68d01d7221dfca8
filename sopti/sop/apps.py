from django.apps import AppConfig

from sopti.ui import menu

ITEM = menu.Item(
    "sop", "SOP", "sop:documents", icon="diagram-3", order=60, pages=("sop:*",), short="SOP"
)


class SopConfig(AppConfig):
    name = "sopti.sop"
    verbose_name = "SOP"

    def ready(self) -> None:
        menu.register(ITEM)
        from sopti.sop import checks  # noqa: F401, PLC0415 - importing it registers the check
