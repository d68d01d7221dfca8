from django.apps import AppConfig


class SopConfig(AppConfig):
    name = "sopti.sop"
    verbose_name = "SOP"

    def ready(self) -> None:
        from sopti.sop import checks  # noqa: F401, PLC0415 - importing it registers the check
