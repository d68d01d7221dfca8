from django.apps import AppConfig

from sopti.sop.registry import register_review_notes
from sopti.ui import menu
from sopti.workflow.chapters import register_chapter
from sopti.workflow.registry import register_job

ITEM = menu.Item(
    "compliance",
    "Kepatuhan SOP",
    "figures:compliance",
    icon="patch-check-fill",
    order=63,
    group=menu.POLICY,
    pages=("figures:procedure", "figures:new_note"),
    seen_by="sopti.figures.rules.may_read",
)


class FiguresConfig(AppConfig):
    name = "sopti.figures"
    verbose_name = "Angka"

    def ready(self) -> None:
        menu.register(ITEM)
        register_job("figures of months", "sopti.figures.keeping.keep_months")
        register_review_notes("sopti.figures.pages.review_notes")
        register_chapter("kepatuhan", "sopti.figures.chapter.tell", order=85)
