"""A court asks for a second step, then demands it; nobody is locked out, nobody slips by."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sopti.identity.demand import deciding_roles
from sopti.notifications.models import Message
from sopti.people.actions import appoint
from sopti.people.enums import SecondFactor
from sopti.workflow.models import Event
from tests import make
from tests.identity.steps import give_app, give_codes, give_passkey, is_in, log_in, words_of

pytestmark = pytest.mark.django_db
SECURITY = reverse("mfa_index")
TODAY = date(2026, 11, 16)
ASKED = "Pengadilan Anda mewajibkan pengesahan dua langkah"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(make.MONDAY, tick=False) as clock:
        yield clock


def court(rule=SecondFactor.DECIDERS, starts_on=TODAY):
    return make.court(second_factor=rule, second_factor_from=starts_on)


def enter(client, person):
    client.force_login(person)
    return client.get("/berkas/")


@pytest.mark.parametrize(
    ("rule", "role", "is_led"),
    [
        (SecondFactor.OFF, "ketua", False),
        (SecondFactor.DECIDERS, "ketua", True),
        (SecondFactor.DECIDERS, "admin", True),
        (SecondFactor.DECIDERS, "operator_ti", False),
        (SecondFactor.DECIDERS, "pegawai", False),
        (SecondFactor.ALL, "operator_ti", True),
    ],
)
def test_whom_the_rule_means_is_led_to_add_a_second_step(client, rule, role, is_led):
    person = make.user(*({role} - {"pegawai"}), court=court(rule))

    led = enter(client, person)

    assert (led.status_code, led.get("Location")) == ((302, SECURITY) if is_led else (200, None))


def test_who_decides_follows_from_the_sops_in_force():
    make.every_role()
    here = court()
    before = deciding_roles(here)
    edition = make.edition(here, "publikasi-konten", of="pa-ternate")
    steps = [step for procedure in edition.sop.procedures for step in procedure.steps]

    now = deciding_roles(here)

    decides = {step.role for step in steps if step.decision}
    assert now == before | decides - {"pegawai"}
    assert now > before


def test_until_the_day_it_is_only_asked_for_once_a_day_of_each_login(client, clock):
    person = make.user("ketua", court=court(starts_on=TODAY + timedelta(days=1)))

    first = enter(client, person)
    second = client.get("/berkas/")
    clock.shift(timedelta(days=1))
    next_day = enter(client, person)

    assert ASKED in words_of(first)
    assert "17 November 2026" in words_of(first)
    assert ASKED not in words_of(second)
    assert next_day.url == SECURITY


def test_every_page_leads_there_but_those_that_help_and_the_way_out(client):
    person = make.user("admin", court=court())
    client.force_login(person)

    led = [client.get(page).get("Location") for page in ("/", "/pengelolaan/", "/sop/")]
    led += [client.get(reverse("identity:rule")).get("Location")]
    led += [client.post("/permintaan/baru/", {}).get("Location")]
    page = client.get(SECURITY)
    open_pages = ("mfa_activate_totp", "account_change_password", "identity:devices")
    helps = [client.get(reverse(name)).status_code for name in open_pages]

    assert led == [SECURITY] * 5
    assert "Pasang salah satu di bawah ini untuk melanjutkan" in words_of(page)
    assert helps == [200, 200, 200]
    assert client.post(reverse("account_logout")).url == reverse("account_login")


@pytest.mark.parametrize("give", [give_app, give_passkey])
def test_who_has_one_works_on_from_the_next_page(client, give):
    person = make.user("ketua", court=court())
    assert enter(client, person).url == SECURITY

    give(person)

    assert client.get("/berkas/").status_code == 200


def test_recovery_codes_alone_are_no_second_step(client):
    person = make.user("ketua", court=court())
    give_codes(person)

    assert enter(client, person).url == SECURITY


def test_who_becomes_a_decider_is_led_there_within_the_same_session(client):
    admin = make.user("admin", court=court())
    person = make.user(court=admin.court)
    assert enter(client, person).status_code == 200
    wanted = make.Appointment(
        user=person, court=admin.court, role=make.role("ketua"), starts_on=TODAY
    )

    appoint(wanted, by=admin, at=make.MONDAY + timedelta(seconds=2))

    assert client.get("/berkas/").url == SECURITY


def test_a_page_asks_nothing_more_once_it_is_known(client):
    without, having = make.user("ketua"), make.user("ketua", court=court())
    give_app(having)
    counts = []
    for person in (without, having):
        enter(client, person)
        with CaptureQueriesContext(connection) as counted:
            client.get("/berkas/")
        counts.append(len(counted))

    assert counts[0] == counts[1]


def test_the_last_second_step_of_who_must_have_one_stays(client):
    person = make.user("ketua", court=court())
    give_app(person)
    client.force_login(person)

    refused = client.get(reverse("mfa_deactivate_totp"))
    key = give_passkey(person)
    allowed = client.get(reverse("mfa_remove_webauthn", args=[key.pk]))

    assert "Pasang yang lain lebih dulu" in words_of(refused)
    assert refused.status_code == 403
    assert allowed.status_code == 200


def test_nobody_removes_or_renames_the_passkey_of_somebody_else(client):
    key = give_passkey(make.user())
    client.force_login(make.user())

    for name in ("mfa_remove_webauthn", "mfa_edit_webauthn"):
        assert client.get(reverse(name, args=[key.pk])).status_code == 404
        assert client.post(reverse(name, args=[key.pk]), {"name": "x"}).status_code == 404
    key.refresh_from_db()
    assert key.data["name"] == "Ponsel"


# ------------------------------------------------------------------------------ the administrator
@pytest.fixture
def admin(client):
    admin = make.user("admin", full_name="Galih Prakoso")
    client.force_login(admin)
    return admin


def set_rule(client, rule="pemutus", starts_on="2026-11-23", minutes=10):
    told = {"second_factor": rule, "second_factor_from": starts_on, "confirm_minutes": minutes}
    return client.post(reverse("identity:rule"), told)


def test_the_administrator_sets_the_rule_and_it_is_on_record(client, admin):
    response = set_rule(client)

    admin.court.refresh_from_db()
    event = Event.objects.get(kind="security-set")
    assert response.url == reverse("identity:court")
    assert admin.court.second_factor == SecondFactor.DECIDERS
    assert admin.court.second_factor_from == date(2026, 11, 23)
    assert admin.court.confirm_minutes == 10
    assert event.summary == (
        "Galih Prakoso mengatur pengesahan dua langkah: diminta dari yang memutus."
    )


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"starts_on": ""}, "Isi tanggal mulai wajib"),
        ({"starts_on": "2026-11-15"}, "Tanggal mulai wajib sudah lewat"),
        ({"rule": "lain"}, "Pilih pengesahan dua langkah dari daftar"),
        ({"minutes": 0}, "terlalu kecil: paling kecil 5"),
    ],
)
def test_a_rule_that_would_lock_people_out_is_refused(client, admin, told, sentence):
    response = set_rule(client, **told)

    admin.court.refresh_from_db()
    assert response.status_code == 422
    assert sentence in words_of(response)
    assert admin.court.second_factor == SecondFactor.OFF


def test_a_demonstration_demands_it_of_nobody(client, admin):
    admin.is_demo = True
    admin.save()

    assert "Instalasi ini untuk peragaan." in words_of(client.get(reverse("identity:court")))
    assert "dipakai bersama dengan satu kata sandi" in words_of(set_rule(client))
    assert set_rule(client, rule="tidak", starts_on="").status_code == 302


def test_the_list_says_who_lacks_it_first(client, admin):
    admin.court.second_factor, admin.court.second_factor_from = "pemutus", date(2026, 12, 1)
    admin.court.save()
    give_app(make.user("ketua", court=admin.court, full_name="Ahmad Ketua"))
    make.user("sekretaris", court=admin.court, full_name="Zainab Sekretaris")
    make.user("ketua", full_name="Orang Lain")

    page = words_of(client.get(reverse("identity:court")))

    assert "1 orang sudah memasang pengesahan dua langkah; 2 dari 3 yang diminta belum." in page
    assert page.index("Zainab Sekretaris") < page.index("Ahmad Ketua")
    assert "Orang Lain" not in page


@pytest.mark.parametrize("more", [0, 2])
def test_the_list_asks_as_much_for_one_as_for_three(client, admin, more, django_assert_num_queries):
    for _ in range(more):
        give_app(make.user("ketua", court=admin.court))
    client.get(reverse("identity:court"))

    with django_assert_num_queries(7):
        client.get(reverse("identity:court"))


def test_a_lost_phone_is_reset_recorded_and_told_and_the_password_stays(client, admin):
    person, desk = make.user("ketua", court=admin.court, full_name="Ahmad Ketua"), Client()
    log_in(desk, person)
    give_app(person)
    give_passkey(person)
    give_codes(person)

    client.post(reverse("identity:reset", args=[person.pk]))

    person.refresh_from_db()
    assert desk.get("/berkas/").url.startswith(reverse("account_login"))
    assert Event.objects.get(kind="factors-reset").summary == (
        "Galih Prakoso mengatur ulang pengesahan dua langkah Ahmad Ketua."
    )
    told = Message.objects.get(to=person)
    assert told.subject == "Galih Prakoso mengatur ulang pengesahan dua langkah Anda"
    assert log_in(desk, person).url == reverse("home")
    assert is_in(desk)


def test_nobody_resets_themselves_strangers_or_what_is_not_there(client, admin):
    stranger, plain = make.user(), make.user(court=admin.court)
    give_app(admin)
    give_app(stranger)

    own = client.post(reverse("identity:reset", args=[admin.pk]), follow=True)
    none = client.post(reverse("identity:reset", args=[plain.pk]), follow=True)
    other = client.post(reverse("identity:reset", args=[stranger.pk]))

    assert "Bila ponsel hilang, minta pengelola lain." in words_of(own)
    assert "tidak memasang pengesahan dua langkah" in words_of(none)
    assert other.status_code == 404
    assert not Event.objects.filter(kind="factors-reset").exists()


def test_another_password_does_not_drop_the_second_step(client, admin):
    person = make.user(court=admin.court)
    give_app(person)

    client.post(reverse("people:reset_password", args=[person.pk]))

    person.set_password(make.PASSWORD)
    person.save()
    client.logout()
    assert log_in(client, person).url == reverse("mfa_authenticate")


def test_the_owner_of_the_server_lets_the_last_administrator_in_again(client, capsys):
    admin = make.user("admin")
    give_app(admin)

    call_command("reset_second_step", admin.username)

    assert "diatur ulang" in capsys.readouterr().out
    assert log_in(client, admin).url == reverse("home")
    assert Event.objects.get(kind="factors-reset").by is None
    with pytest.raises(CommandError, match="tidak memasang"):
        call_command("reset_second_step", admin.username)
    with pytest.raises(CommandError, match="Tidak ada akun bernama"):
        call_command("reset_second_step", "tidak.ada")


def test_who_adds_or_removes_a_second_step_is_told_so(client):
    person = make.user()
    secret = give_app(person)
    client.force_login(person)

    client.post(reverse("mfa_deactivate_totp"))

    assert secret
    assert Message.objects.get(to=person).subject == "Aplikasi kode dilepas dari akun Anda"


def test_an_overseer_who_stands_in_a_lower_court_follows_the_rule_of_their_own(client):
    appeal = make.court(second_factor=SecondFactor.ALL, second_factor_from=TODAY)
    lower = make.court(under=appeal)
    person = make.user("pengawas", court=appeal)
    client.force_login(person)
    session = client.session
    session["overseen_court"] = lower.pk
    session.save()

    assert client.get("/berkas/").url == SECURITY
