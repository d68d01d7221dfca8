"""Everything that changes a case: one public function per thing a person can do."""

from sopti.workflow.actions._parts import lock_case, lock_task, tell_requester
from sopti.workflow.actions.attachments import attach, keep_scan
from sopti.workflow.actions.closing import cancel, end_as_merged, withdraw
from sopti.workflow.actions.force import put_in_force
from sopti.workflow.actions.opening import open_case
from sopti.workflow.actions.questions import answer, ask
from sopti.workflow.actions.routine import open_routine_cases
from sopti.workflow.actions.steps import complete, reassign, start
from sopti.workflow.actions.subjects import name_subjects
from sopti.workflow.actions.talk import note, remark
from sopti.workflow.actions.undoing import undo

__all__ = [
    "answer",
    "ask",
    "attach",
    "cancel",
    "complete",
    "end_as_merged",
    "keep_scan",
    "lock_case",
    "lock_task",
    "name_subjects",
    "note",
    "open_case",
    "open_routine_cases",
    "put_in_force",
    "reassign",
    "remark",
    "start",
    "tell_requester",
    "undo",
    "withdraw",
]
