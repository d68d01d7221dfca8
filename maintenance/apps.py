from django.apps import AppConfig

from sopti.sop import registry as sops

SECTIONS = ("maintenance", "security", "server", "network", "sipp")


class MaintenanceConfig(AppConfig):
    name = "maintenance"

    def ready(self) -> None:
        for key in SECTIONS:
            sops.register(sops.Section(key))
