"""The inbox: one row per case, what is new is marked, what is settled is not counted."""

from datetime import timedelta

import pytest

from sopti.notifications import actions
from sopti.notifications.models import Message
from sopti.workflow import actions as workflow
from tests import make
from tests.workflow.office import Office

pytestmark = pytest.mark.django_db

INBOX = "/pemberitahuan/"


def tell(*people, at=make.MONDAY, subject="Menunggu Anda: SIPP", **words):
    words = {"body": "Langkah 2", "link": "/tugas/7/", "topic": "berkas:3"} | words
    actions.notify(to=people, subject=subject, at=at, **words)


def html(client, address=INBOX):
    return client.get(address).content.decode()


def test_inbox_shows_only_my_messages_and_marks_them_read(client):
    mine, other = make.user(), make.user()
    tell(mine)
    tell(other)
    client.force_login(mine)

    assert html(client).count("<b>Menunggu Anda: SIPP</b>") == 1
    client.post("/pemberitahuan/baca/")

    assert Message.objects.unread_of(mine).count() == 0
    assert Message.objects.unread_of(other).count() == 1
    assert "<b>Menunggu Anda: SIPP</b>" not in html(client)


def test_messages_of_one_case_are_one_row_with_the_older_ones_folded(client):
    person = make.user()
    tell(person, subject="Pertama")
    tell(person, subject="Kedua", topic="berkas:4")
    tell(person, subject="Ketiga")
    client.force_login(person)

    page = html(client)

    assert page.index("Ketiga") < page.index("1 pesan sebelumnya") < page.index("Pertama")
    assert page.index("Pertama") < page.index("Kedua")
    assert page.count("Tandai dibaca</button>") == 2


def test_row_is_marked_read_up_to_what_was_shown_and_no_other(client):
    person = make.user()
    tell(person, subject="Pertama")
    tell(person, subject="Kedua")
    tell(person, subject="Lain", topic="berkas:4")
    shown = Message.objects.get(subject="Kedua")
    tell(person, subject="Ketiga")
    client.force_login(person)

    client.post(f"/pemberitahuan/{shown.pk}/baca/")

    unread = Message.objects.unread_of(person).order_by("pk")
    assert list(unread.values_list("subject", flat=True)) == ["Lain", "Ketiga"]


def test_nobody_marks_what_belongs_to_others_and_looking_marks_nothing(client):
    mine, other = make.user(), make.user()
    tell(mine, other)
    theirs = Message.objects.get(to=other)
    client.force_login(mine)

    html(client)

    assert client.post(f"/pemberitahuan/{theirs.pk}/baca/").status_code == 404
    assert client.get(f"/pemberitahuan/{theirs.pk}/baca/").status_code == 405
    assert Message.objects.filter(read_at=None).count() == 2


def test_task_that_is_done_settles_what_was_told_about_it(client):
    office = Office()
    case = office.open()
    operator = office.people["operator_ti"]
    assert Message.objects.unread_of(operator).count() == 1

    office.do(case, 1)

    client.force_login(operator)
    page = html(client)
    assert Message.objects.unread_of(operator).count() == 0
    assert Message.objects.unread_of(office.people["ketua"]).count() == 1
    assert page.count("sudah ditangani") >= 2  # the head of the page says it, too
    assert "Tandai dibaca</button>" not in page


def test_case_that_is_withdrawn_settles_what_waited():
    office = Office()
    case = office.open()

    workflow.withdraw(case.pk, reason="Sudah menyala.", by=office.clerk, at=make.MONDAY)

    assert Message.objects.unread_of(office.people["operator_ti"]).count() == 0


def test_answer_settles_the_question_and_not_the_task():
    office = Office()
    case = office.open()
    operator = office.people["operator_ti"]
    at = make.MONDAY + timedelta(minutes=5)
    question = workflow.ask(office.task(case).pk, text="Ruang mana?", by=operator, at=at)
    assert Message.objects.unread_of(office.clerk).count() == 1

    workflow.answer(question.pk, text="Ruang 2.", by=office.clerk, at=at)

    assert Message.objects.unread_of(office.clerk).count() == 0
    assert sorted(Message.objects.unread_of(operator).values_list("kind", flat=True)) == [
        "menunggu",
        "tanya-jawab",
    ]


def test_what_other_rooms_tell_with_the_address_of_the_case_joins_its_row(client):
    office = Office()
    case = office.open()
    operator = office.people["operator_ti"]
    link = case.get_absolute_url()
    actions.notify(to=[operator], subject="Kabar lain", body="", link=link, at=make.MONDAY)

    client.force_login(operator)

    assert html(client).count("Tandai dibaca</button>") == 1


def test_empty_inbox_says_what_will_come(client):
    client.force_login(make.user())

    assert "Belum ada pemberitahuan." in html(client)


@pytest.mark.parametrize("page", ["0", "abc", "-1", "999999999999999999999", "%00"])
def test_odd_page_numbers_show_the_first_page(client, page):
    client.force_login(make.user())

    assert client.get(f"{INBOX}?hal={page}").status_code == 200


def test_inbox_takes_the_same_number_of_queries_at_1_and_at_30_cases(
    client, django_assert_max_num_queries
):
    person = make.user()
    client.force_login(person)
    counts = []
    for cases in (range(1), range(1, 30)):
        for number in cases:
            tell(person, topic=f"berkas:{number}")
            tell(person, topic=f"berkas:{number}")
        html(client)
        with django_assert_max_num_queries(8) as seen:
            html(client)
        counts.append(len(seen))

    assert counts[0] == counts[1]
