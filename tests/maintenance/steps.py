"""Steps done over HTTP as people do them: the page is read, its form filled, and sent."""

from django.test import Client
from django.urls import reverse

from tests import make
from tests.walk.forms import forms_of
from tests.walk.walker import said
from tests.workflow.office import Office

ROLES = ("operator_ti", "kasubag_ptip", "kasubag_umum", "sekretaris", "ketua")


class Desk(Office):
    """A court with its SOP, whose people work at their browsers."""

    def __init__(self, of, document):
        super().__init__(of=of, document=document, roles=ROLES)

    def browser(self, role):
        browser = Client()
        browser.force_login(self.people[role])
        return browser

    def step(self, case, number, **chosen):
        """Do a waiting step by the form of its page; return the finished task."""
        task, answer = self.sent(case, number, **chosen)
        assert answer.status_code == 302, said(answer)
        task.refresh_from_db()
        assert task.finished_at, said(answer)
        return task

    def sent(self, case, number, **chosen):
        """Send the form of a waiting step; return the task and the answer."""
        task = self.task(case, number)
        browser = self.browser(task.role_id)
        action = reverse("workflow:complete", args=[task.pk])
        page = browser.get(task.get_absolute_url())
        assert page.status_code == 200, said(page)
        form = forms_of(page.content.decode())[action]
        given = {
            f"f_{key}" if f"f_{key}" in form.controls else key: value
            for key, value in chosen.items()
        }
        assert given.keys() <= form.controls.keys(), form.controls.keys()
        return task, browser.post(action, form.filled(**given))

    def routine(self, procedure, **words):
        return self.open(procedure, by=self.people["operator_ti"], **words)


def desk(of="pa-payakumbuh", document="as-29"):
    made = Desk(of, document)
    make.role("pihak_ketiga")
    return made
