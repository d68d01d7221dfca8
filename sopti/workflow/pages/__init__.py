"""What each page shows, gathered in a fixed number of queries."""

from sopti.workflow.pages.case import case_page, case_seen_by
from sopti.workflow.pages.cases import cases_page
from sopti.workflow.pages.home import home_page, next_task
from sopti.workflow.pages.sop_way import sop_way_page
from sopti.workflow.pages.stale import lost_page
from sopti.workflow.pages.task import task_page

__all__ = [
    "case_page",
    "case_seen_by",
    "cases_page",
    "home_page",
    "lost_page",
    "next_task",
    "sop_way_page",
    "task_page",
]
