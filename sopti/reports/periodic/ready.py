"""What the reports of months and years tell the house when it starts."""

from __future__ import annotations

from sopti.ui import menu
from sopti.workflow.overview import register_overview
from sopti.workflow.registry import register_demo_deeds, register_home_panels, register_job

ITEM = menu.Item(
    "reports",
    "Laporan",
    "reports:reports",
    icon="file-earmark-text",
    order=45,
    pages=(
        "reports:report", "reports:word_report", "reports:return_report", "reports:correct_report",
    ),
    seen_by="sopti.reports.periodic.rules.may_read",
)  # fmt: skip

READERS = frozenset({"kasubag_ptip", "kabag", "sekretaris", "ketua"})


def prepare() -> None:
    menu.register(ITEM)
    register_job("reports due", "sopti.reports.periodic.drafting.draft_due")
    register_job("reports to print", "sopti.reports.periodic.printing.make_waiting")
    register_home_panels(
        "sopti.reports.periodic.home.home_panels", asks="sopti.reports.periodic.home.open_of"
    )
    register_overview("sopti.reports.periodic.overview.tell", order=12, seen_by=READERS)
    register_demo_deeds("sopti.reports.periodic.demo.deeds")
