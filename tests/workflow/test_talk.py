"""Requester and desk talk on the case page: who may, who is told, and what no clock feels."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from sopti.core.errors import Refusal
from sopti.notifications.models import Message
from sopti.workflow import actions
from sopti.workflow.models import Attachment, Event, Remark
from sopti.workflow.record import verify
from tests import make
from tests.workflow.office import REASON, Office

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

AT = make.MONDAY + timedelta(minutes=5)


@pytest.fixture
def office():
    return Office()


@pytest.fixture
def case(office):
    return office.open()


def say(case, by, text="Komputer lain juga tidak bisa."):
    return actions.remark(case.pk, text=text, by=by, at=AT)


def told(text="Komputer lain juga tidak bisa."):
    return {message.to for message in Message.objects.filter(body=text)}


def post(client, case, **sent):
    address = reverse("workflow:remark", args=[case.pk])
    return client.post(address, {f"pesan-{name}": value for name, value in sent.items()})


def test_message_of_the_requester_reaches_who_has_the_case_and_stops_no_clock(office, case):
    task = office.task(case)

    said = say(case, office.clerk)

    assert (said.said_as, told()) == ("pemohon", {office.people["operator_ti"]})
    before, task.due_at = task.due_at, None
    task.refresh_from_db()
    assert (task.due_at, task.status) == (before, "terbuka")
    assert verify(office.court) is None


def test_message_of_the_desk_reaches_the_requester_and_says_who_speaks(office, case):
    said = say(case, office.people["operator_ti"])

    assert (said.said_as, told()) == ("Operator/Admin", {office.clerk})
    assert Event.objects.get(kind="remarked").summary.endswith("menulis pesan dalam percakapan.")


def test_who_spoke_for_the_desk_is_told_although_the_case_went_on(office, case):
    say(case, office.people["operator_ti"], "Sejak kapan?")
    office.do(case, 1)

    say(case, office.clerk)

    assert told() == {office.people["operator_ti"], office.people["ketua"]}


def test_colleagues_without_a_part_and_closed_cases_are_refused(office, case):
    with pytest.raises(Refusal, match="antara pemohon dan pelaksana langkah"):
        say(case, make.user(court=office.court))
    actions.withdraw(case.pk, reason=REASON, by=office.clerk, at=AT)

    with pytest.raises(Refusal, match="percakapannya ditutup"):
        say(case, office.clerk)

    assert not Remark.objects.exists()


def test_case_of_the_calendar_has_nobody_to_talk_to(office):
    actions.open_routine_cases(at=AT)
    routine = office.court.cases.exclude(period="").first()

    with pytest.raises(Refusal, match="dibuka menurut jadwal"):
        say(routine, office.people["ketua"])


# ------------------------------------------------------------------------------------------ pages
def test_message_with_a_photo_stands_on_the_case_page(client, office, case):
    data = BytesIO()
    Image.new("RGB", (40, 20), "white").save(data, "PNG")
    client.force_login(office.clerk)

    answer = post(
        client, case, text="Ini fotonya.", files=SimpleUploadedFile("hub.png", data.getvalue())
    )

    assert answer.url == f"{case.get_absolute_url()}#percakapan"
    assert Attachment.objects.get().remark == Remark.objects.get()
    page = client.get(case.get_absolute_url()).content.decode()
    assert page.index("Ini fotonya.") < page.index("hub.png", page.index("Ini fotonya."))


def test_message_sent_twice_is_said_once_and_an_empty_one_comes_back(client, office, case):
    client.force_login(office.clerk)
    key = {"form_key": "00000000-0000-4000-8000-000000000002", "pesan-text": "Halo, ada kabar?"}
    address = reverse("workflow:remark", args=[case.pk])

    for _ in range(2):
        client.post(address, key)

    assert Remark.objects.count() == 1
    answer = post(client, case, text="")
    assert answer.status_code == 422
    assert "Tulis pesannya lebih dulu." in answer.content.decode()


def test_people_of_another_court_find_nothing(client, case):
    client.force_login(make.user("ketua", court=make.court("pa-ternate")))

    assert post(client, case, text="Halo").status_code == 404
    assert not Remark.objects.exists()


def test_question_is_answered_within_the_conversation(client, office, case):
    task = office.task(case)
    operator = office.people["operator_ti"]
    question = actions.ask(task.pk, text="Ruang yang mana?", by=operator, at=AT)
    client.force_login(office.clerk)

    client.post(reverse("workflow:answer", args=[question.pk]), {"jawaban-text": "Ruang 2."})

    page = client.get(case.get_absolute_url()).content.decode()
    assert page.index("Ruang yang mana?") < page.index("Ruang 2.")
