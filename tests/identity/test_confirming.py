"""Grave deeds ask once more who it is; what was typed meanwhile is not lost."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from sopti.people.models import Appointment
from sopti.ui.fresh import HELD
from tests import make
from tests.identity.steps import code_of, give_app, log_in, words_of

pytestmark = pytest.mark.django_db
CONFIRM = reverse("account_reauthenticate")


@pytest.fixture
def clock():
    with time_machine.travel(make.MONDAY, tick=False) as clock:
        yield clock


@pytest.fixture
def admin(client, clock):
    admin = make.user("admin")
    log_in(client, admin)
    client.get("/")
    return admin


def wanted(person):
    return {
        "user": person.pk, "role": "kasubag_ptip", "capacity": "plh", "title": "Kasubag PTIP",
        "letter_number": "17/KPA/SPT/2026", "starts_on": "2026-11-16", "ends_on": "2026-11-20",
    }  # fmt: skip


def appoint(client, person):
    page = reverse("people:new_appointment")
    return client.post(page, wanted(person), headers={"referer": f"http://testserver{page}"})


def confirm(client, asked, password=make.PASSWORD):
    return client.post(asked.url, {"password": password})


def send_held(client, page):
    """Press "Kirim sekarang": send on what the page holds."""
    held = page.context["held"]
    told = {}
    for name, value in held["fields"]:
        told.setdefault(name, []).append(value)
    headers = {"referer": "http://testserver" + reverse("identity:held")}
    return client.post(held["path"], told, headers=headers)


def test_a_login_is_proof_enough_for_a_while(client, admin, clock):
    colleague = make.user(court=admin.court)
    make.role("kasubag_ptip")
    clock.shift(timedelta(minutes=14))

    response = appoint(client, colleague)

    assert response.url == reverse("people:person", args=[colleague.pk])


def test_an_appointment_after_a_while_waits_for_the_password_and_is_then_made(client, admin, clock):
    colleague = make.user(court=admin.court)
    make.role("kasubag_ptip")
    clock.shift(timedelta(minutes=16))
    rows = Appointment.objects.count()

    asked = appoint(client, colleague)
    waiting = client.get(confirm(client, asked).url)
    nothing_yet = Appointment.objects.count() == rows
    sent = send_held(client, waiting)

    assert asked.url.startswith(CONFIRM)
    assert nothing_yet
    assert sent.url == reverse("people:person", args=[colleague.pk])
    assert Appointment.objects.filter(user=colleague, role="kasubag_ptip").exists()
    assert not appoint(client, make.user(court=admin.court)).url.startswith(CONFIRM)


def test_a_wrong_password_proves_nothing(client, admin, clock):
    clock.shift(timedelta(minutes=16))
    asked = appoint(client, make.user(court=admin.court))

    page = words_of(client.get(asked.url))
    wrong = confirm(client, asked, "salah sama sekali")

    assert "Formulir yang sudah Anda isi tidak hilang." in page
    assert "Kata sandi tidak cocok." in words_of(wrong)
    assert client.get(reverse("identity:held")).url.startswith(CONFIRM)


def test_a_form_that_is_refused_after_all_leads_to_the_page_it_stood_on(client, admin, clock):
    """The page of the held form is not the form's own: what was refused is said on that one."""
    other = make.user("admin", court=admin.court)
    make.user("admin", court=admin.court)
    page = reverse("people:person", args=[other.pk])
    clock.shift(timedelta(minutes=16))
    asked = client.post(
        reverse("people:reset_password", args=[other.pk]),
        headers={"referer": f"http://testserver{page}"},
    )
    waiting = client.get(confirm(client, asked).url)
    other.is_active = False
    other.save()

    led = client.get(send_held(client, waiting).url)
    there = client.get(led.url)

    assert led.url.endswith(page)
    assert "nonaktif. Aktifkan lebih dulu." in words_of(there)


def test_nobody_else_at_that_desk_finds_the_held_form(client, admin, clock):
    colleague = make.user(court=admin.court)
    clock.shift(timedelta(minutes=16))
    appoint(client, colleague)
    client.force_login(make.user("admin"))

    assert HELD not in client.session
    assert client.get(reverse("identity:held")).url == reverse("home")


def test_no_password_is_held(client, admin, clock):
    clock.shift(timedelta(minutes=16))

    client.post(reverse("people:new_appointment"), {"password1": "rahasia", "title": "Plh. Ketua"})

    assert client.session[HELD]["fields"] == [["title", "Plh. Ketua"]]


def test_a_form_page_asks_before_anything_is_typed(client, admin, clock):
    clock.shift(timedelta(minutes=16))

    asked = client.get(reverse("people:new_appointment") + "?pegawai=5")

    assert confirm(client, asked).url == reverse("people:new_appointment") + "?pegawai=5"


def test_a_code_of_the_phone_is_proof_too_but_only_once(client, clock):
    admin = make.user("admin")
    secret = give_app(admin)
    client.force_login(admin)
    client.get("/")
    clock.shift(timedelta(minutes=16))
    asked = client.get(reverse("people:new_appointment"))
    by_code = reverse("mfa_reauthenticate") + "?next=" + reverse("people:new_appointment")

    page = words_of(client.get(asked.url))
    first = client.post(by_code, {"code": code_of(secret)})
    again = client.post(by_code, {"code": code_of(secret)})

    assert "Kode dari ponsel atau kode cadangan" in page
    assert first.url == reverse("people:new_appointment")
    assert "sudah dipakai" in words_of(again)


def test_who_has_no_password_here_signs_in_anew_and_finds_the_form_that_waits(client, admin, clock):
    """As whoever comes in by the court's own sign-in: there is nothing to ask for here."""
    colleague = make.user(court=admin.court)
    make.role("kasubag_ptip")
    admin.set_unusable_password()
    admin.save()
    client.force_login(admin)
    client.get("/")
    clock.shift(timedelta(minutes=16))

    asked = client.get(appoint(client, colleague).url)
    client.force_login(admin)
    client.get("/")
    sent = send_held(client, client.get(reverse("identity:held")))

    assert asked.url == f"/masuk/?next={reverse('identity:held')}"
    assert sent.url == reverse("people:person", args=[colleague.pk])


def test_the_court_says_how_long_a_proof_lasts(client, admin, clock):
    admin.court.confirm_minutes = 30
    admin.court.save()
    clock.shift(timedelta(minutes=16))

    assert client.get(reverse("people:new_appointment")).status_code == 200


@pytest.mark.parametrize(
    ("name", "method"),
    [
        ("people:new_appointment", "get"),
        ("people:new_appointment", "post"),
        ("people:end_appointment", "post"),
        ("people:reset_password", "post"),
        ("workflow:put_in_force", "post"),
        ("mfa_activate_totp", "get"),
        ("mfa_add_webauthn", "get"),
        ("mfa_view_recovery_codes", "get"),
        ("mfa_generate_recovery_codes", "post"),
        ("mfa_deactivate_totp", "post"),
        ("mfa_remove_webauthn", "post"),
    ],
)
def test_every_grave_deed_asks(client, admin, clock, name, method):
    args = [] if name.endswith("new_appointment") or name.startswith("mfa_") else [1]
    args = [1] if name == "mfa_remove_webauthn" else args
    clock.shift(timedelta(minutes=16))

    asked = getattr(client, method)(reverse(name, args=args))

    assert asked.status_code == 302
    assert asked.url.startswith(CONFIRM)
