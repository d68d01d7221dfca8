"""Coming in, staying in, going out, and a password of one's own."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.conf import settings
from django.urls import reverse

from sopti.people.load import DEMO_PASSWORD, load_people
from tests import make

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
MISMATCH = "Nama pengguna dan kata sandi tidak cocok"


def log_in(client, person, password=make.PASSWORD, **words):
    return client.post(
        reverse("account_login"), {"login": person.username, "password": password}, **words
    )


def is_in(client):
    return "_auth_user_id" in client.session


def test_a_right_password_leads_home_and_changes_the_session(client):
    person = make.user()
    client.get(reverse("account_login"))
    client.session["x"] = 1
    before = client.session.session_key

    response = log_in(client, person)

    assert (response.status_code, response.url) == (302, reverse("home"))
    assert is_in(client)
    assert client.session.session_key != before


def test_login_leads_to_the_page_that_asked_for_it_but_never_elsewhere(client):
    person = make.user()
    inside, outside = reverse("account_change_password"), "https://evil.example/"

    first = client.post(
        reverse("account_login") + f"?next={outside}",
        {"login": person.username, "password": make.PASSWORD, "next": outside},
    )
    client.post(reverse("account_logout"))
    second = client.post(
        reverse("account_login"),
        {"login": person.username, "password": make.PASSWORD, "next": inside},
    )

    assert first.url == reverse("home")
    assert second.url == inside


@pytest.mark.parametrize("case", ["wrong", "unknown", "closed"])
def test_a_wrong_login_says_the_same_whoever_it_is(client, case):
    person = make.user(is_active=case != "closed")
    name = "tidak.ada" if case == "unknown" else person.username
    password = make.PASSWORD if case == "closed" else "salah sama sekali"

    response = client.post(reverse("account_login"), {"login": name, "password": password})

    assert response.status_code == 200
    assert MISMATCH in response.content.decode()
    assert name in response.content.decode()  # what was typed stays
    assert not is_in(client)


def test_an_empty_login_says_what_to_fill_in(client):
    page = client.post(reverse("account_login"), {"login": "", "password": ""}).content.decode()

    assert "Isi nama pengguna." in page
    assert "Isi kata sandi." in page


def test_five_wrong_passwords_stop_that_device_but_not_the_owner_elsewhere(client):
    person, other = make.user(), make.user()
    for _ in range(5):
        log_in(client, person, "salah sama sekali")

    stopped = log_in(client, person)
    elsewhere = log_in(client, person, REMOTE_ADDR="10.0.0.9")
    client.logout()
    colleague = log_in(client, other)

    assert "Terlalu banyak percobaan masuk yang gagal" in stopped.content.decode()
    assert elsewhere.status_code == 302
    assert colleague.status_code == 302


@pytest.mark.parametrize(("servers", "is_stopped"), [(1, False), (0, True)])
def test_behind_a_web_server_people_are_told_apart_by_the_address_it_names(
    client, settings, servers, is_stopped
):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = servers
    person = make.user()
    for _ in range(5):
        log_in(client, person, "salah sama sekali", HTTP_X_FORWARDED_FOR="10.0.0.7")

    response = log_in(client, person, HTTP_X_FORWARDED_FOR="10.0.0.9")

    assert ("Terlalu banyak percobaan" in response.content.decode()) == is_stopped


def test_one_address_may_not_try_one_password_on_everybody(client):
    people = [make.user() for _ in range(21)]
    for person in people[:20]:
        log_in(client, person, "salah sama sekali")

    response = log_in(client, people[20])

    assert "Terlalu banyak percobaan" in response.content.decode()
    assert not is_in(client)


def test_nobody_signs_up_resets_by_mail_or_gets_at_other_pages_of_allauth(client):
    for path in ("/masuk/daftar/", "/signup/", "/accounts/signup/", "/password/reset/"):
        assert client.get(path).status_code in {302, 404}
        assert client.get(path).get("Location", reverse("account_login")).startswith("/masuk/")


def test_logging_out_needs_a_post_and_ends_the_session(client):
    client.force_login(make.user())
    key = client.session.session_key

    asked = client.get(reverse("account_logout"))
    left = client.post(reverse("account_logout"))

    assert "Keluar dari SOPTI?" in asked.content.decode()
    assert left.url == reverse("account_login")
    assert not client.session.exists(key)


def test_an_ordinary_installation_lists_no_accounts(client, django_assert_num_queries):
    make.user()

    with django_assert_num_queries(1):
        page = client.get(reverse("account_login")).content.decode()

    assert "Akun peragaan" not in page
    assert "sopti-demo" not in page
    assert "Kata sandi tidak dikirim lewat pesan" in page


def test_a_demonstration_lists_its_accounts_and_fills_in_the_chosen_one(client):
    load_people(AT)

    page = client.get(reverse("account_login"), {"akun": "kasubag.madiun"}).content.decode()

    assert 'value="kasubag.madiun"' in page
    assert DEMO_PASSWORD in page
    assert "?akun=pj.ternate" in page
    assert "Kasub Bag Kepeg dan TI, Kabag Perencanaan dan Kepegawaian" in page
    assert page.index("PA Kota Madiun") < page.index("PA Ternate") < page.index("PA Banjarnegara")


def test_an_account_name_in_the_address_is_text_and_nothing_else(client):
    for name in ('"><script>', "{{7*7}}", "a" * 500, "\x00"):
        page = client.get(reverse("account_login"), {"akun": name})
        assert page.status_code == 200
        assert "<script>" not in page.content.decode().replace('<script src="', "")


# ----------------------------------------------------------------------------------- the session
def test_an_idle_session_ends_and_says_why(client):
    with time_machine.travel(AT, tick=False) as clock:
        log_in(client, make.user())
        client.get(reverse("account_change_password"))
        clock.shift(settings.SESSION_IDLE_SECONDS + 1)
        response = client.get(reverse("account_change_password"), follow=True)

    assert "Anda keluar karena lama tidak ada kegiatan." in response.content.decode()
    assert "Masuk lagi untuk melanjutkan." in response.content.decode()
    assert not is_in(client)


def test_a_session_in_use_is_written_rarely_and_ends_after_a_working_day(client):
    with time_machine.travel(AT, tick=False) as clock:
        log_in(client, make.user())
        client.get(reverse("account_change_password"))
        written = client.session["seen_at"]
        for _ in range(4):
            clock.shift(60)
            client.get(reverse("account_change_password"))
        assert client.session["seen_at"] == written
        clock.shift(61)
        client.get(reverse("account_change_password"))
        assert client.session["seen_at"] == written + 301
        for _ in range(25):
            clock.shift(timedelta(minutes=25))
            client.get(reverse("account_change_password"))

    assert not is_in(client)


def test_a_closed_account_and_a_new_password_end_the_sessions(client):
    first, second = make.user(), make.user()
    client.force_login(first)
    first.is_active = False
    first.save()
    assert client.get(reverse("account_change_password")).status_code == 302

    client.force_login(second)
    second.set_password("kuda makan rumput biru")
    second.save()
    assert client.get(reverse("account_change_password")).status_code == 302


# ------------------------------------------------------------------------- a password of one's own
def change(client, new="kuda makan rumput biru", again=None, old=make.PASSWORD):
    return client.post(
        reverse("account_change_password"),
        {"oldpassword": old, "password1": new, "password2": again or new},
    )


def test_a_password_is_changed_and_the_person_stays_in(client):
    person = make.user()
    client.force_login(person)

    response = change(client)

    person.refresh_from_db()
    assert response.url == reverse("home")
    assert person.check_password("kuda makan rumput biru")
    assert is_in(client)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"old": "bukan ini"}, "Kata sandi yang sekarang tidak cocok."),
        ({"again": "kuda makan rumput hijau"}, "Dua kata sandi baru itu berbeda."),
        ({"new": make.PASSWORD}, "Kata sandi baru sama dengan yang lama."),
        ({"new": "pendek"}, "terlalu pendek"),
        ({"new": "12345678901234"}, "angka"),
        ({"new": "pengadilan-satu-dua"}, "mudah ditebak"),
        ({"new": "rapat19880314pagi"}, "mudah ditebak"),
        ({"new": "rapat14031988pagi"}, "mudah ditebak"),
        ({"new": "loket-bandarlampung"}, "mudah ditebak"),
    ],
)
def test_a_bad_password_is_refused_with_a_reason(client, given, sentence):
    person = make.user(nip="198803142011012009", court=make.court(town="Bandarlampung"))
    client.force_login(person)

    response = change(client, **given)

    person.refresh_from_db()
    assert sentence in response.content.decode()
    assert person.check_password(make.PASSWORD)


def test_a_password_for_once_leads_to_choosing_ones_own_and_nowhere_else(client):
    person = make.user(must_change_password=True)
    log_in(client, person)

    away = client.get(reverse("home"))
    page = client.get(reverse("account_change_password")).content.decode()
    change(client)

    person.refresh_from_db()
    assert away.url == reverse("account_change_password")
    assert "kata sandi sekali pakai" in page
    assert person.must_change_password is False
    assert person.history.first().must_change_password is False


def test_times_are_those_of_the_court(client):
    person = make.user(court=make.court(zone="Asia/Jayapura"))
    client.force_login(person)

    response = client.get(reverse("account_change_password"))

    assert str(response.context["user"].court.tz) == "Asia/Jayapura"
