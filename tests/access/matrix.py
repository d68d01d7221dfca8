"""Role by act by state of the case by court: every cell of one table of an SOP, asked over HTTP.

The states are reached by the acts themselves, as their people; what is expected comes from the
files (oracle.py). A cell is a person, an act and a way of asking: GET, POST as the form sends it,
POST with everything added that a table has a column for.
"""

import io
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta

from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate
from PIL import Image

from sopti.people.models import Appointment, Court, User
from tests.access import oracle
from tests.access.knocking import Door
from tests.access.oracle import Moment, Person
from tests.walk.walker import REASON, Walker

COLUMNS = {
    column.attname: "1"
    for label in ("workflow", "people")
    for model in apps.get_app_config(label).get_models()
    for column in model._meta.concrete_fields  # noqa: SLF001 (as whoever forges a form guesses)
}
ANOTHER = {"pa-kota-madiun": "pa-payakumbuh"}  # everybody else is tried by people of Madiun


@dataclass
class Tally:
    """How many cells came out, by what was expected; and those that did not."""

    counted: Counter = field(default_factory=Counter)
    wrong: list = field(default_factory=list)

    def note(self, cell, came, *, may):
        self.counted["allowed" if may else "forbidden"] += 1
        right = came.is_allowed(cell[2]) if may else came.is_denied
        if not right:
            told = (came.status, f"{came.traces} traces", "changed" if came.changed else "")
            self.wrong.append((*cell, "may" if may else "may not", *told))


class Matrix:
    """One table of one court."""

    def __init__(self, court, document, procedure, tally=None):
        self.court, self.other = court, ANOTHER.get(court, "pa-kota-madiun")
        self.table = oracle.tables(court)[document, procedure]
        self.steps = {step["number"]: step for step in self.table["steps"]}
        self.walker = Walker(court, document, procedure, "")
        self.door, self.tally = Door(), tally or Tally()
        self.extra, self.only, self.was_sent_back = {}, None, False

    # -------------------------------------------------------------------------------------- people
    def persons(self, role):
        """Everybody who knocks at a step of this role."""
        own = [Person(f"{account}", account, self.court, roles, self._is_filer(account))
               for account, roles in oracle.people(self.court)]  # fmt: skip
        far = [Person(f"far {account}", account, self.other, roles)
               for account, roles in oracle.people(self.other)]  # fmt: skip
        everybody = [Person("nobody"), *own, *self._special(role), *far]
        return [one for one in everybody if self.only is None or one.account in self.only]

    def _is_filer(self, account):
        case = self.walker.case
        return account in {case.requester and case.requester.username,
                           case.filed_by and case.filed_by.username}  # fmt: skip

    def _special(self, role):
        """Whose hold on the role is over, not begun, in force by letter, or of a closed account."""
        if role not in self.extra:
            self.extra[role] = [
                self._somebody("former", role, (-30, -1), acts=False),
                self._somebody("acted", role, (-9, -2)),
                self._somebody("will act", role, (3, 9)),
                self._somebody("acts", role, (-1, 1)),
                self._somebody("closed", role, (-30, None), acts=False, is_active=False),
            ]
        return self.extra[role]

    def _somebody(self, label, role, days, *, acts=True, is_active=True):
        court = Court.objects.get(key=self.court)
        account = f"{label.replace(' ', '-')}.{role}.{self.court}"
        made = User.objects.create(
            court=court, username=account, full_name=f"{label} {role}", is_active=is_active
        )
        today = localdate(timezone=court.tz)
        first, last = (None if day is None else today + timedelta(days=day) for day in days)
        words = {"capacity": "plh", "letter_number": "17/SPT/2026"} if acts else {}
        held = {"user": made, "court": court}
        Appointment.objects.create(**held, role_id="pegawai", starts_on=first)
        Appointment.objects.create(**held, role_id=role, starts_on=first, ends_on=last, **words)
        roles = {"pegawai"} | ({role} if label == "acts" else set())
        return Person(f"{label} {role}", account, self.court if is_active else "", frozenset(roles))

    # -------------------------------------------------------------------------------------- states
    def run(self):
        """Knock in every state that the case comes to on its way to the end of the table."""
        self.opening()
        self.walker.open()
        for stage in self.walker.stages:
            for number in stage:
                self.knock_everywhere(f"langkah {number}", self.walker.waiting()[number])
            self._beside_the_way(stage[0])
            self._sent_back(stage[0])
            self.walker.stage(stage)
        self.knock_everywhere("selesai", self.walker.case.tasks.last())
        return self.tally

    def run_first(self, *, of=None):
        """Knock at the opening and at the first step only; as these accounts, or as everybody."""
        self.only = of
        self.opening()
        self.walker.open()
        self.knock_everywhere("langkah pertama", min(self.walker.waiting().items())[1])
        return self.tally

    def _beside_the_way(self, number):
        """Begin the step, withdraw and cancel the case, and take each of these back again."""
        task = self.walker.waiting()[number]
        holder = self.walker.holder(self.walker.performer(task)).username
        head = next(account for account, roles in oracle.people(self.court) if "ketua" in roles)
        filer = self.walker.case.filed_by.username
        ways = [("dikerjakan", holder, "workflow:start", task.pk),
                ("ditarik", filer, "workflow:withdraw", task.case_id),
                ("dibatalkan", head, "workflow:cancel", task.case_id)]  # fmt: skip
        for state, account, act, key in ways:
            with undone():
                self.door.browser(account).post(reverse(act, args=[key]), {"reason": REASON})
                task.refresh_from_db()
                self.knock_everywhere(f"langkah {number} {state}", task)
            task.refresh_from_db()

    def _sent_back(self, number):
        """Answer the first decision of the table once with no: the steps stand open again."""
        if not self.steps[number].get("decision") or self.was_sent_back or number == 1:
            return
        self.was_sent_back = True
        self.walker.do(number, outcome="kembali", reason=REASON)
        while number not in (waiting := self.walker.waiting()):
            self.knock_everywhere(f"kembali ke {min(waiting)}", waiting[min(waiting)])
            self.walker.stage([min(waiting)])

    def opening(self):
        """Who may open a case of this table, and who may not."""
        address = reverse("workflow:open", args=[self.walker.edition.document.key,
                                                 self.walker.procedure.key])  # fmt: skip
        flows = [None, *self.table.get("flows", [])]
        for person in self._before_any_case():
            may = any(oracle.may_open(person, self.table, self.court, flow) for flow in flows)
            came = self.door.knock(person.account, "GET", address)
            self.tally.note((self._name("baru"), person.label, "GET", "workflow:open"), came,
                            may=may)  # fmt: skip

    def _before_any_case(self):
        courts = {self.court: "", self.other: "far "}
        own = [
            Person(f"{far}{account}", account, court, roles)
            for court, far in courts.items()
            for account, roles in oracle.people(court)
        ]
        return [Person("nobody"), *own]

    def _name(self, state):
        return f"{self.court} {self.table['key']}: {state}"

    # --------------------------------------------------------------------------------------- cells
    def knock_everywhere(self, state, task):
        self.walker.case.refresh_from_db()
        moment, sent = self.moment(task), self.forms(task)
        for person in self.persons(moment.role):
            self._knock_as(person, state, task, moment, sent)
        with undone():
            self._knock_as(self._filer_with(moment.role), state, task, moment, sent)

    def _filer_with(self, role):
        """Whoever filed the case, holding the role of its step, too."""
        filer = self.walker.case.filed_by
        today = localdate(timezone=filer.court.tz)
        Appointment.objects.create(user=filer, court=filer.court, role_id=role, starts_on=today)
        roles = dict(oracle.people(self.court))[filer.username] | {role}
        return Person(f"filer as {role}", filer.username, self.court, roles, is_filer=True)

    def _knock_as(self, person, state, task, moment, sent):
        for act, may in oracle.MAY.items():
            cell = (self._name(state), person.label)
            self._knock(cell, person, act, task, may=may(person, moment), sent=sent.get(act))

    def _knock(self, cell, person, act, task, *, may, sent):
        key = task.pk if act in oracle.OF_THE_TASK else task.case_id
        address = reverse(act, args=[key])
        reads = act in oracle.READS
        came = self.door.knock(person.account, "GET", address)
        self.tally.note((*cell, "GET", act), came, may=may and reads)
        if reads or (may and sent is None):  # a form that its page does not offer
            return
        for forged in ({}, COLUMNS) if person.court == self.court else ({},):
            came = self.door.knock(person.account, "POST", address, forged | (sent or {}))
            self.tally.note((*cell, "POST", f"{act}{' forged' if forged else ''}"), came, may=may)

    def moment(self, task):
        case, step = self.walker.case, self.steps[task.step]
        done = case.tasks.filter(status="selesai").values_list("step", flat=True)
        to = {route["label"]: route["role"] for route in step.get("routes", [])}
        return Moment(
            court=self.court,
            is_running=case.status == "berjalan",
            is_decided=any("decision" in self.steps[number] for number in done),
            is_waiting=task.status in {"terbuka", "dikerjakan"},
            is_started=task.status == "dikerjakan",
            role=to[task.route] if task.route else step["role"],
            decides="decision" in step or bool(task.route),
            held_by=task.assigned_to.username if task.assigned_to else "",
        )

    def forms(self, task):
        """What an honest person sends for each act; the work as the page of its step asks."""
        acting = self._special(self.moment(task).role)[3]
        sent = {
            "workflow:start": {},
            "workflow:withdraw": {"reason": REASON},
            "workflow:cancel": {"reason": REASON},
            "workflow:remark": {"pesan-text": REASON},
            "workflow:attach": {"lampiran-files": picture()},
            "workflow:reassign": {
                "alih-to": User.objects.get(username=acting.account).pk,
                "alih-reason": REASON,
            },
        }
        if self.walker.case.requester_id is not None:
            sent["workflow:ask"] = {"tanya-text": REASON}
        if task.is_waiting:
            sent["workflow:complete"] = self._work(task)
        return sent

    def _work(self, task):
        browser = self.walker.browser(self.walker.performer(task))
        action = reverse("workflow:complete", args=[task.pk])
        form = self.walker.form(browser.get(task.get_absolute_url()), action)
        choice = {"outcome": "ya"} if task.route else self.walker.choice(task.step, 0)
        return form.filled(**choice) | {"form_key": ""}


@contextmanager
def undone():
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def picture():
    out = io.BytesIO()
    Image.new("RGB", (8, 8), "white").save(out, "PNG")
    return SimpleUploadedFile("bukti.png", out.getvalue(), "image/png")
