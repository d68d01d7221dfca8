"""What the proofs do inside their site: people, cases to race for, and the account of it all."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Q
from django.utils.timezone import now

from requests.models import ServiceRequest
from sopti.core.periods import month_of
from sopti.core.storing import HALVES
from sopti.notifications.actions import CLAIM_LASTS, send_waiting
from sopti.notifications.enums import Channel
from sopti.notifications.mails import mail_of
from sopti.notifications.models import Message
from sopti.people.models import Appointment, Court, User
from sopti.reports.periodic import actions as reports
from sopti.reports.periodic.models import Report
from sopti.workflow import actions
from sopti.workflow.actions.steps import Work
from sopti.workflow.models import Attachment, Case, Event, RegisterCounter, Task
from sopti.workflow.record import verify
from tests import make
from tests.browser.sessions import _session_of
from tests.workflow.office import Office

if TYPE_CHECKING:
    from collections.abc import Sequence

ROLES = ("ketua", "sekretaris", "admin", "operator_ti")


class Desk(Office):
    """The office of the proofs, found again where it was made already."""

    def __init__(self):
        known = Court.objects.first()
        if known is None:
            super().__init__()
            operator = self.people["operator_ti"]
            operator.email = "operator@sopti.example"
            operator.save(update_fields=["email"])
            return
        self.court, self.edition = known, known.documents.get(key="as-32").editions.get()
        held = Appointment.objects.filter(court=known, user__full_name__endswith=" satu")
        self.people = {one.role_id: one.user for one in held.exclude(role="pegawai")}
        self.clerk = User.objects.get(full_name="Pemohon")


def people(*, count: int, others: int = 0, roles: Sequence[str] = ROLES) -> dict[str, list[str]]:
    """Make the office with so many people who hold these roles, and others who hold none.

    Return the sessions of the first, the numbers of the others, and sessions of the office.
    """
    desk = Desk()
    made = [
        User(
            court=desk.court,
            username=f"orang.{number}",
            full_name=f"Orang {number}",
            password="!",  # nobody logs in: the sessions are made here
            email=f"orang{number}@sopti.example",
        )
        for number in range(count + others)
    ]
    for person in made[count:]:
        person.save()
    for person in made[:count]:
        person.save()
        for role in ("pegawai", *roles):
            make.appointment(person, role)
    return {
        "sessions": [_session_of(person) for person in made[:count]],
        "numbers": [person.pk for person in made[:count]],
        "others": [person.pk for person in made[count:]],
        "clerk": _session_of(desk.clerk),
        "operator": _session_of(desk.people["operator_ti"]),
        "ketua": _session_of(desk.people["ketua"]),
    }


def cases(*, count: int) -> list[list[int]]:
    """Open so many cases and bring them to their second step: [[case, task], …]."""
    desk = Desk()
    opened = [desk.open(title=f"Perkara {number}", at=now()) for number in range(count)]
    return [[case.pk, up_to(desk, case, 2).pk] for case in opened]


def up_to(desk, case, step):
    """Do every step before this one; by the clock of now."""
    while (task := case.tasks.waiting().first()) and task.step < step:
        work = Work(input_confirmed=True, result="Selesai.", outcome="")
        actions.complete(task.pk, work, by=desk.people[task.role_id], at=now())
    return task


def checked_reports(*, count: int) -> list[int]:
    """Check the reports of so many past months, each ready to be signed."""
    desk, made, day = Desk(), [], now().date().replace(day=1)
    for _ in range(count):
        day = (day - timedelta(days=1)).replace(day=1)
        draft = reports.draft(desk.court, "bulanan", month_of(day), by=None, at=now())
        reports.check(draft.pk, by=desk.people["kasubag_ptip"], at=now())
        made.append(draft.pk)
    return made


# ------------------------------------------------------------------------------------ the account
def account() -> dict[str, list[str]]:
    """Say what is wrong with record, register and files; an empty list where nothing is."""
    found = [verify(court) or "" for court in Court.objects.all()]
    return [*(one for one in found if one), *_gaps(), *_doubles(), *_torn()]


def file_sums(*, titles: list[str]) -> dict[str, str]:
    """Return the SHA-256 of the file that lies on the disk for each title."""
    rows = Attachment.objects.filter(case__title__in=titles).values_list("case__title", "file")
    root = Path(settings.MEDIA_ROOT)
    return {
        title: hashlib.sha256((root / name).read_bytes()).hexdigest()
        for title, name in rows
        if (root / name).is_file()
    }


def orphans() -> int:
    """Count the files of which no row knows: their transaction was rolled back."""
    known = set(Attachment.objects.values_list("file", flat=True))
    lying = Path(settings.MEDIA_ROOT, "attachments").glob("*")
    return sum(f"attachments/{path.name}" not in known for path in lying)


def send_the_rest() -> int:
    """Send everything that waits, also what a dead worker had claimed: its claim has lapsed."""
    sent = 0
    while done := send_waiting(at=now() + CLAIM_LASTS + timedelta(seconds=1)):
        sent += done
    return sent


def mails() -> list[str]:
    """Return the Message-IDs of all mails that had to go out."""
    wanted = Message.objects.filter(channel=Channel.AT_ONCE, to__is_active=True)
    unsettled = Q(pk__in=Message.objects.unread())  # what was settled first is never mailed
    wanted = wanted.exclude(to__email="").filter(unsettled | ~Q(sent_at=None))
    return [mail_of(one).extra_headers["Message-ID"] for one in wanted.select_related("to__court")]


def routine() -> list[list[str]]:
    """Return procedure, flow and period of each routine case."""
    found = Case.objects.exclude(period="")
    return [list(one) for one in found.values_list("procedure_key", "flow_key", "period")]


def report_periods() -> list[list[str]]:
    return [[one.kind, str(one.starts_on)] for one in Report.objects.all()]


def clock() -> str:
    return now().isoformat()


def session() -> list:
    """Begin a session for one of the people, by the clock of now; return it with their number."""
    person = User.objects.get(username="orang.0")
    return [_session_of(person), person.pk]


def halves() -> int:
    """Count the files that were begun and never finished."""
    return sum(1 for _ in Path(settings.MEDIA_ROOT, HALVES).glob("*"))


def court_in_the_east() -> None:
    make.edition(make.court("pa-timur", code="PA.Tim", zone="Asia/Jayapura"))


def periods_by_zone() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    rows = Case.objects.exclude(period="").values_list("court__zone", "period")
    for zone, period in rows:
        found.setdefault(zone, []).append(period)
    return found


def december_reports() -> list[int]:
    """Return for each court how many reports of December it has."""
    found = Report.objects.filter(kind="bulanan", starts_on=date(2026, 12, 1))
    return [found.filter(court=court).count() for court in Court.objects.all()]


def _gaps() -> list[str]:
    """Compare what the counters gave with the numbers on cases and reports."""
    written = [*Case.objects.values_list("number", flat=True)]
    written += Report.objects.exclude(number="").values_list("number", flat=True)
    found = []
    for counter in RegisterCounter.objects.select_related("court"):
        tail = f"/{counter.code}/{counter.court.code}/{counter.year}"
        given = sorted(int(one.partition("/")[0]) for one in written if one.endswith(tail))
        if given != list(range(1, counter.last + 1)):
            found.append(f"register {counter}: {len(given)} numbers up to {given[-1:]}")
    return found


def _doubles() -> list[str]:
    done = Event.objects.filter(kind__in=["completed", "returned"])
    finished = Counter(done.values_list("task", flat=True))
    waiting = Counter(Task.objects.waiting().values_list("case", flat=True))
    told = [f"task {task}: {times} events" for task, times in finished.items() if times > 1]
    return told + [f"case {case}: {many} tasks" for case, many in waiting.items() if many > 1]


def _torn() -> list[str]:
    found = []
    for one in Attachment.objects.all():
        path = Path(settings.MEDIA_ROOT, one.file.name)
        if not path.is_file():
            found.append(f"attachment {one.pk}: no file")
        elif hashlib.sha256(path.read_bytes()).hexdigest() != one.sha256:
            found.append(f"attachment {one.pk}: torn")
    return found


def ends(*, pairs: list[list[int]]) -> list[int]:
    """Return for each case and task how often it was decided, returned or withdrawn."""
    ending = ["completed", "returned", "withdrawn"]
    cases = {case for case, _ in pairs}
    rows = Event.objects.filter(kind__in=ending, case__in=cases).values_list("case", "task", "kind")
    told = Counter((case, task) for case, task, kind in rows if kind != "withdrawn")
    gone = Counter(case for case, _, kind in rows if kind == "withdrawn")
    return [told[case, task] + gone[case] for case, task in pairs]


def filed(*, titles: list[str]) -> list[int]:
    """Return how often each of these titles was filed."""
    found = Counter(ServiceRequest.objects.values_list("case__title", flat=True))
    return [found[title] for title in titles]


def signatures(*, reports: list[int]) -> list[int]:
    """Return how often each report was signed, by the record."""
    numbers = Report.objects.in_bulk(reports)
    told = list(Event.objects.filter(kind="report-signed").values_list("text", flat=True))
    found = [json.loads(text)["data"]["number"] for text in told]
    return [found.count(numbers[pk].number) for pk in reports]


def sequences() -> list[int]:
    return sorted(Case.objects.filter(number__contains="/TI.B/").values_list("sequence", flat=True))


def appointments(*, person: int) -> int:
    return Appointment.objects.filter(user=person, role="kabag").count()
