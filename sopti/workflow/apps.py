from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate

from sopti.core.retained import register_retained
from sopti.people.holdings import register_holdings
from sopti.search.kinds import register_searched
from sopti.ui import menu
from sopti.ui.frame import WAITING, register_list
from sopti.workflow.diary import register_diary
from sopti.workflow.overview import register_overview

ITEMS = (
    menu.Item(
        "home",
        "Beranda",
        "home",
        icon="house",
        order=10,
        pages=("workflow:task",),
        short="Beranda",
    ),
    menu.Item(
        "cases",
        "Berkas",
        "workflow:cases",
        icon="journal-text",
        order=40,
        pages=("workflow:*", "reports:*"),
        short="Berkas",
    ),
)

HEADS = frozenset({"kasubag_ptip", "kabag"})
DESK = HEADS | {"operator_ti", "admin_web"}
OVERVIEW = (
    ("my_work", 10, frozenset[str]()),
    ("stalled", 25, DESK),
    ("load", 30, HEADS),
    ("late", 40, HEADS | {"ketua", "sekretaris"}),
    ("coming", 50, HEADS),
)


class WorkflowConfig(AppConfig):
    name = "sopti.workflow"
    verbose_name = "Berkas"

    def ready(self) -> None:
        from sopti.workflow import guards  # noqa: PLC0415 (models load after apps)
        from sopti.workflow.models import Task  # noqa: PLC0415

        # Once before all migrations of all apps, and once after them.
        pre_migrate.connect(guards.take_away, sender=self)
        post_migrate.connect(guards.put, sender=self)
        menu.register(*ITEMS)
        held = ("CASES", "STEPS", "TALK", "QUESTIONS", "FILES", "RECORD")
        register_holdings(*(f"sopti.workflow.held.{name}" for name in held))
        register_retained("sopti.workflow.retained.ATTACHMENTS")
        register_searched("sopti.workflow.searched.CASES")
        for tell in ("limits", "ended", "routine"):
            register_diary(tell, f"sopti.workflow.dated.{tell}")
        for tell, order, seen_by in OVERVIEW:
            register_overview(f"sopti.workflow.work_told.{tell}", order=order, seen_by=seen_by)
        register_list(WAITING, Task.objects.waiting_of)
