"""Linked and merged requests: who may, what both show, who is told what, and who wins a race."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from requests.models import Merge, RequestLink
from requests.relations import actions, rules
from sopti.core.errors import Refusal
from sopti.notifications.models import Message
from sopti.workflow import actions as engine
from sopti.workflow.models import Case, Event, Task
from sopti.workflow.record import verify
from tests import make
from tests.requests import desk
from tests.workflow.office import Office
from tests.workflow.racing import race, slow_rules

__all__ = ["slow_rules"]

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

AT = make.MONDAY + timedelta(hours=1)
REASON = "Sakelar lantai 2 mati, dua ruang terputus."


@pytest.fixture(autouse=True)
def monday():
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def office():
    return Office()


@pytest.fixture
def operator(office):
    return office.people["operator_ti"]


def filed(office, title=desk.WISH.title, *, by=None, **words):
    told = {**vars(desk.WISH), "title": title, **words}
    return desk.filed(office, by=by, wish=type(desk.WISH)(**told))


def colleague(office, *roles, **words):
    return make.user(*roles, court=office.court, **words)


def page_of(client, case, person):
    client.force_login(person)
    answer = client.get(case.get_absolute_url())
    return answer.content.decode() if answer.status_code == 200 else ""


def refusal(deed):
    with pytest.raises(Refusal) as error:
        deed()
    return str(error.value)


# -------------------------------------------------------------------------------------------- links
def test_link_stands_on_both_cases_for_the_desk(client, office, operator):
    one, two = filed(office, "Jaringan ruang A mati"), filed(office, "Jaringan ruang B mati")
    client.force_login(operator)

    sent = {"other": two.pk, "reason": REASON}
    answer = client.post(reverse("requests:link", args=[one.pk]), sent)

    assert answer.url == one.get_absolute_url()
    for here, other in ((one, two), (two, one)):
        page = page_of(client, here, operator)
        assert (other.number in page, other.title in page, REASON in page) == (True, True, True)
        own = page_of(client, here, office.clerk)
        assert (here.title in own, other.title in own) == (True, False)


def test_link_is_undone_from_either_side_and_both_records_keep_it(client, office, operator):
    one, two = filed(office), filed(office)
    made = actions.link(one.pk, two.pk, reason=REASON, by=operator, at=AT)
    client.force_login(operator)

    back = client.post(reverse("requests:unlink", args=[made.pk]), {"case_pk": two.pk})

    assert back.url == two.get_absolute_url()
    assert not RequestLink.objects.standing().exists()
    assert "sudah dilepas" in refusal(lambda: actions.unlink(made.pk, by=operator, at=AT))
    events = Event.objects.filter(kind__endswith="linked").order_by("sequence")
    told = [(event.case, event.kind) for event in events]
    assert told == [(one, "linked"), (two, "linked"), (one, "unlinked"), (two, "unlinked")]
    assert verify(office.court) is None


def test_other_request_is_found_by_likeness_by_number_and_by_words(client, office, operator):
    one = filed(office, "Pencetak loket 1 macet", asset_or_place="Loket 1")
    like = filed(office, "Pencetak loket 1 rusak", asset_or_place="Loket 1")
    other = filed(office, "Akun surel baru", category="akun", asset_or_place="Ruang arsip")
    filed(Office(), "Pencetak loket 1 pengadilan lain", asset_or_place="Loket 1")
    client.force_login(operator)

    def found(**asked):
        answer = client.get(reverse("requests:relate", args=[one.pk]), asked)
        return [line.row.case for line in answer.context["rows"]]

    assert found() == [like]
    assert found(q=other.number) == [other]
    assert found(q="surel") == [other]
    assert found(q="kamera") == []


def test_page_of_others_takes_the_same_queries_at_1_and_at_3_rows(client, office, operator):
    one = filed(office, "Jaringan mati")
    client.force_login(operator)
    counts = []
    for rows in (1, 2):
        for number in range(rows):
            filed(office, f"Jaringan lantai {number}", by=colleague(office))
        address = reverse("requests:relate", args=[one.pk])
        client.get(address, {"q": "jaringan"})
        with CaptureQueriesContext(connection) as seen:
            client.get(address, {"q": "jaringan"})
        counts.append(len(seen))

    assert counts[0] == counts[1] <= 15


def test_links_that_cannot_be_say_why(office, operator):
    one, two = filed(office), filed(office)
    elsewhere = filed(Office())
    plain = office.open()
    actions.link(two.pk, one.pk, reason=REASON, by=operator, at=AT)

    def tried(other, by=operator):
        return refusal(lambda: actions.link(one.pk, other.pk, reason=REASON, by=by, at=AT))

    assert "tidak berkaitan dengan dirinya sendiri" in tried(one)
    assert tried(elsewhere) == f"{elsewhere.number} milik pengadilan lain."
    assert tried(plain) == "Hanya permintaan layanan TI yang dapat ditautkan atau digabung."
    assert tried(two) == f"{one.number} dan {two.number} sudah bertaut."
    third = filed(office)
    actions.merge(third.pk, two.pk, reason=REASON, by=operator, at=AT)
    assert tried(third) == f"{third.number} sudah digabung ke {two.number}. Pilih {two.number}."
    third = filed(office)
    assert "oleh petugas" in tried(third, by=office.clerk)
    assert RequestLink.objects.count() == 1


@pytest.fixture
def solved(office, operator):
    """A request that is done, and a linked one that waits to be fulfilled."""
    one, two = filed(office, "Ruang A terputus"), filed(office, "Ruang B terputus")
    actions.link(one.pk, two.pk, reason=REASON, by=operator, at=AT)
    waits = office.up_to(two, 9)
    office.up_to(one, 9)
    told = {"tindakan": "Sakelar lantai 2 diganti.", "hasil": "Selesai", "diserahkan": "Siti"}
    office.do(one, values=told)
    return one, waits


def test_solution_is_offered_to_a_linked_request_that_waits_at_the_same_deed(
    client, office, operator, solved
):
    one, waits = solved

    assert f"Pakai untuk {waits.case.number}" in page_of(client, one, operator)
    assert "Pakai untuk" not in page_of(client, waits.case, operator)
    assert "Pakai untuk" not in page_of(client, one, office.people["kabag"])


def test_solution_fills_the_form_of_the_other_and_hands_nothing_in(client, operator, solved):
    one, waits = solved
    client.force_login(operator)
    copy = reverse("requests:copy_result", args=[one.pk, waits.pk])

    answer = client.post(copy)

    assert answer.url == waits.get_absolute_url()
    assert "Sakelar lantai 2 diganti.</textarea>" in client.get(answer.url).content.decode()
    assert Task.objects.get(pk=waits.pk).status == "terbuka"
    assert "sudah ada dalam catatan kerja" in client.post(copy, follow=True).content.decode()


# ------------------------------------------------------------------------------------------ merging
@pytest.fixture
def merged(office, operator):
    """A leading request, and the duplicate of somebody else that was merged into it."""
    other = colleague(office, full_name="Pemohon Kedua")
    leading, duplicate = filed(office, "Rahasia orang lain"), filed(office, "Mati", by=other)
    office.do(duplicate, 1)
    actions.merge(duplicate.pk, leading.pk, reason=REASON, by=operator, at=AT)
    duplicate.refresh_from_db()
    return leading, duplicate, other


def test_duplicate_is_closed_as_merged_and_keeps_its_own_past(client, office, operator):
    leading, duplicate = filed(office), filed(office)
    office.do(duplicate, 1)
    done = list(duplicate.tasks.filter(status="selesai").values())
    client.force_login(operator)

    sent = {"other": leading.pk, "reason": REASON}
    answer = client.post(reverse("requests:merge", args=[duplicate.pk]), sent)

    assert answer.url == leading.get_absolute_url()
    assert Case.objects.get(pk=duplicate.pk).status == "digabung"
    assert list(duplicate.tasks.exclude(status="gugur").values()) == done
    assert Case.objects.get(pk=leading.pk).is_running
    assert verify(office.court) is None


def test_both_cases_and_the_record_show_the_merge(client, operator, merged):
    leading, duplicate, other = merged

    assert leading.number in page_of(client, duplicate, operator)
    assert f"{duplicate.number}, Pemohon Kedua; digabung" in page_of(client, leading, operator)
    events = Event.objects.filter(kind="merged")
    assert {event.case for event in events} == {leading, duplicate}
    assert Message.objects.filter(to=other).latest("pk").subject == "Digabung: Mati"


def test_requester_of_a_duplicate_follows_in_words_and_opens_nothing_of_the_other(
    client, office, merged
):
    leading, duplicate, other = merged

    page = page_of(client, duplicate, other)

    assert f"Permintaan Anda ditangani bersama {leading.number}" in page
    assert "Menunggu penerimaan Operator/ Admin" in page
    assert ("Rahasia orang lain" in page, leading.get_absolute_url() in page) == (False, False)
    assert page_of(client, leading, other) == ""
    assert "Pemohon Kedua" not in page_of(client, leading, office.clerk)


def test_requester_of_a_duplicate_hears_that_the_leading_request_came_to_nothing(office, merged):
    leading, duplicate, other = merged
    kasubag = office.people["kasubag_ptip"]

    engine.cancel(leading.pk, reason="Alasan rahasia.", by=kasubag, at=AT + timedelta(days=1))

    told = Message.objects.filter(to=other).latest("pk")
    assert (told.subject, told.link) == ("Dibatalkan: Mati", duplicate.get_absolute_url())
    assert "Alasan rahasia" not in told.body
    assert "ajukan permintaan baru" in told.body


def test_requester_of_a_duplicate_hears_that_the_leading_request_is_done(client, office, operator):
    other = colleague(office)
    leading, duplicate = filed(office), filed(office, "Mati", by=other)
    actions.merge(duplicate.pk, leading.pk, reason=REASON, by=operator, at=AT)
    while task := leading.tasks.waiting().first():
        office.do(leading, task.step)

    told = Message.objects.filter(to=other).latest("pk")
    assert (told.subject, told.body) == (
        "Selesai: Mati",
        f"{duplicate.number} digabung ke {leading.number}, yang sudah selesai.",
    )
    assert "Selesai" in page_of(client, duplicate, other)
    assert Message.objects.filter(to=other, subject="Selesai: Mati").count() == 1


def test_merges_that_cannot_be_say_why_and_change_nothing(office, operator, merged):
    leading, duplicate, _ = merged
    case, closed, approved = filed(office), filed(office), filed(office)
    engine.withdraw(closed.pk, reason="Sudah menyala.", by=office.clerk, at=AT)
    office.up_to(approved, 9)

    def tried(case, into, by=operator):
        return refusal(lambda: actions.merge(case.pk, into.pk, reason=REASON, by=by, at=AT))

    assert "dirinya sendiri" in tried(case, case)
    assert tried(case, filed(Office())).endswith("milik pengadilan lain.")
    assert tried(case, closed) == tried(closed, case) == f"{closed.number} sudah ditarik pemohon."
    assert tried(case, duplicate).endswith(f"Pilih {leading.number}.")
    assert tried(leading, case).startswith(f"{leading.number} memimpin permintaan gabungan")
    assert tried(approved, case).startswith(f"{approved.number} sudah disetujui sekretaris satu")
    for person in (office.clerk, office.people["kabag"]):
        assert tried(case, leading, by=person).startswith("Permintaan digabung oleh Operator/ Ad")
    assert Merge.objects.count() == 1
    assert {one.status for one in Case.objects.filter(pk__in=[case.pk, leading.pk])} == {"berjalan"}


def test_disposition_of_the_ketua_does_not_hinder_a_merge(office):
    leading, duplicate = filed(office), filed(office)
    office.up_to(duplicate, 3)

    made = actions.merge(
        duplicate.pk, leading.pk, reason=REASON, by=office.people["kasubag_ptip"], at=AT
    )

    assert made.case.pk == duplicate.pk


def test_another_court_finds_neither_page_nor_form(client, office):
    one, two = filed(office), filed(office)
    client.force_login(Office().people["operator_ti"])
    sent = {"other": two.pk, "reason": REASON}

    assert client.get(reverse("requests:relate", args=[one.pk])).status_code == 404
    for name in ("link", "merge"):
        assert client.post(reverse(f"requests:{name}", args=[one.pk]), sent).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_merging_both_ways_at_once_ends_in_one_winner(slow_rules):
    office = Office()
    operator, kasubag = office.people["operator_ti"], office.people["kasubag_ptip"]
    one, two = filed(office), filed(office)
    slow_rules(rules, "why_not_merge")

    def deed(number):
        case, into, by = (one, two, operator) if number % 2 else (two, one, kasubag)
        return actions.merge(case.pk, into.pk, reason=REASON, by=by, at=AT)

    answers = race(4, deed)

    assert [type(answer) for answer in answers].count(Merge) == 1, answers
    assert [type(answer) for answer in answers].count(Refusal) == 3
    assert sorted(Case.objects.values_list("status", flat=True)) == ["berjalan", "digabung"]
    assert verify(office.court) is None
