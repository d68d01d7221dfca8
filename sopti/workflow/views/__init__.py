"""The generic pages of the engine."""

from sopti.workflow.views.case import (
    answer,
    attach,
    attachment,
    cancel,
    case,
    remark,
    sop_way,
    thumbnail,
    withdraw,
)
from sopti.workflow.views.lists import cases, home
from sopti.workflow.views.opening import open_case, put_in_force
from sopti.workflow.views.task import ask, complete, reassign, start, task

__all__ = [
    "answer",
    "ask",
    "attach",
    "attachment",
    "cancel",
    "case",
    "cases",
    "complete",
    "home",
    "open_case",
    "put_in_force",
    "reassign",
    "remark",
    "sop_way",
    "start",
    "task",
    "thumbnail",
    "withdraw",
]
