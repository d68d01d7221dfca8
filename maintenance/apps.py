"""The upkeep of what the court runs: devices, security, server, network, SIPP."""

from django.apps import AppConfig
from django.utils.module_loading import import_string

from sopti.people.holdings import register_holdings
from sopti.sop import registry as sops

# The sections of the SOPs, each with the words of `does` that its steps may use.
SECTIONS: dict[str, tuple[str, ...]] = {
    "maintenance": (
        "make-schedule",
        "check-schedule",
        "watch-network",
        "assure-quality",
        "check-network",
        "check-server",
        "check-devices",
        "watch-development",
        "coordinate",
        "report-upkeep",
        "analyse-upkeep",
        "evaluate-upkeep",
        "recap-upkeep",
        "follow-up-upkeep",
    ),
    "security": (
        "guard-network",
        "test-application",
        "consider-application",
        "check-applications",
        "manage-risks",
        "approve-application",
        "back-up",
    ),
    "server": (
        "look-at-servers",
        "report-servers",
        "take-in-servers",
        "follow-up-servers",
        "back-up-servers",
        "care-for-servers",
    ),
    "network": ("assign-network", "survey-network", "approve-network", "mend-network"),
    "sipp": (
        "check-sipp",
        "back-up-sipp",
        "review-sipp-users",
        "take-sipp-complaint",
        "report-sipp",
        "decide-sipp",
        "troubleshoot-sipp",
    ),
}
ROOMS = (
    "assets",
    "security",
    "servers",
    "network",
    "sipp",
    "upkeep",
)  # folders; each says in its ready.py what the house must know


class MaintenanceConfig(AppConfig):
    name = "maintenance"
    verbose_name = "Pemeliharaan dan pengamanan"

    def ready(self) -> None:
        for key, deeds in SECTIONS.items():
            sops.register(sops.Section(key, deeds=deeds))
        for room in ROOMS:  # by name: a room's ready.py reads models, which load after apps
            import_string(f"maintenance.{room}.ready.prepare")(self)
        register_holdings("maintenance.held.ASSETS", "maintenance.held.SEATS")
