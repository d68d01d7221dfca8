from django.apps import AppConfig

from sopti.sop import registry as sops

SECTIONS = ("website", "publishing", "social_media")


class WebsiteOpsConfig(AppConfig):
    name = "website_ops"

    def ready(self) -> None:
        for key in SECTIONS:
            sops.register(sops.Section(key))
