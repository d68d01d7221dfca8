"""Spells of work on a step: several, one at a time, in office hours, beside the SOP's clock."""

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse

from requests.worklist.actions import hand_over
from requests.worklog import actions
from requests.worklog.models import WorkSpell
from requests.worklog.pages import log_of
from sopti.core.errors import Refusal
from sopti.workflow import actions as engine
from sopti.workflow.models import Event, Task
from tests import make
from tests.requests import desk
from tests.workflow.office import Office
from tests.workflow.racing import race, slow_rules

__all__ = ["slow_rules"]

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

AT = make.MONDAY + timedelta(hours=5)  # 14.00, two and a half hours before the office closes
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
DONE = {"hasil": "Selesai", "diserahkan": "Siti", "tindakan": "Rol diganti."}


def at_fulfil(*, begun=True):
    """An office, and the last step of a request in the hands of its Operator."""
    office = Office()
    task = office.up_to(desk.filed(office), 9)
    if begun:
        engine.start(task.pk, by=office.people["operator_ti"], at=AT)
    return office, office.people["operator_ti"], task


def spells(task):
    return [
        (str(one.by), one.note, one.ended_at is None, one.was_forgotten)
        for one in WorkSpell.objects.filter(task=task)
    ]


def test_first_spell_begins_with_the_step_and_others_follow(client):
    _, operator, task = at_fulfil()
    client.force_login(operator)
    with time_machine.travel(AT + HOUR, tick=False):
        client.post(reverse("requests:stop_work", args=[task.pk]), {"note": "Rol dibersihkan."})
    with time_machine.travel(AT + DAY, tick=False):
        client.force_login(operator)
        client.post(reverse("requests:begin_work", args=[task.pk]))
    with time_machine.travel(AT + DAY + HOUR / 2, tick=False):
        client.post(reverse("requests:stop_work", args=[task.pk]), {"note": "Rol diganti."})
        page = client.get(task.get_absolute_url()).content.decode()

    assert spells(task) == [
        ("operator_ti satu", "Rol dibersihkan.", False, False),
        ("operator_ti satu", "Rol diganti.", False, False),
    ]
    assert "1 jam 30 menit kerja, 2 kali" in page
    assert "Rol dibersihkan.\nRol diganti.</textarea>" in page
    assert "Norma SOP tidak berubah" in page


def test_nights_and_weekends_do_not_count():
    _, operator, task = at_fulfil()

    log = log_of(task, now=AT + DAY)

    assert log.minutes == 450
    assert log.going_on == {operator.pk}


def test_forgotten_spell_ends_with_the_step_and_says_so(client):
    office, operator, task = at_fulfil()
    case = task.case

    office.do(case, values=DONE, at=AT + 2 * HOUR)

    assert spells(task) == [("operator_ti satu", "", False, True)]
    kept = Task.objects.get(pk=task.pk)
    assert (kept.work_minutes, kept.values["jam_kerja"]) == (120, "2 jam kerja")
    client.force_login(operator)
    page = client.get(case.get_absolute_url()).content.decode()
    assert "Berakhir bersama langkahnya" in page
    assert "Jam kerja petugas; tidak mengubah waktu menurut SOP." in page
    client.force_login(office.clerk)
    assert "Catatan kerja" not in client.get(case.get_absolute_url()).content.decode()


def test_stopping_changes_nothing_of_the_clock_of_the_sop():
    office, operator, task = at_fulfil()
    actions.stop(task.pk, note="Ke ruang lain.", by=operator, at=AT + HOUR / 2)

    office.do(task.case, values=DONE, at=AT + 2 * HOUR)

    kept = Task.objects.get(pk=task.pk)
    assert (kept.work_minutes, kept.values["jam_kerja"]) == (120, "30 menit kerja")
    assert set(Event.objects.filter(task=task).values_list("kind", flat=True)) == {
        "started",
        "completed",
    }


def test_each_who_may_not_begin_or_stop_reads_why():
    office, operator, task = at_fulfil(begun=False)
    colleague = make.user("operator_ti", court=office.court)
    said = []

    def refused(deed):
        with pytest.raises(Refusal) as error:
            deed()
        said.append(str(error.value))

    refused(lambda: actions.begin(task.pk, by=operator, at=AT))
    refused(lambda: actions.stop(task.pk, note="", by=operator, at=AT))
    engine.start(task.pk, by=operator, at=AT)
    refused(lambda: actions.begin(task.pk, by=operator, at=AT))
    refused(lambda: actions.begin(task.pk, by=colleague, at=AT))
    refused(lambda: actions.begin(task.pk, by=office.clerk, at=AT))

    assert said == [
        "Langkah ini belum dimulai. Tekan “Mulai kerjakan” lebih dulu.",
        "Anda tidak sedang bekerja pada langkah ini, jadi tidak ada yang dihentikan.",
        "Anda sudah sedang bekerja pada langkah ini. Tekan “Berhenti” lebih dulu.",
        "Langkah 9 sudah diserahkan kepada operator_ti satu.",
        "Langkah 9 menunggu Operator/ Admin.",
    ]
    assert WorkSpell.objects.count() == 1


def test_work_ends_when_the_step_goes_to_somebody_else_or_is_dropped():
    office, operator, task = at_fulfil()
    colleague = make.user("operator_ti", court=office.court)
    hand_over(
        task.pk, to=colleague, reason="Dinas luar.", held_by=operator.pk, by=operator, at=AT + HOUR
    )
    assert spells(task) == [("operator_ti satu", "", False, True)]

    actions.begin(task.pk, by=colleague, at=AT + HOUR)
    kasubag = office.people["kasubag_ptip"]
    engine.cancel(task.case.pk, reason="Sudah dibeli yang baru.", by=kasubag, at=AT + 2 * HOUR)
    told = [actions.end_forgotten(AT + DAY) for _ in range(2)]

    assert told == ["1 forgotten spells ended", ""]
    assert WorkSpell.objects.get(by=colleague).ended_at == AT + 2 * HOUR


def test_database_itself_keeps_to_one_open_spell():
    _, operator, task = at_fulfil()

    with pytest.raises(IntegrityError), transaction.atomic():
        WorkSpell.objects.create(task=task, by=operator, began_at=AT)


def test_another_court_finds_no_such_step(client):
    _, _, task = at_fulfil()
    client.force_login(Office().people["operator_ti"])

    assert client.post(reverse("requests:begin_work", args=[task.pk])).status_code == 404
    assert client.post(reverse("requests:stop_work", args=[task.pk])).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_one_of_several_clicks_at_once_begins_the_spell(slow_rules):
    _, operator, task = at_fulfil()
    actions.stop(task.pk, note="", by=operator, at=AT + HOUR)
    slow_rules(actions.rules, "why_not_begin")

    answers = race(4, lambda _: actions.begin(task.pk, by=operator, at=AT + HOUR))

    assert [type(answer) for answer in answers].count(WorkSpell) == 1, answers
    assert [type(answer) for answer in answers].count(Refusal) == 3
    assert WorkSpell.objects.open().count() == 1


def test_a_spell_ends_when_the_step_is_handed_on_by_its_page():
    office, operator, task = at_fulfil()
    other = make.user("operator_ti", court=operator.court)

    engine.reassign(
        task.pk, to=other, reason="Cuti", by=office.people["kasubag_ptip"], at=AT + HOUR
    )

    assert spells(task) == [(str(operator), "", False, True)]
