from django.apps import AppConfig
from django.utils.module_loading import import_string

from sopti.core.gauges import register_gauges
from sopti.ui import menu
from sopti.workflow.issuing import register_edition_issuer, register_issuer
from sopti.workflow.registry import EVERYWHERE, register_job, register_task_panels

EVIDENCE = menu.Item(
    "evidence",
    "Berkas bukti",
    "reports:bundles",
    icon="paperclip",
    order=130,
    group=menu.HELP,
    pages=("reports:new_bundle", "reports:bundle"),
    seen_by="sopti.reports.evidence.rules.may_read",
)
SCANS = menu.Item(
    "scans",
    "Unggah pindaian",
    "reports:scans",
    icon="download",
    order=132,
    group=menu.HELP,
    pages=("reports:scan", "reports:keep_scan"),
    seen_by="sopti.reports.scans.rules.may_scan",
)

BOOKS = menu.Item(
    "books",
    "Buku register",
    "reports:books",
    icon="journal-text",
    order=66,
    pages=("reports:book",),
    seen_by="sopti.workflow.books.reads_books",
)


class ReportsConfig(AppConfig):
    name = "sopti.reports"
    verbose_name = "Laporan"

    def ready(self) -> None:
        register_gauges("sopti.reports.counted.gauges")
        register_issuer("sopti.reports.actions.issue")
        menu.register(EVIDENCE, SCANS)
        register_job("evidence", "sopti.reports.evidence.making.make_some")
        register_job("old evidence", "sopti.reports.evidence.actions.sweep")
        menu.register(BOOKS)
        register_edition_issuer("sopti.reports.sop_paper.issuing.issue_edition")
        # By name: it leads to rules that read models, which load after apps.
        import_string("sopti.reports.periodic.ready.prepare")()
        register_task_panels(EVERYWHERE, "sopti.reports.scans.panels.of_task")
        register_job("old scans", "sopti.reports.scans.actions.forget_old")
