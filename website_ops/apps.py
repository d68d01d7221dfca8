"""What the court publishes: its website, the coverage of its events, its social media."""

from django.apps import AppConfig
from django.utils.module_loading import import_string

from sopti.sop import registry as sops

# The sections of the SOPs, each with the words of `does` that its steps may use.
STORIES = (
    "gather-material", "convert-material", "select-photos", "write-story", "check-story",
    "publish-story", "file-story",
)  # fmt: skip
UPKEEP = (
    "check-site", "check-system", "back-up", "watch-visitors", "renew-service", "report-site",
    "report-stale", "receive-report", "update-content", "decide-fix", "plan-follow-up", "fix-site",
)  # fmt: skip
SECTIONS: dict[str, tuple[str, ...]] = {
    "website": (*STORIES, *UPKEEP),
    "publishing": ("prepare-coverage", "cover-event", *STORIES),
    "social_media": (
        "draft-posts",
        "check-posts",
        "publish-posts",
        "report-posts",
        "evaluate-posts",
        "file-posts",
    ),
}
# Folders; each says in its ready.py what the house must know.
ROOMS: tuple[str, ...] = ("sites", "renewals", "channels", "stories", "coverage", "social")


class WebsiteOpsConfig(AppConfig):
    name = "website_ops"
    verbose_name = "Situs dan media"

    def ready(self) -> None:
        for key, deeds in SECTIONS.items():
            sops.register(sops.Section(key, deeds=deeds))
        for room in ROOMS:  # by name: a room's ready.py reads models, which load after apps
            import_string(f"website_ops.{room}.ready.prepare")(self)
