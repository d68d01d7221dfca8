from django.apps import AppConfig

from sopti.ui import menu
from sopti.workflow.books import register_book
from sopti.workflow.chapters import register_chapter
from sopti.workflow.diary import register_diary
from sopti.workflow.overview import register_overview
from sopti.workflow.registry import register_demo, register_home_panels, register_job

ITEM = menu.Item(
    "backups",
    "Cadangan data",
    "backups:backups",
    icon="database",
    order=95,
    group=menu.SAFETY,
    pages=("backups:*",),
    seen_by="sopti.backups.rules.may_read",
)

AT_WORK = frozenset({"operator_ti", "admin_web"})


class BackupsConfig(AppConfig):
    name = "sopti.backups"
    verbose_name = "Cadangan data"

    def ready(self) -> None:
        menu.register(ITEM)
        register_book("sopti.backups.book.BOOK")
        register_home_panels("sopti.backups.pages.home_panels", asks="sopti.backups.pages.late_of")
        register_overview("sopti.backups.overview.tell", order=85, seen_by=AT_WORK)
        register_job("late backups", "sopti.backups.late.tell_late")
        register_demo("sopti.backups.demo.load")
        register_chapter("backups", "sopti.backups.chapter.tell", order=45)
        register_diary("backups", "sopti.backups.diary.tell")
