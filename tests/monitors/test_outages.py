"""From an outage to its case: one, told once, noted when it is over, left to the people."""

from datetime import timedelta

import pytest

from sopti.monitors import actions
from sopti.monitors.enums import Section
from sopti.monitors.models import Outage
from sopti.monitors.outages import follow_outages
from sopti.notifications.models import Message
from sopti.workflow.actions import cancel
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
    return Office(roles=("operator_ti", "kasubag_ptip", "sekretaris", "ketua", "admin_web"))


@pytest.fixture
def site(office):
    return monitor(office.court, name="Situs pengadilan", section=Section.WEBSITE)


def told(person):
    return list(Message.objects.filter(to=person).order_by("pk").values_list("subject", flat=True))


def test_outage_opens_one_case_in_the_incident_table_of_its_section(office, site):
    see(site, "+---")

    first, second = follow_outages(at=NOW + 4 * MINUTE), follow_outages(at=NOW + 5 * MINUTE)

    case = Case.objects.get()
    assert (first, second) == (1, 0)
    assert site.outages.get().case == case
    assert (case.procedure_key, case.flow_key) == ("pengelolaan-website", "insiden")
    assert case.title == "Situs pengadilan terganggu"
    assert case.detail.splitlines() == [
        "Tidak menjawab.",
        "Terganggu sejak Senin, 16 November 2026, pukul 09.01 WIB.",
        "Yang dipantau: Halaman web, https://pa-contoh.go.id/.",
    ]
    assert case.tasks.waiting().exists()
    assert case.events.get().summary == (f"Berkas {case.number} dibuka oleh pemantauan SOPTI.")
    assert verify(office.court) is None


def test_nothing_is_opened_before_the_outage_is_sure(office, site):
    see(site, "+--")

    follow_outages(at=NOW + 4 * MINUTE)

    assert not Case.objects.exists()
    assert not Message.objects.exists()


def test_return_is_noted_with_its_duration_and_the_case_stays(office, site):
    see(site, "+---")
    follow_outages(at=NOW + 4 * MINUTE)
    see(site, "++", start=NOW + 90 * MINUTE)
    waiting = Case.objects.get().tasks.waiting().count()

    follow_outages(at=NOW + 92 * MINUTE)
    follow_outages(at=NOW + 93 * MINUTE)

    case = Case.objects.get()
    sentence = (
        "Situs pengadilan pulih Senin, 16 November 2026, pukul 10.31 WIB, "
        "sesudah terganggu 1 jam 30 menit."
    )
    said = case.remarks.get()
    assert (said.text, said.by, said.said_as) == (sentence, None, "pemantauan")
    assert list(case.events.values_list("kind", "summary"))[1:] == [("recovered", sentence)]
    assert case.is_running
    assert case.tasks.waiting().count() == waiting
    assert "Pulih: Situs pengadilan" in told(office.people["operator_ti"])
    assert verify(office.court) is None


def test_next_outage_is_noted_in_the_case_that_still_runs(office, site):
    see(site, "+---++---")

    follow_outages(at=NOW + 10 * MINUTE)

    case = Case.objects.get()
    assert set(site.outages.values_list("case", flat=True)) == {case.pk}
    assert [remark.text.partition(".")[0] for remark in case.remarks.all()] == [
        "Situs pengadilan pulih Senin, 16 November 2026, pukul 09",
        "Situs pengadilan terganggu lagi sejak Senin, 16 November 2026, pukul 09",
    ]


def test_next_outage_after_the_case_was_closed_opens_another(office, site):
    see(site, "+---++")
    follow_outages(at=NOW + 6 * MINUTE)
    case = Case.objects.get()
    cancel(case.pk, reason="Sudah diperbaiki penyedia.", by=office.people["ketua"], at=NOW)
    see(site, "---", start=NOW + 9 * MINUTE)
    follow_outages(at=NOW + 12 * MINUTE)

    assert Case.objects.count() == 2
    assert not case.remarks.filter(at__gt=NOW + 8 * MINUTE).exists()


def test_section_without_an_incident_table_only_tells_the_desk(office):
    watched = monitor(office.court, name="Basis data SIPP", section=Section.SERVER)
    see(watched, "---++")

    follow_outages(at=NOW + 5 * MINUTE)

    assert not Case.objects.exists()
    for role in ("operator_ti", "admin_web", "kasubag_ptip"):
        assert told(office.people[role]) == [
            "Terganggu: Basis data SIPP", "Pulih: Basis data SIPP",
        ]  # fmt: skip
    assert told(office.people["ketua"]) == []
    assert told(office.clerk) == []


def test_court_without_any_sop_is_told_too():
    person = make.user("operator_ti")
    see(monitor(person.court), "---")

    follow_outages(at=NOW + 3 * MINUTE)

    assert len(told(person)) == 1
    assert Outage.objects.get().told_at is not None


def test_pausing_says_that_nobody_looks_any_longer(office, site):
    see(site, "---")
    follow_outages(at=NOW + 3 * MINUTE)

    actions.pause(site.pk, by=office.people["operator_ti"], at=NOW + 10 * MINUTE)
    follow_outages(at=NOW + 11 * MINUTE)

    assert Case.objects.get().remarks.get().text == (
        "Situs pengadilan tidak diperiksa lagi, sesudah terganggu 10 menit. "
        "Keadaannya tidak diketahui."
    )


def test_case_page_shows_what_was_seen(client, office, site):
    see(site, "---")
    follow_outages(at=NOW + 3 * MINUTE)
    client.force_login(office.people["operator_ti"])

    html = client.get(Case.objects.get().get_absolute_url()).content.decode()

    assert "Yang terpantau" in html
    assert "masih terganggu" in html
    assert site.get_absolute_url() in html
    assert "dibuka oleh pemantauan SOPTI" in html


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_many_watchers_at_once_open_one_case():
    office = Office()
    site = monitor(office.court)
    see(site, "---++")

    answers = race(4, lambda _: follow_outages(at=NOW + 6 * MINUTE))

    assert sorted(answers) == [0, 0, 0, 1], answers
    assert Case.objects.count() == 1
    assert Case.objects.get().remarks.count() == 1
    assert Event.objects.count() == 2
    assert verify(office.court) is None
