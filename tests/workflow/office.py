"""A court at work: its SOP in force, a person in every role, the shortest way through a step."""

from datetime import timedelta

from django.db import connection

from sopti.workflow import actions
from sopti.workflow.actions.steps import Work
from tests import make

ROLES = ("operator_ti", "kasubag_ptip", "kabag", "sekretaris", "ketua")
REASON = "Belum lengkap, mohon diperbaiki."


def is_sqlite():
    return connection.vendor == "sqlite"


class Office:
    """One court of Madiun's SOP. `people` maps a role to who holds it; `clerk` holds none."""

    def __init__(self, *, roles=ROLES, **edition):
        self.court = make.court()
        self.edition = make.edition(self.court, **edition)
        self.people = {
            key: make.user(key, court=self.court, full_name=f"{key} satu") for key in roles
        }
        self.clerk = make.user(court=self.court, full_name="Pemohon")

    def open(self, procedure="permintaan-layanan", *, at=make.MONDAY, **words):
        by = words.pop("by", self.clerk)
        words = {"title": "Pencetak loket macet", "requester": by} | words
        return actions.open_case(self.edition, procedure, by=by, at=at, **words)

    def task(self, case, step=None):
        waiting = case.tasks.waiting()
        return waiting.get(step=step) if step else waiting.get()

    def do(self, case, step=None, *, by=None, at=None, begun=None, **work):
        """Complete a waiting step as its role does, with the least that its gates ask for."""
        task = self.task(case, step)
        decides = bool(task.sop_step.decision or task.route)
        least = {
            "input_confirmed": True,
            "result": "" if decides else "Selesai.",
            "outcome": "ya" if decides else "",
            "route": task.sop_step.routes[0].label if task.sop_step.routes and not decides else "",
        }
        return actions.complete(
            task.pk,
            Work(**least | work),
            by=by or self.people[task.role_id],
            at=at or task.opened_at + timedelta(minutes=20),
            begun=begun,
        )

    def up_to(self, case, step):
        """Do every step before this one."""
        while (task := case.tasks.waiting().first()) and task.step < step:
            self.do(case, task.step)
        return self.task(case, step)
