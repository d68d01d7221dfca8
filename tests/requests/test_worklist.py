"""The desk's work list: what stands on it, in which order, and what is done in place."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from requests.deeds.handling import settle
from sopti.core.errors import Refusal
from sopti.notifications.models import Message
from sopti.workflow import actions
from sopti.workflow.models import Event, Task
from tests import make
from tests.requests import desk
from tests.workflow.office import Office

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

LIST = reverse("requests:worklist")
DAY = timedelta(days=1)
REASON = "Sedang dinas luar sampai Jumat."


@pytest.fixture(autouse=True)
def monday():
    with time_machine.travel(make.MONDAY + timedelta(hours=1), tick=False):
        yield


@pytest.fixture
def office():
    return Office()


@pytest.fixture
def operator(office, client):
    client.force_login(office.people["operator_ti"])
    return office.people["operator_ti"]


def colleague(office, role="operator_ti", **words):
    return make.user(role, court=office.court, **words)


def filed(office, *, title=desk.WISH.title, at=make.MONDAY, by=None, **words):
    told = {**vars(desk.WISH), "title": title, **words}
    return desk.filed(office, by=by, at=at, wish=type(desk.WISH)(**told))


def shown(client, **asked):
    """The headings with the titles of their rows."""
    answer = client.get(LIST, asked)
    assert answer.status_code == 200
    return {
        name: [row.task.case.title for row in rows] for name, _, rows in answer.context["groups"]
    }


def row_of(client, case, **asked):
    groups = client.get(LIST, asked).context["groups"]
    return next(row for _, _, rows in groups for row in rows if row.task.case_id == case.pk)


# ----------------------------------------------------------------------------------- what is on it
def test_row_says_what_who_where_which_step_and_until_when(client, office, operator):
    office.clerk.unit = "Kepaniteraan Hukum"
    office.clerk.save()
    case = filed(office)
    settle(case, priority=2)

    page = client.get(LIST).content.decode()

    for said in (case.number, case.title, "Pemohon", "Kepaniteraan Hukum", "Perangkat keras",
                 "Pencetak ruang sidang 2", "Langkah 1 dari 9", "Prioritas 2 - Tinggi",
                 "Belum diambil", "Sisa ", "1 pekerjaan"):  # fmt: skip
        assert said in page


def test_order_is_late_then_today_then_later_then_waiting_for_the_requester(
    client, office, operator
):
    filed(office, title="Nanti")
    filed(office, title="Terlambat", at=make.MONDAY - 5 * DAY)
    asked = office.task(filed(office, title="Ditanya", at=make.MONDAY - 5 * DAY))
    actions.ask(asked.pk, text="Yang mana?", by=operator, at=make.MONDAY)
    today = office.task(filed(office, title="Hari ini"))
    Task.objects.filter(pk=today.pk).update(due_at=make.MONDAY + timedelta(hours=3))
    Task.objects.filter(case__title="Nanti").update(due_at=make.MONDAY + 2 * DAY)

    groups = shown(client)

    assert list(groups.items()) == [
        ("Terlambat", ["Terlambat"]),
        ("Batas hari ini", ["Hari ini"]),
        ("Berikutnya", ["Nanti"]),
        ("Menunggu jawaban pemohon", ["Ditanya"]),
    ]


def test_operator_sees_the_steps_of_their_role_and_kasubag_the_whole_desk(client, office, operator):
    filed(office, title="Di meja Operator")
    at_ketua = filed(office, title="Di meja Ketua")
    office.do(at_ketua, 1)

    assert shown(client) == {"Batas hari ini": ["Di meja Operator"]}
    client.force_login(office.people["kasubag_ptip"])
    everything = [title for titles in shown(client).values() for title in titles]
    assert sorted(everything) == ["Di meja Ketua", "Di meja Operator"]


def test_requests_of_another_court_and_other_procedures_are_not_on_it(client, office, operator):
    filed(Office(), title="Pengadilan lain")
    office.open(title="Bukan permintaan")

    assert shown(client) == {}
    assert "Meja layanan bersih." in client.get(LIST).content.decode()


def test_clerk_is_told_whose_page_it_is_and_where_their_own_are(client, office):
    client.force_login(office.clerk)

    answer = client.get(LIST)

    assert answer.status_code == 403
    assert "Permintaan Anda sendiri ada di Beranda" in answer.content.decode()
    assert LIST not in client.get(reverse("home")).content.decode()


def test_menu_leads_the_desk_to_it(client, operator):
    assert f'href="{LIST}"' in client.get(reverse("home")).content.decode()


def test_filters_keep_mine_what_is_free_a_category_and_a_room(client, office, operator):
    other = make.user(court=office.court, unit="Ruang PTSP")
    mine = office.task(filed(office, title="Saya"))
    actions.start(mine.pk, by=operator, at=make.MONDAY)
    filed(office, title="Jaringan", category="jaringan")
    filed(office, title="PTSP", by=other)

    found = {
        asked: [title for titles in shown(client, **dict([asked])).values() for title in titles]
        for asked in [("meja", "saya"), ("meja", "bebas"), ("jenis", "jaringan"),
                      ("ruang", "Ruang PTSP"), ("meja", "\x00"), ("hal", "99")]
    }  # fmt: skip

    assert found == {
        ("meja", "saya"): ["Saya"],
        ("meja", "bebas"): ["Jaringan", "PTSP"],
        ("jenis", "jaringan"): ["Jaringan"],
        ("ruang", "Ruang PTSP"): ["PTSP"],
        ("meja", "\x00"): ["Saya", "Jaringan", "PTSP"],
        ("hal", "99"): ["Saya", "Jaringan", "PTSP"],
    }


def test_list_takes_the_same_few_queries_at_1_and_at_30_rows_and_comes_in_pages(
    client, office, operator
):
    colleague(office)
    counts = []
    for rows in (1, 29):
        for number in range(rows):
            filed(office, title=f"Nomor {number}", by=make.user(court=office.court))
        client.get(LIST)
        with CaptureQueriesContext(connection) as seen:
            page = client.get(LIST)
        counts.append(len(seen))

    assert counts[0] == counts[1] <= 12
    assert sum(len(rows) for _, _, rows in page.context["groups"]) == 25
    assert [count for _, count, _ in page.context["groups"]] == [30]
    assert "Nomor 1 sampai 25 dari 30 pekerjaan" in page.content.decode()


# ------------------------------------------------------------------------------ what is done there
def test_mulai_begins_the_step_and_comes_back_to_the_same_list(client, office, operator):
    case = filed(office)
    task = office.task(case)
    assert row_of(client, case).may_start

    answer = client.post(
        reverse("requests:worklist_start", args=[task.pk]), {"saringan": "jenis=perangkat&x=1"}
    )

    task.refresh_from_db()
    assert (task.status, task.assigned_to) == ("dikerjakan", operator)
    assert answer.url == f"{LIST}?jenis=perangkat#tugas-{task.pk}"
    assert (row_of(client, case).may_start, row_of(client, case).is_mine) == (False, True)


def test_taking_over_needs_a_reason_and_tells_who_had_it(client, office, operator):
    former = colleague(office)
    case = filed(office)
    task = office.task(case)
    actions.start(task.pk, by=former, at=make.MONDAY)
    take = reverse("requests:worklist_take", args=[task.pk])
    assert row_of(client, case).may_take

    refused = client.post(take, {"held_by": former.pk, "reason": ""}, follow=True)
    assert "Tulis alasannya" in refused.content.decode()
    assert Task.objects.get(pk=task.pk).assigned_to == former
    client.post(take, {"held_by": former.pk, "reason": REASON})

    assert Task.objects.get(pk=task.pk).assigned_to == operator
    assert Message.objects.filter(to=former, subject__startswith="Dialihkan dari Anda").count() == 1
    assert Event.objects.filter(task=task, kind="reassigned").count() == 1


def test_second_who_takes_the_same_step_reads_who_has_it(client, office, operator):
    former, quicker = colleague(office), colleague(office, full_name="Lebih Cepat")
    task = office.task(filed(office))
    actions.start(task.pk, by=former, at=make.MONDAY)
    actions.reassign(task.pk, to=quicker, reason=REASON, by=quicker, at=make.MONDAY)

    take = reverse("requests:worklist_take", args=[task.pk])
    answer = client.post(take, {"held_by": former.pk, "reason": REASON}, follow=True)

    assert "sudah dipegang Lebih Cepat" in answer.content.decode()
    assert Task.objects.get(pk=task.pk).assigned_to == quicker


def test_step_is_handed_to_a_colleague_of_the_role_and_to_nobody_else(client, office, operator):
    receiver = colleague(office)
    case = filed(office)
    task = office.task(case)
    hand = reverse("requests:worklist_hand", args=[task.pk])
    assert row_of(client, case).colleagues == [receiver]

    for wrong in (office.clerk, colleague(Office())):
        client.post(hand, {"to": wrong.pk, "held_by": "", "reason": REASON})
        assert Task.objects.get(pk=task.pk).assigned_to is None
    client.post(hand, {"to": receiver.pk, "held_by": "", "reason": REASON})

    assert Task.objects.get(pk=task.pk).assigned_to == receiver
    assert not row_of(client, case).may_start


def test_clerk_and_another_court_can_do_nothing_from_the_list(client, office):
    task = office.task(filed(office))
    sent = {"to": office.people["operator_ti"].pk, "held_by": "", "reason": REASON}
    for person in (office.clerk, Office().people["operator_ti"]):
        client.force_login(person)
        for name in ("start", "take", "hand"):
            client.post(reverse(f"requests:worklist_{name}", args=[task.pk]), sent)

    kept = Task.objects.get(pk=task.pk)
    assert (kept.status, kept.assigned_to) == ("terbuka", None)
    with pytest.raises(Refusal):
        actions.start(task.pk, by=office.clerk, at=make.MONDAY)
