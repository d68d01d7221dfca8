"""A month passes over the four courts of the demonstration: the worker's rounds, day after day.

Madiun and Ternate do their routine on the first working day, Payakumbuh does nothing;
Banjarnegara's SOP opens nothing by the calendar. The clock
is moved; what opens, reminds, reports and closes does so by the worker alone.
"""

from collections import Counter
from datetime import date, datetime, timedelta
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command
from django.db import transaction

from maintenance.upkeep import actions as upkeep
from maintenance.upkeep.actions import Answer
from maintenance.upkeep.lists import load_lists
from requests import demo
from requests.enums import Answer as Said
from requests.models import Confirmation
from sopti.notifications.models import Digest, Message
from sopti.notifications.models import Reminder as TaskReminder
from sopti.people.load import load_people
from sopti.people.models import User
from sopti.people.worktime import calendar_of
from sopti.sop.models import Edition
from sopti.workflow import deeds, diary
from sopti.workflow.management.commands import worker
from sopti.workflow.models import Case, Task
from sopti.workflow.record import verify
from tests.backups import keep
from tests.maintenance import racks
from tests.maintenance import shelf as assets
from tests.walk.walker import Walker
from tests.website_ops import shelf
from website_ops.renewals.models import Reminder as TermReminder

JAKARTA = ZoneInfo("Asia/Jakarta")
BEGINS, ENDS = date(2026, 10, 31), date(2026, 12, 4)
ROUNDS = (9, 14)  # o'clock in Jakarta
WORKING_ON = date(2026, 11, 2)
DILIGENT = ("pa-kota-madiun", "pa-ternate")
LAZY = ("pa-payakumbuh",)


def o_clock(day, hour=9):
    return datetime(day.year, day.month, day.day, hour, tzinfo=JAKARTA)


def routine():
    """What the SOP files say opens every month: (court, document, procedure, flow)."""
    return {
        (edition.document.court.key, edition.document.key, procedure.key, flow.key)
        for edition in Edition.objects.in_force().select_related("document__court")
        for procedure in edition.sop.procedures
        for flow in procedure.flows
        if flow.every == "month"
    }


class Month:
    """The courts, what was set up in them before, and what happened to it."""

    def __init__(self, clock):
        self.clock = clock
        self.clock.move_to(o_clock(BEGINS), tick=False)
        load_people(o_clock(BEGINS))
        call_command("load_sops", stdout=StringIO())
        demo.put_editions_in_force(at=o_clock(BEGINS))
        self.operator = User.objects.get(username="operator.madiun")
        self.set_up(o_clock(BEGINS))

    def set_up(self, at):
        """Put into Madiun's rooms what this month has something to say about."""
        self.hosting = shelf.service(self.operator, left=60, at=at, name="Hosting")
        site = shelf.site(self.operator)
        self.part = shelf.part(site, self.operator, ago=1, at=at, name="Berita", every_days=14)
        self.plan = keep.plan(self.operator, at, name="Basis data SIPP", every_days=7)
        self.server = racks.server(self.operator, name="Server SIPP")
        load_lists()
        self.devices = [
            assets.asset(self.operator, kind=assets.kind("Switch"), name=f"Switch {name}")
            for name in "ABC"
        ]

    def passes(self):
        day = BEGINS
        while day <= ENDS:
            for hour in ROUNDS:
                self.clock.move_to(o_clock(day, hour), tick=False)
                call_command("worker", "--once")
                self.work(day, hour)
            day += timedelta(days=1)

    def work(self, day, hour):
        if hour != ROUNDS[0]:
            return
        if day == date(2026, 11, 3):
            self.asked = Walker("pa-kota-madiun", "as-32", "permintaan-layanan", "").open()
            self.finish(self.asked)
        if day == WORKING_ON:
            self.check_devices(o_clock(day, hour))
            for court, document, procedure, flow in sorted(routine()):
                if court in DILIGENT:
                    walker = Walker(court, document, procedure, flow)
                    walker.case = case_of(court, procedure, flow, "2026-11")
                    self.finish(walker)

    def check_devices(self, at):
        """Look at two of the three devices; what is wrong with one is handed on to the desk."""
        good, bad, _ = self.devices
        words = {"month": date(2026, 11, 1), "seen": "", "by": self.operator, "at": at}
        upkeep.answer(good.pk, Answer("baik"), **words)
        fault = Answer("bermasalah", ["Lampu indikator normal"], "Lampu merah terus.")
        found = upkeep.answer(bad.pk, fault, **words)
        upkeep.hand_on(found.pk, road="permintaan", by=self.operator, at=at)

    def finish(self, walker):
        for stage in walker.stages:
            assert set(walker.waiting()) == set(stage)
            walker.stage(stage)


def case_of(court, procedure, flow, period):
    return Case.objects.get(court__key=court, procedure_key=procedure, flow_key=flow, period=period)


@pytest.fixture(scope="module")
def month(django_db_setup, django_db_blocker):
    """The month, gone through once; the tests below look at what it left."""
    import time_machine  # noqa: PLC0415 (its fixture is for one test, this is for all of them)

    with (
        django_db_blocker.unblock(),
        time_machine.travel(o_clock(BEGINS), tick=False) as clock,
        pytest.MonkeyPatch.context() as patched,
        transaction.atomic(),
    ):
        # The worker would give up a connection that is in the middle of our transaction.
        patched.setattr(worker, "close_old_connections", lambda: None)
        failed = []
        patched.setattr(worker.log, "exception", lambda _, name: failed.append(name))
        passed = Month(clock)
        passed.passes()
        assert failed == []
        yield passed
        transaction.set_rollback(True)


pytestmark = pytest.mark.django_db


def told(subject, **filters):
    return Message.objects.filter(subject__contains=subject, **filters)


def late_tasks(courts):
    """The steps of November's routine in these courts whose limit is over."""
    found = Task.objects.filter(case__court__key__in=courts, case__period="2026-11")
    return list(found.filter(due_at__lt=o_clock(date(2026, 12, 1))).select_related("case__court"))


# ------------------------------------------------------------------------------------ what opens
def test_routine_of_every_court_opens_by_itself_once_a_month(month):
    wanted = {(court, procedure, flow) for court, _, procedure, flow in routine()}
    opened = Case.objects.exclude(period="").values_list(
        "court__key", "procedure_key", "flow_key", "period"
    )

    assert len(wanted) == 10
    assert Counter(opened) == Counter(
        (*one, period) for one in wanted for period in ("2026-10", "2026-11", "2026-12")
    )


@pytest.mark.parametrize("period", ["2026-11", "2026-12"])
def test_routine_opens_on_the_first_day_with_its_steps_together(month, period):
    for case in Case.objects.filter(period=period).select_related("court", "edition"):
        first = case.opened_at.astimezone(case.court.tz).date()
        at_once = case.tasks.filter(opened_at=case.opened_at).values_list("step", flat=True)
        walker = Walker(
            case.court.key, case.edition.document.key, case.procedure_key, case.flow_key
        )

        assert f"{first:%Y-%m-%d}" == f"{period}-01"
        assert set(at_once) == set(walker.stages[0])


def test_who_has_to_work_is_told_and_nobody_of_another_court(month):
    for case in Case.objects.filter(period="2026-11").select_related("court"):
        told_of = Message.objects.filter(
            link__in=[one.get_absolute_url() for one in case.tasks.all()]
        )
        people = set(told_of.values_list("to__court", flat=True))

        assert people == {case.court_id}, case


# ---------------------------------------------------------------------------------- what reminds
def test_court_that_worked_is_not_called_late(month):
    cases = Case.objects.filter(court__key__in=DILIGENT, period="2026-11")
    tasks = [task.pk for case in cases for task in case.tasks.all()]

    assert set(cases.values_list("status", flat=True)) == {"selesai"}
    assert {case.closed_at.astimezone(JAKARTA).date() for case in cases} == {WORKING_ON}
    assert not TaskReminder.objects.filter(task__in=tasks, stage__in=["sesudah", "atasan"]).exists()


def test_court_that_did_nothing_is_reminded_once_and_then_its_superior(month):
    late = late_tasks(LAZY)

    assert late
    for task in late:
        stages = Counter(TaskReminder.objects.filter(task=task.pk).values_list("stage", flat=True))
        assert stages["sesudah"] == 1, task
        assert stages["atasan"] == (task.role_id != "ketua"), task
    assert not Case.objects.filter(court__key__in=LAZY, period="2026-11").exclude(status="berjalan")


def test_digest_goes_out_on_working_days_alone(month):
    for digest in Digest.objects.select_related("to__court"):
        assert calendar_of(digest.to.court).is_working_day(digest.day), digest.day


def test_service_that_ends_is_told_of_at_60_and_30_days(month):
    [term] = month.hosting.terms.all()
    reminded = {
        one.step: one.at.astimezone(JAKARTA).date()
        for one in TermReminder.objects.filter(term=term)
    }

    assert term.until == date(2026, 12, 30)
    assert reminded == {60: BEGINS, 30: date(2026, 11, 30)}
    roles = {
        held.role_id for message in told("Hosting habis") for held in message.to.appointments_today
    }
    assert {"kasubag_umum", "sekretaris"} <= roles


def test_backup_that_did_not_come_is_told_once(month):
    assert told("Backup terlambat: Basis data SIPP").count() == 1
    assert told("Backup terlambat").get().queued_at.astimezone(JAKARTA).date() > month.plan.due_on


def test_part_of_the_site_that_grew_old_is_told_once(month):
    [message] = told("Perlu diperbarui: Berita")

    assert message.to == month.operator
    assert message.queued_at.astimezone(JAKARTA).date() == date(2026, 11, 14)


def test_silence_confirms_a_finished_request_when_three_working_days_are_over(month):
    confirmed = Confirmation.objects.get(case=month.asked.case)

    assert confirmed.state == Said.SILENT
    assert confirmed.confirmed_at.astimezone(JAKARTA) == o_clock(date(2026, 11, 7))


# ------------------------------------------------------------------- what reports and recapitulates
def test_every_step_with_a_deed_keeps_what_was_recorded(month):
    cases = Case.objects.filter(court__key__in=DILIGENT, period="2026-11")
    done = Task.objects.filter(case__in=cases).select_related("case__edition", "case__court")
    empty = [
        (task.case.procedure_key, task.step, task.sop_step.does)
        for task in done
        if task.sop_step.does and not task.values and not deeds.told(task)
    ]

    assert empty == []


def test_recapitulation_of_the_month_holds_what_was_recorded_and_what_was_missed(month):
    case = case_of("pa-kota-madiun", "monitoring-pemeliharaan", "bulanan", "2026-11")
    handed_on = Case.objects.get(subjects__key=str(month.devices[1].pk))

    recap = case.tasks.get(step=9).values

    sums = {key: recap[key] for key in ("terjadwal", "diperiksa", "diteruskan")}
    assert sums == {"terjadwal": "3 perangkat", "diperiksa": "2 perangkat",
                    "diteruskan": "1 perangkat"}  # fmt: skip
    assert handed_on.number in recap["rekapitulasi"]
    assert handed_on.service_request
    assert "2 dari 3 perangkat diperiksa" in case.tasks.get(step=4).values["hasil_pemeriksaan"]


def test_calendar_holds_the_limits_of_the_late_and_the_ends_of_the_done(month):
    late, done = (
        Counter(
            entry.kind
            for entry in diary.entries(
                User.objects.get(username=name), date(2026, 11, 1), date(2026, 11, 30)
            )
        )
        for name in ("ketua.payakumbuh", "ketua.madiun")
    )

    assert late[diary.DUE] >= len(late_tasks(["pa-payakumbuh"]))
    assert (
        done[diary.DONE]
        >= Case.objects.filter(court__key="pa-kota-madiun", period="2026-11").count()
    )


def test_record_of_every_court_is_whole(month):
    courts = {case.court for case in Case.objects.select_related("court")}

    assert {court.key for court in courts} == {*DILIGENT, *LAZY}
    assert {verify(court) for court in courts} == {None}
