"""Passwords that a real directory checks: slapd on loopback. Run where its library is installed.

`bin/prove sso` installs it.
"""

import socket
import time
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from sopti.people.adapter import OUTSIDE
from sopti.people.models import User
from tests import make
from tests.sso import slapd as server
from tests.sso.browsing import is_in

ldap = pytest.importorskip(
    "ldap", reason="the library of the directory is an extra: requirements/ldap.txt"
)
if server.PROGRAM is None:
    pytest.skip("slapd is not installed", allow_module_level=True)

directory = pytest.importorskip("sopti.sso.directory")

PASSWORD = "sandi di direktori"  # noqa: S105 (of people who live for one test)
PEOPLE = [
    ("budi", PASSWORD, "pegawai"),
    ("ani", "sandi lain di direktori", "magang"),
    ("tanpa", None, "pegawai"),
    ("b*di", "sandi bintang", "pegawai"),
]
MISMATCH = "Nama pengguna dan kata sandi tidak cocok"
SILENT = "Direktori akun sedang tidak dapat dihubungi"

GRAVE = reverse("people:new_appointment")


@pytest.fixture(scope="module")
def running():
    with server.slapd(PEOPLE) as found:
        yield found


@pytest.fixture
def ldap_server(running, settings):
    settings.LDAP_URL, settings.LDAP_BASE = running.url, server.BASE
    settings.LDAP_BIND_DN, settings.LDAP_BIND_PASSWORD = server.READER, server.READER_PASSWORD
    settings.AUTHENTICATION_BACKENDS = [
        "sopti.people.backends.CourtBackend", "sopti.sso.backends.DirectoryBackend",
    ]  # fmt: skip
    return running


def log_in(client, name, password):
    return client.post(reverse("account_login"), {"login": name, "password": password})


# ------------------------------------------------------------------------- what the directory says
@pytest.mark.parametrize(
    ("name", "password", "is_right"),
    [
        ("budi", PASSWORD, True),
        ("BUDI", PASSWORD, True),
        ("budi", PASSWORD.upper(), False),
        ("budi", "", False),  # the server would say yes to this: see the next test
        ("", "", False),
        ("", PASSWORD, False),
        ("tanpa", "apa pun", False),
        ("tidak.ada", PASSWORD, False),
        ("ani", PASSWORD, False),
        # Each of these would find somebody, or everybody, if it were not taken letter by letter.
        ("*", PASSWORD, False),
        ("bud*", PASSWORD, False),
        ("b*di", PASSWORD, False),
        ("b*di", "sandi bintang", True),
        ("ani)(uid=budi", PASSWORD, False),
        ("x)(|(uid=budi)", PASSWORD, False),
        ("budi)(&", PASSWORD, False),
        ("\\62udi", PASSWORD, False),
        ("budi,ou=pegawai", PASSWORD, False),
        # A directory overlooks these; SOPTI's accounts do not.
        (" budi", PASSWORD, False),
        ("budi  ", PASSWORD, False),
        ("\uff42udi", PASSWORD, False),
    ],
)
def test_a_password_is_right_for_exactly_its_account(ldap_server, name, password, is_right):
    assert directory.is_right(name, password) is is_right


def test_this_server_does_fall_for_an_empty_password(ldap_server):
    connection = ldap.initialize(ldap_server.url)

    assert connection.simple_bind_s(f"uid=budi,{server.BASE}", "")  # no error: "let in" as nobody
    assert connection.whoami_s() == ""
    connection.unbind_s()


def test_a_filter_of_the_settings_narrows_who_comes_in(ldap_server, settings):
    settings.LDAP_FILTER = "(title=magang)"

    assert directory.is_right("ani", "sandi lain di direktori")
    assert not directory.is_right("budi", PASSWORD)


@pytest.mark.parametrize("way", ["ldaps", "starttls"])
def test_the_line_is_closed_and_the_server_is_who_it_says(ldap_server, settings, way):
    settings.LDAP_URL = ldap_server.secured_url if way == "ldaps" else ldap_server.url
    settings.LDAP_STARTTLS = way == "starttls"

    with pytest.raises(directory.SilentError):  # a certificate that nobody we trust has signed
        directory.is_right("budi", PASSWORD)
    settings.LDAP_CA = ldap_server.authority

    assert directory.is_right("budi", PASSWORD)
    assert not directory.is_right("budi", "salah sama sekali")


def test_without_its_reader_the_directory_says_nothing_and_so_do_we(ldap_server, settings):
    settings.LDAP_BIND_PASSWORD = "salah"  # noqa: S105 (it is wrong)

    with pytest.raises(directory.SilentError):
        directory.is_right("budi", PASSWORD)


def test_a_directory_that_is_gone_or_silent_is_given_up_in_time(ldap_server, settings):
    settings.LDAP_SECONDS = 1
    with socket.create_server(("127.0.0.1", 0)) as silent:
        for port in (1, silent.getsockname()[1]):
            settings.LDAP_URL = f"ldap://127.0.0.1:{port}"
            began = time.monotonic()
            with pytest.raises(directory.SilentError):
                directory.is_right("budi", PASSWORD)
            assert time.monotonic() - began < 5


# -------------------------------------------------------------------------------- who comes in
@pytest.mark.django_db
def test_the_same_account_comes_in_with_the_password_of_the_directory(client, ldap_server):
    person = make.user(username="budi", must_change_password=True)

    response = log_in(client, "budi", PASSWORD)

    person.refresh_from_db()
    assert response.url == reverse("home")
    assert is_in(client) == str(person.pk)
    assert client.session[OUTSIDE] is True
    assert client.get(reverse("home")).status_code == 200  # its password for once was not used
    assert person.check_password(make.PASSWORD)


@pytest.mark.django_db
def test_a_password_of_ours_still_counts_and_never_reaches_the_directory(
    client, ldap_server, monkeypatch
):
    person = make.user(username="budi")
    asked = []
    monkeypatch.setattr(directory, "is_right", lambda *words: asked.append(words))

    log_in(client, "budi", make.PASSWORD)

    assert is_in(client) == str(person.pk)
    assert OUTSIDE not in client.session
    assert asked == []


@pytest.mark.django_db
def test_where_the_directory_alone_counts_a_password_of_ours_does_not(
    client, ldap_server, settings
):
    settings.AUTHENTICATION_BACKENDS = ["sopti.sso.backends.DirectoryBackend"]
    person = make.user(username="budi")

    refused = log_in(client, "budi", make.PASSWORD)
    log_in(client, "budi", PASSWORD)

    assert MISMATCH in refused.content.decode()
    assert is_in(client) == str(person.pk)
    assert client.get(reverse("home")).status_code == 200


@pytest.mark.django_db
def test_the_directory_makes_nobody_and_opens_no_closed_account(client, ldap_server):
    unknown = log_in(client, "budi", PASSWORD).content.decode()
    make.user(username="ani", is_active=False)
    closed = log_in(client, "ani", "sandi lain di direktori").content.decode()

    assert "Kata sandi Anda cocok, tetapi akun ini belum terdaftar di SOPTI." in unknown
    assert "Minta Pengelola SOPTI di pengadilan Anda mendaftarkannya." in unknown
    assert MISMATCH in closed
    assert not is_in(client)
    assert list(User.objects.values_list("username", flat=True)) == ["ani"]


@pytest.mark.django_db
def test_wrong_passwords_are_counted_as_ours_are(client, ldap_server):
    make.user(username="budi")
    first = log_in(client, "budi", "salah sama sekali").content.decode()
    for _ in range(4):
        log_in(client, "budi", "salah sama sekali")

    stopped = log_in(client, "budi", PASSWORD)

    assert MISMATCH in first
    assert "Terlalu banyak percobaan masuk yang gagal" in stopped.content.decode()
    assert not is_in(client)


@pytest.mark.django_db
def test_a_directory_that_is_gone_ends_in_a_sentence_and_our_passwords_still_count(
    client, ldap_server, settings, caplog
):
    settings.LDAP_URL = "ldap://127.0.0.1:1"
    person = make.user(username="budi")

    text = log_in(client, "budi", PASSWORD).content.decode()
    log_in(client, "budi", make.PASSWORD)

    assert SILENT in text
    assert "hubungi Operator TI" in text
    assert PASSWORD not in caplog.text
    assert "SERVER_DOWN" in caplog.text
    assert is_in(client) == str(person.pk)


@pytest.mark.django_db
def test_who_has_no_password_here_confirms_with_the_one_of_the_directory(client, ldap_server):
    with time_machine.travel(make.MONDAY, tick=False) as clock:
        person = make.user("admin", username="budi")
        person.set_unusable_password()
        person.save()
        log_in(client, "budi", PASSWORD)
        client.get(reverse("home"))
        clock.shift(timedelta(minutes=16))
        asked = client.get(GRAVE)

        wrong = client.post(asked.url, {"password": PASSWORD.upper()})
        still = client.get(GRAVE).status_code
        right = client.post(asked.url, {"password": PASSWORD})

        assert asked.url.startswith(reverse("account_reauthenticate"))
        assert "Kata sandi tidak cocok." in wrong.content.decode()
        assert (still, right.url, client.get(GRAVE).status_code) == (302, GRAVE, 200)


@pytest.mark.django_db
def test_a_directory_that_is_gone_confirms_nobody_and_says_so(client, ldap_server, settings):
    person = make.user("admin", username="budi")
    person.set_unusable_password()
    person.save()
    log_in(client, "budi", PASSWORD)
    settings.LDAP_URL = "ldap://127.0.0.1:1"

    page = client.post(reverse("account_reauthenticate"), {"password": PASSWORD})

    assert "Direktori akun sedang tidak dapat dihubungi" in page.content.decode()
