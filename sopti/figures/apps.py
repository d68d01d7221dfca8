from django.apps import AppConfig

from sopti.sop.registry import register_review_notes
from sopti.ui import menu
from sopti.workflow.chapters import register_chapter
from sopti.workflow.overview import register_overview
from sopti.workflow.registry import register_job


def _overview(order: int, seen_by: str) -> menu.Item:
    return menu.Item(
        "overview",
        "Ikhtisar",
        "figures:overview",
        icon="bar-chart",
        order=order,
        seen_by=f"sopti.figures.rules.{seen_by}",
    )


ITEMS = (
    _overview(35, "leads"),  # in the bar; for all others under Lainnya: the work itself comes first
    _overview(61, "may_read"),
    menu.Item(
        "compliance",
        "Kepatuhan SOP",
        "figures:compliance",
        icon="patch-check-fill",
        order=63,
        group=menu.POLICY,
        pages=("figures:procedure", "figures:new_note"),
        seen_by="sopti.figures.rules.may_read",
    ),
)
LEADERS = frozenset({"ketua", "sekretaris"})
WATCHERS = frozenset({"sekretaris", "kasubag_ptip", "kabag"})


class FiguresConfig(AppConfig):
    name = "sopti.figures"
    verbose_name = "Angka"

    def ready(self) -> None:
        menu.register(*ITEMS)
        register_job("figures of months", "sopti.figures.keeping.keep_months")
        register_review_notes("sopti.figures.pages.review_notes")
        register_overview("sopti.figures.overview.month", order=5, seen_by=LEADERS)
        register_overview("sopti.figures.overview.compliance", order=45, seen_by=WATCHERS)
        register_chapter("kepatuhan", "sopti.figures.chapter.tell", order=85)
