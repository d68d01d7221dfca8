"""Somebody who walks a case through its table over HTTP, step by step, as the roles of the SOP."""

import re
from collections import Counter
from itertools import groupby

from django.apps import apps
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from sopti.people.models import Court, User
from sopti.sop.models import Edition
from sopti.workflow import deeds
from sopti.workflow.deeds import Deed
from sopti.workflow.models import Case
from tests.walk.forms import forms_of

REASON = "Belum sesuai, mohon diperbaiki dahulu."
ERRORS = re.compile(
    r'<div class="errsum".*?</div>|<div class="notice notice--no".*?</div>', re.DOTALL
)


class Walker:
    """One case of one flow. What comes next is computed here from the SOP, not by the engine."""

    def __init__(self, court, document, procedure, flow):
        self.court = Court.objects.get(key=court)
        editions = Edition.objects.in_force().select_related("document__court")
        self.edition = editions.get(document__court=self.court, document__key=document)
        self.procedure = self.edition.sop.procedure(procedure)
        self.flow = next((one for one in self.procedure.flows if one.key == flow), None)
        self.steps = {step.number: step for step in self.procedure.steps}
        self.browsers = {}
        self.written = {}  # by task: the rows that its deeds added
        self.case = None

    # ---------------------------------------------------------------------------------- the oracle
    @property
    def stages(self):
        """The steps that open at once, in order: neighbours in `together` are one stage."""
        numbers = self.flow.steps if self.flow else tuple(self.steps)
        together = self.flow.together if self.flow else ()
        parts = groupby(numbers, key=lambda number: "all" if number in together else number)
        return [tuple(part) for _, part in parts]

    def performer(self, task):
        """The role that the SOP names for the task: the step's, or its receiver's."""
        step = self.steps[task.step]
        routed = {route.label: route.role for route in step.routes}
        return routed[task.route] if task.route else step.role

    def goes_back_to(self, step):
        """Where "tidak" leads: the step named, or the nearest before it that this flow has."""
        numbers = [number for stage in self.stages for number in stage]
        named = step.decision.no
        return named if named in numbers else numbers[numbers.index(step.number) - 1]

    # -------------------------------------------------------------------------------------- people
    def browser(self, role):
        if role not in self.browsers:
            browser = Client()
            browser.force_login(self.holder(role))
            self.browsers[role] = browser
        return self.browsers[role]

    def holder(self, role):
        """The person of the demonstration who holds the role themselves, not for somebody else."""
        today = localdate(timezone=self.court.tz)
        held = User.objects.holding(role, court=self.court, on=today).order_by("pk")
        people = [
            person
            for person in held
            if any(mine.role_id == role and not mine.capacity for mine in person.appointments_today)
        ]
        assert people, f"Nobody in {self.court} holds {role}."
        return min(people, key=lambda person: len(person.role_keys))

    def opener(self):
        """A role that may open this flow and decides nothing in it: nobody decides on their own."""
        allowed = (self.flow and self.flow.by) or self.procedure.opens_by
        deciders = {step.role for step in self.procedure.steps if step.decision}
        return next((role for role in allowed if role not in deciders), allowed[0])

    # --------------------------------------------------------------------------------------- pages
    def open(self):
        if self.procedure.section == "service_request" and self.flow is None:
            role, address = "pegawai", reverse("requests:new")
        else:
            names = [self.edition.document.key, self.procedure.key]
            role, address = self.opener(), reverse("workflow:open", args=names)
        browser = self.browser(role)
        form = self.form(browser.get(address), "")
        sent = form.filled(
            flow=self.flow.key if self.flow else "seluruh",
            title=f"Uji jalan {self.procedure.key}",
            detail="Diuji dari langkah pertama sampai terakhir menurut SOP.",
        )
        answer = browser.post(address, sent)
        assert answer.status_code == 302, said(answer)
        self.case = Case.objects.select_related("edition").get(
            court=self.court, title=sent["title"]
        )
        assert answer.url == self.case.get_absolute_url()
        assert self.case.flow_key == (self.flow.key if self.flow else "")
        return self

    def form(self, page, action):
        assert page.status_code == 200, said(page)
        forms = forms_of(page.content.decode())
        assert action in forms, f"No form for {action!r}: {said(page)}"
        return forms[action]

    def waiting(self):
        return {task.step: task for task in self.case.tasks.waiting().order_by("pk")}

    def do(self, number, **chosen):
        """Do a waiting step as its role, by the form of its page."""
        task = self.waiting()[number]
        role = self.performer(task)
        assert task.role_id == role, (number, task.role_id, role)
        browser = self.browser(role)
        action = reverse("workflow:complete", args=[task.pk])
        form = self.form(browser.get(task.get_absolute_url()), action)
        before = self.rows(task)
        answer = browser.post(action, form.filled(**chosen), follow=True)
        page = answer.content.decode()
        assert answer.redirect_chain == [(self.case.get_absolute_url(), 302)], said(answer)
        assert f"langkah {number} dicatat." in page, said(answer)
        task.refresh_from_db()
        assert task.status == "selesai"
        self.written[task.pk] = self.rows(task) - before
        return task

    def rows(self, task):
        """How many rows the rooms have, their histories too, where a deed of the step writes."""
        if not any(type(deed).effect is not Deed.effect for deed in deeds.of(task)):
            return Counter()
        labels = ("requests", "maintenance", "website_ops", "backups")
        models = [one for label in labels for one in apps.get_app_config(label).get_models()]
        return Counter({one.__name__: one.objects.count() for one in models})

    def reach(self, number):
        """Do every step before this one."""
        while number not in self.waiting():
            self.stage(list(self.waiting()))

    def stage(self, numbers, *, route=0):
        """Do every step of a stage, with "ya" where it decides and the route where it sends on."""
        for number in numbers:
            task = self.do(number, **self.choice(number, route))
            if task.sop_step.routes:
                self.do(number, outcome="ya")

    def choice(self, number, route):
        step = self.steps[number]
        if step.decision:
            return {"outcome": "ya"}
        return {"route": step.routes[route].label} if step.routes else {}


def said(answer):
    """What a page complains of, for a failing test."""
    page = answer.content.decode()
    found = [" ".join(re.sub(r"<[^>]+>", " ", part).split()) for part in ERRORS.findall(page)]
    return f"{answer.status_code}: {found or page[:400]}"
