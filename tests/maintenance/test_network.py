"""The network: lines with their promises, findings, and Madiun's table G from end to end."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from maintenance.assets.models import AssetWork
from maintenance.network import actions, rules
from maintenance.network.models import Assignment, Finding, Line, LineCheck, Repair
from sopti.core.errors import Refusal
from sopti.workflow.enums import CaseStatus
from tests import make
from tests.maintenance.shelf import asset
from tests.maintenance.steps import desk
from tests.walk.forms import forms_of

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

ROOM = reverse("maintenance:network")
MEASURED = {"state": "baik", "down": 71.5, "up": None, "latency": 12, "note": ""}
FAULT = {"line": None, "asset": None, "place": "Ruang sidang 2", "what": "Sakelar mati.",
         "severity": "berat"}  # fmt: skip


@pytest.fixture(autouse=True)
def tuesday():
    with time_machine.travel(make.MONDAY + timedelta(days=1), tick=False):
        yield


@pytest.fixture
def court():
    return desk("pa-kota-madiun", "as-32")


@pytest.fixture
def operator(court):
    return court.people["operator_ti"]


def line(by, **words):
    words = {"name": "Internet utama", "kind": "internet", "down": 100.0} | words
    return actions.save_line(Line(court=by.court, **words), by=by)


def opened(court):
    return court.open(
        "jaringan-internet", by=court.people["kasubag_ptip"], flow_key="insiden",
        title="Lantai 2 putus", detail="Delapan titik mati sejak listrik padam.",
    )  # fmt: skip


def test_who_sees_and_who_keeps_the_network(client, court, operator):
    mine = line(operator)
    address = reverse("maintenance:measure_line", args=[mine.pk])

    for person, room, page, form in (
        (operator, 200, 200, 200),
        (court.people["sekretaris"], 200, 200, 403),
        (court.clerk, 403, 404, 404),
        (make.user("operator_ti"), 200, 404, 404),
    ):
        client.force_login(person)
        seen = [client.get(to).status_code for to in (ROOM, mine.get_absolute_url(), address)]
        assert seen == [room, page, form], person
    assert rules.why_not_keep(make.user("operator_ti"), operator.court_id)


def test_measurement_tells_its_part_of_what_was_promised(client, operator):
    mine = line(operator)
    address = reverse("maintenance:measure_line", args=[mine.pk])
    client.force_login(operator)

    assert client.post(address, {"state": "baik"}).status_code == 422  # a speed was promised
    assert client.post(address, {"state": "putus"}).status_code == 302
    assert (
        client.post(address, {"state": "lambat", "down": "41", "latency": "9"}).status_code == 302
    )

    page = client.get(ROOM).text
    assert "41 Mbps unduh, 9 ms" in page
    assert "41% dari yang dijanjikan" in page
    assert "Lebih lambat dari yang dijanjikan: Internet utama." in page


def test_finding_is_at_one_thing_of_the_own_court(operator):
    mine, device = line(operator), asset(operator)
    foreign = line(make.user("operator_ti"))

    actions.note_finding(FAULT | {"asset": device}, by=operator, at=make.MONDAY)
    with pytest.raises(Refusal, match="pengadilan lain"):
        actions.note_finding(FAULT | {"line": foreign}, by=operator, at=make.MONDAY)
    found = Finding.objects.get()
    actions.solve(found.pk, solution="Diganti.", by=operator, at=make.MONDAY)
    with pytest.raises(Refusal, match="sudah selesai"):
        actions.solve(found.pk, solution="Lagi.", by=operator, at=make.MONDAY)

    assert "Sakelar mati. Diganti." in AssetWork.objects.get(asset=device).summary
    assert mine.findings.count() == 0


def test_list_takes_the_same_few_queries_at_1_and_at_3_lines(client, court, operator):
    client.force_login(operator)
    opened(court)
    counts = []
    for names in ("A", "BC"):
        for name in names:
            mine = line(operator, name=name)
            actions.measure(mine.pk, MEASURED, by=operator, at=make.MONDAY)
            actions.note_finding(FAULT | {"line": mine}, by=operator, at=make.MONDAY)
        client.get(ROOM)
        with CaptureQueriesContext(connection) as seen:
            client.get(ROOM)
        counts.append(len(seen))

    assert counts[0] == counts[1]
    assert counts[1] <= 16


# ------------------------------------------------------------------------------- from end to end
def find_in_step(court, case, **told):
    """Note a finding as the operator does: from the step's page, and led back to it."""
    task, browser = court.task(case, 2), court.browser("operator_ti")
    address = f"{reverse('maintenance:new_finding')}?langkah={task.pk}"
    assert address in browser.get(task.get_absolute_url()).text
    form = forms_of(browser.get(address).content.decode())[""]
    answer = browser.post(address, form.filled(**told))
    assert answer.url == task.get_absolute_url()


def test_complaint_is_assigned_surveyed_and_approved(court, operator):
    mine, device, case = line(operator), asset(operator), opened(court)

    court.step(case, 1, asal="Pengaduan atau gangguan")
    assert Assignment.objects.get().order == "Delapan titik mati sejak listrik padam."
    _, hasty = court.sent(case, 2, kesimpulan="Ada masalah")
    assert "Catat dulu masalahnya" in hasty.text
    find_in_step(court, case, line=mine.pk, what="Putus dari penyedia.", severity="berat")
    find_in_step(court, case, asset=device.pk, what="Delapan lubang mati.", severity="berat")
    actions.measure(mine.pk, MEASURED, by=operator, at=make.MONDAY, case=case)
    surveyed = court.step(case, 2, perawatan="Kabel dirapikan.")

    assert surveyed.values["temuan"].count("berat") == 2
    assert "71,5 Mbps unduh, 12 ms (72% dari yang dijanjikan)" in surveyed.values["pengukuran"]
    asked = court.browser("sekretaris").get(court.task(case, 3).get_absolute_url())
    approved = court.step(case, 3, outcome="ya", arahan_sekretaris="Pakai anggaran pemeliharaan.")
    assert approved.values["arahan_sekretaris"] == "Pakai anggaran pemeliharaan."
    assert "Putus dari penyedia." in asked.text


def mended(court, operator, **words):
    """A case at its last step, with one finding on a line."""
    mine, case = line(operator), opened(court)
    court.step(case, 1)
    find_in_step(court, case, line=mine.pk, what="Putus dari penyedia.")
    court.step(case, 2)
    court.step(case, 3, outcome="ya")
    return case, court.sent(case, 4, hasil_perbaikan="Pulih", **words)[1]


def test_provider_is_named_with_ticket_and_day_and_the_findings_are_over(court, operator):
    told = {"jalan": "Penyedia atau pihak ketiga", "pihak": "Telkom", "tiket": "IN-44821",
            "tanggal_datang": "2026-11-16", "tindakan": "Serat disambung."}  # fmt: skip

    case, answer = mended(court, operator, **told)

    assert answer.status_code == 302
    case.refresh_from_db()
    done, found = Repair.objects.get(), Finding.objects.get()
    assert (done.road, done.ticket, str(done.came_on)) == ("penyedia", "IN-44821", "2026-11-16")
    assert found.solution == "Serat disambung."
    assert case.status == CaseStatus.DONE
    assert case.tasks.get(step=4).values["datang"] == "16 November 2026"


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"jalan": "Penyedia atau pihak ketiga", "pihak": "Telkom", "tiket": ""}, "nomor tiket"),
        ({"jalan": "Subbagian Umum dan Keuangan", "pihak": ""}, "siapa yang membantu"),
        ({"jalan": "Mandiri", "tanggal_datang": "2026-12-30"}, "belum tiba"),
        ({"jalan": "Mandiri", "selesai": []}, "tidak dicentang selesai"),
    ],
)
def test_repair_that_does_not_say_enough_is_refused(court, operator, told, said):
    _, answer = mended(court, operator, **told)

    assert answer.status_code == 422
    assert said in answer.text
    assert not Repair.objects.exists()


def test_nothing_is_noted_for_a_case_of_another_section_or_that_is_closed(court, operator):
    mine = line(operator)
    other = court.open("perawatan-sipp", by=operator, flow_key="insiden")

    with pytest.raises(Refusal, match="bukan berkas jaringan"):
        actions.measure(mine.pk, MEASURED, by=operator, at=make.MONDAY, case=other)
    assert not LineCheck.objects.exists()
