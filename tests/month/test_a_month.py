"""A month passes over the four courts of the demonstration: the worker's rounds, day after day.

Madiun and Ternate do their routine on the first working day, Payakumbuh does nothing;
Banjarnegara's SOP opens nothing by the calendar. The clock
is moved; what opens, reminds, reports and closes does so by the worker alone.
"""

from collections import Counter
from datetime import date

import pytest

from requests.enums import Answer as Said
from requests.models import Confirmation
from sopti.notifications.models import Digest, Message
from sopti.notifications.models import Reminder as TaskReminder
from sopti.people.models import User
from sopti.people.worktime import calendar_of
from sopti.workflow import deeds, diary
from sopti.workflow.models import Case, Task
from sopti.workflow.record import verify
from tests.month.passing import (
    BEGINS,
    DILIGENT,
    JAKARTA,
    LAZY,
    WORKING_ON,
    case_of,
    o_clock,
    routine,
)
from tests.walk.walker import Walker
from website_ops.renewals.models import Reminder as TermReminder

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
