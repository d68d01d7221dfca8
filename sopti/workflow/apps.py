from django.apps import AppConfig

from sopti.search.kinds import register_searched
from sopti.ui import menu
from sopti.ui.frame import WAITING, register_list
from sopti.workflow.diary import register_diary

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


class WorkflowConfig(AppConfig):
    name = "sopti.workflow"
    verbose_name = "Berkas"

    def ready(self) -> None:
        from sopti.workflow.models import Task  # noqa: PLC0415 (models load after apps)

        menu.register(*ITEMS)
        register_searched("sopti.workflow.searched.CASES")
        for tell in ("limits", "ended", "routine"):
            register_diary(tell, f"sopti.workflow.dated.{tell}")
        register_list(WAITING, Task.objects.waiting_of)
