"""The upkeep of what the court runs: devices, security, server, network, SIPP."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate

from sopti.sop import registry as sops
from sopti.ui import menu
from sopti.workflow.registry import register_demo, register_job

ITEM = menu.Item(
    "assets",
    "Aset",
    "maintenance:assets",
    icon="pc-display",
    order=80,
    pages=("maintenance:*",),
)
SECTIONS = ("maintenance", "security", "server", "network", "sipp")


class MaintenanceConfig(AppConfig):
    name = "maintenance"

    def ready(self) -> None:
        from maintenance.assets.kinds import load_kinds  # noqa: PLC0415 (models load after apps)
        from sopti.workflow.subjects import register_subjects  # noqa: PLC0415 (the same)

        menu.register(ITEM)
        for key in SECTIONS:
            sops.register(sops.Section(key))
        register_subjects("asset", "maintenance.assets.subjects.OFFER")
        register_job("old asset imports", "maintenance.assets.imports.actions.forget_old")
        register_demo("maintenance.assets.demo.load")
        post_migrate.connect(load_kinds, sender=self)
