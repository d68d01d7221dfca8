"""Who may come through each address of the cases."""

from sopti.core.doors import HOLDER, PERSON, SEER

DOORS = {
    "cases": PERSON.overseen,
    "open": HOLDER,
    "case": SEER.of("workflow.Case").overseen,
    "sop_way": SEER.of("workflow.Case").overseen,
    "withdraw": HOLDER.of("workflow.Case"),
    "cancel": HOLDER.of("workflow.Case"),
    "attach": HOLDER.of("workflow.Case"),
    "remark": HOLDER.of("workflow.Case"),
    "task": SEER.of("workflow.Task").overseen,
    "start": HOLDER.of("workflow.Task"),
    "complete": HOLDER.of("workflow.Task"),
    "reassign": HOLDER.of("workflow.Task"),
    "ask": HOLDER.of("workflow.Task"),
    "answer": HOLDER.of("workflow.Question"),
    "attachment": SEER.of("workflow.Attachment").overseen,
    "thumbnail": SEER.of("workflow.Attachment").overseen,
    "put_in_force": HOLDER.of("sop.Edition"),
}
