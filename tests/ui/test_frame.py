"""The frame of every page: who is here, where they are, what waits."""

import pytest
from django.utils.timezone import now

from sopti.notifications.models import Message
from sopti.ui import frame
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def seven_waiting(monkeypatch):
    monkeypatch.setitem(frame._counts, frame.WAITING, lambda user: 7)  # noqa: SLF001


def page(client, person, address="/"):
    client.force_login(person)
    return client.get(address).content.decode()


def test_the_frame_names_court_person_and_position(client):
    person = make.user(position="Panitera Pengganti")

    html = page(client, person)

    assert str(person.court.name) in html
    assert person.full_name in html
    assert "Panitera Pengganti" in html


def test_who_acts_for_somebody_reads_in_which_capacity(client):
    person = make.user(position="Panitera")
    make.appointment(person, "ketua", capacity="plh")

    html = page(client, person)

    assert '<span class="acting">Plh. Ketua</span>' in html


def test_only_who_manages_the_court_is_led_to_its_pages(client):
    court = make.court()

    assert "/pengelolaan/" in page(client, make.user("admin", court=court))
    assert "/pengelolaan/" not in page(client, make.user("ketua", court=court))


def test_the_page_that_is_open_is_marked_in_the_menu(client):
    html = page(client, make.user(), "/berkas/cases/")

    assert html.count('aria-current="page">Berkas') == 1
    assert 'aria-current="page">Beranda' not in html


def test_what_waits_and_what_is_unread_is_counted(client, seven_waiting):
    person, other = make.user(), make.user()
    for to in (person, person, other):
        Message.objects.create(to=to, subject="Baru", link="/", queued_at=now())
    Message.objects.create(to=person, subject="Lama", link="/", queued_at=now(), read_at=now())

    html = page(client, person)

    assert html.count("menunggu Anda") == 2
    assert '<span class="count">7<span class="visually-hidden"> menunggu Anda</span></span>' in html
    assert '<span class="count">2</span>' in html


def test_a_page_asks_for_court_roles_and_the_unread_once_each(
    client, seven_waiting, django_assert_num_queries
):
    client.force_login(make.user("ketua"))
    client.get("/")  # the first page of a session also writes when it began

    with django_assert_num_queries(4):  # session, person with court, appointments, unread
        client.get("/")


def test_who_is_not_logged_in_sees_a_frame_without_menus_and_no_query(
    client, django_assert_num_queries
):
    with django_assert_num_queries(0):
        html = client.get("/masuk/").content.decode()

    assert "Menu utama" not in html
    assert "Menu bawah" not in html
    assert "SOP Teknologi Informasi Pengadilan Agama" in html


def test_a_demonstration_account_is_told_so_on_every_page(client):
    court = make.court()

    assert "Akun peragaan" in page(client, make.user(court=court, is_demo=True))
    assert "Akun peragaan" not in page(client, make.user(court=court))


def test_a_printed_page_begins_with_the_letterhead(client):
    court = make.court(letterhead=["MAHKAMAH AGUNG", "PA <UJI>"], address=["Jl. Satu No. 1"])

    html = page(client, make.user(court=court))

    assert "<b>MAHKAMAH AGUNG</b><b>PA &lt;UJI&gt;</b>" in html
    assert "Jl. Satu No. 1" in html


def test_messages_are_notices_and_never_markup(client):
    html = page(client, make.user(), "/pesan/")

    assert "<b>Keputusan dicatat: setujui.</b> Berkas diteruskan ke langkah 9." in html
    assert html.count('role="status"') == 2
    assert html.count('role="alert"') == 1
    assert "&lt;b&gt;Tidak&lt;/b&gt;" in html
    assert "notice--ok" in html
    assert "notice--warn" in html
    assert "notice--no" in html
