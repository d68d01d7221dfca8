"""Behind a line: one fault opens one case. And: flapping is said, monitors are thrown away."""

from datetime import timedelta

import pytest
from django.urls import reverse

from sopti.core.errors import Refusal
from sopti.monitors import actions, rules
from sopti.monitors.desk import tell_flapping
from sopti.monitors.enums import Kind, Section, State
from sopti.monitors.models import Monitor, Outage, Pulse
from sopti.monitors.outages import follow_outages
from sopti.notifications.models import Message
from sopti.workflow.models import Case, Event
from sopti.workflow.record import verify
from tests import make
from tests.monitors.watch import NOW, monitor, see
from tests.workflow.office import Office
from tests.workflow.racing import race

MINUTE = timedelta(minutes=1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return Office(roles=("operator_ti", "kasubag_ptip", "sekretaris", "admin_web"))


@pytest.fixture
def line(office):
    return monitor(office.court, name="Router", kind=Kind.PING, section=Section.NETWORK)


@pytest.fixture
def sites(office, line):
    return [monitor(office.court, name=f"Situs {n}", behind=line) for n in (1, 2)]


def test_when_the_line_is_away_what_lies_behind_it_opens_no_case(office, line, sites):
    for one in (*sites, line):
        see(one, "+---")

    follow_outages(at=NOW + 4 * MINUTE)
    follow_outages(at=NOW + 5 * MINUTE)

    case = Case.objects.get()
    assert case.title == "Router terganggu"
    assert set(Outage.objects.values_list("case", flat=True)) == {case.pk}
    assert [said.text.split(",")[0] for said in case.remarks.all()] == [
        "Situs 1 ikut terganggu sejak Senin",
        "Situs 2 ikut terganggu sejak Senin",
    ]
    subjects = Message.objects.exclude(subject__contains=case.title).values_list("subject")
    assert not any("Situs" in subject for (subject,) in subjects)


def test_a_site_that_fails_first_waits_for_the_word_of_its_line(office, line, sites):
    see(line, "+")
    see(sites[0], "+---")
    Pulse.objects.filter(monitor=line).update(next_due_at=NOW + 60 * MINUTE)

    early = follow_outages(at=NOW + 4 * MINUTE)
    asked = Pulse.objects.get(monitor=line).next_due_at
    see(line, "-", start=NOW + 4 * MINUTE)
    still = follow_outages(at=NOW + 5 * MINUTE)
    see(line, "--", start=NOW + 5 * MINUTE)
    follow_outages(at=NOW + 7 * MINUTE)
    follow_outages(at=NOW + 8 * MINUTE)

    assert (early, still) == (0, 0)
    assert asked == NOW + 4 * MINUTE
    assert [case.title for case in Case.objects.all()] == ["Router terganggu"]


def test_a_site_whose_line_stands_opens_its_own_case(office, line, sites):
    see(sites[0], "+---")
    see(line, "+++++")

    follow_outages(at=NOW + 5 * MINUTE)

    assert [case.title for case in Case.objects.all()] == ["Situs 1 terganggu"]


def test_nobody_waits_forever_for_a_line_that_is_not_looked_at(office, line, sites):
    see(sites[0], "+---")

    waited = [follow_outages(at=NOW + minutes * MINUTE) for minutes in (4, 20, 22)]

    assert waited == [0, 0, 1]
    assert [case.title for case in Case.objects.all()] == ["Situs 1 terganggu"]


def test_what_stays_away_after_the_line_is_back_becomes_a_case_of_its_own(office, line, sites):
    for one in (line, *sites):
        see(one, "+---")
    follow_outages(at=NOW + 4 * MINUTE)
    follow_outages(at=NOW + 4 * MINUTE)
    see(line, "++", start=NOW + 30 * MINUTE)
    see(sites[0], "++", start=NOW + 30 * MINUTE)
    see(sites[1], "-", start=NOW + 32 * MINUTE)
    follow_outages(at=NOW + 33 * MINUTE)
    before = Case.objects.count()

    see(sites[1], "-", start=NOW + 40 * MINUTE)
    for minutes in (41, 42):
        follow_outages(at=NOW + minutes * MINUTE)

    assert before == 1
    assert sorted(case.title for case in Case.objects.all()) == [
        "Router terganggu",
        "Situs 2 terganggu",
    ]
    assert Message.objects.filter(subject__startswith="Pulih: Situs").count() == 0
    assert verify(office.court) is None


def test_a_line_is_one_step_deep_and_of_the_same_court(office, line, sites):
    operator = office.people["operator_ti"]
    strange = monitor(make.court(), kind=Kind.PING)
    for wrong, why in ((sites[0], "sendiri di belakang"), (strange, "Pilih jalur lain")):
        with pytest.raises(Refusal, match=why):
            actions.change(sites[1].pk, {"behind": wrong}, by=operator, at=NOW)
    other = monitor(office.court, kind=Kind.PING, target="10.0.0.2")
    Monitor.objects.filter(pk=line.pk).update(target="10.0.0.1")
    with pytest.raises(Refusal, match="sudah menjadi jalur"):
        actions.change(line.pk, {"behind": other}, by=operator, at=NOW)

    changed = actions.change(sites[1].pk, {"behind": None}, by=operator, at=NOW)

    assert changed.behind is None


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_two_watchers_tell_of_one_flapping_once():
    operator = make.user("operator_ti")
    pulse = see(monitor(operator.court, name="Situs"), "+-" * 10)

    told = race(2, lambda _: tell_flapping(at=NOW + 21 * MINUTE))

    assert pulse.state == State.FLAPPING
    assert sorted(told) == [0, 1]
    assert [said.subject for said in Message.objects.filter(to=operator)] == ["Naik turun: Situs"]


def test_flapping_is_said_again_only_when_it_begins_anew_another_day():
    operator = make.user("operator_ti")
    watched = monitor(operator.court)
    see(watched, "+-" * 10)
    told = [tell_flapping(at=NOW + hours * 60 * MINUTE) for hours in (1, 30)]
    see(watched, "+" * 20 + "+-" * 10, start=NOW + timedelta(hours=31))
    told.append(tell_flapping(at=NOW + timedelta(hours=32)))

    assert told == [1, 0, 1]


def test_a_monitor_without_a_past_is_thrown_away_and_the_record_keeps_it(client):
    operator = make.user("operator_ti")
    watched = monitor(operator.court, name="Salah alamat", target="https://salah.go.id/")
    see(watched, "+-+")
    client.force_login(operator)

    gone = client.post(reverse("monitors:remove", args=[watched.pk]), follow=True)

    assert "Pemantau Salah alamat dihapus." in gone.text
    assert not Monitor.objects.exists()
    assert Event.objects.get().summary.endswith("Salah alamat (https://salah.go.id/).")
    assert verify(operator.court) is None


def test_a_monitor_that_was_away_once_stays_and_says_why(client):
    operator = make.user("operator_ti")
    watched = monitor(operator.court, name="Situs")
    see(watched, "+---++")
    client.force_login(operator)

    page = client.get(watched.get_absolute_url()).text
    client.post(reverse("monitors:remove", args=[watched.pk]))

    assert "Situs pernah terganggu, jadi riwayatnya disimpan" in page
    assert Monitor.objects.get() == watched
    assert rules.why_not_remove(make.user("sekretaris", court=operator.court), watched) == (
        "Pemantau diatur oleh Operator/Admin atau Admin Web."
    )
