"""The second step of a login, in a browser with a device that knows passkeys; every page of it."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.desk import log_in
from tests.browser.looks import DESK, faults
from tests.browser.server import inside
from tests.browser.stale import WHO
from tests.identity.steps import code_of
from tests.shots import PASSWORD

pytestmark = pytest.mark.browser
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def desk(new_window, base_url):
    """A browser at localhost, since a passkey belongs to a name; with a sensor for fingers."""
    page = new_window(base_url=base_url.replace("127.0.0.1", "localhost"))
    sensor = page.context.new_cdp_session(page)
    sensor.send("WebAuthn.enable")
    sensor.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    return page


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def looked_at(page, title):
    """Say what is wrong with the page, which must be this one; it is a desk again afterwards."""
    expect(page).to_have_title(re.compile(f"^(Galat: )?{title}"))
    found = faults(page)
    page.set_viewport_size(DESK)
    return found


def give_password(page, account):
    page.context.clear_cookies()
    page.goto("/masuk/")
    page.get_by_label("Nama pengguna").fill(account)
    page.get_by_label("Kata sandi").fill(PASSWORD)
    press(page, "Masuk")


def add_app(desk):
    """Add the app of a phone; return its secret, and what is wrong with the pages on the way."""
    desk.get_by_role("banner").locator("summary.who").click()
    desk.get_by_role("link", name="Keamanan akun").first.click()
    desk.get_by_role("link", name="Pasang aplikasi kode").click()
    desk.get_by_text("Kamera tidak dapat dipakai").click()
    secret = desk.locator(".factor__key").inner_text().strip()
    desk.get_by_label("Kode dari aplikasi").fill("000000")
    press(desk, "Pasang aplikasi kode")
    wrong = looked_at(desk, "Pasang aplikasi kode")
    desk.get_by_label("Kode dari aplikasi").fill(code_of(secret, later=-1))
    press(desk, "Pasang aplikasi kode")
    wrong += looked_at(desk, "Kode cadangan")
    expect(desk.locator(".factor__codes li")).to_have_count(10)
    desk.reload()
    expect(desk.locator(".factor__codes")).to_have_count(0)
    return secret, wrong + looked_at(desk, "Kode cadangan")


def add_passkey(desk):
    desk.goto("/akun/keamanan/passkey/tambah/")
    press(desk, "Buat passkey")
    expect(desk.get_by_text("Passkey ditambahkan.")).to_be_visible()
    return looked_at(desk, "Keamanan akun")


def look_at_the_rest(desk):
    links = {
        "Ubah nama": "Ubah nama passkey",
        "Lepas Passkey": "Lepas passkey",
        "Buat kode": "Buat kode cadangan",
        "Lepas aplikasi": "Lepas aplikasi",
    }
    wrong = []
    for link, title in links.items():
        desk.goto("/akun/keamanan/")
        desk.get_by_role("link", name=re.compile(f"^{link}")).click()
        wrong += looked_at(desk, title)
    for address in ("/akun/pastikan/kode/", "/akun/pastikan/passkey/"):
        desk.goto(address)
        wrong += looked_at(desk, "Pastikan ini Anda")
    return wrong


def comes_in_by(page, button):
    press(page, button)
    expect(page).to_have_title(re.compile("Beranda"))


def test_an_app_and_a_passkey_are_added_and_each_opens_the_door(desk):
    account = "redaktur.ternate"
    log_in(desk, account)
    secret, wrong = add_app(desk)
    wrong += add_passkey(desk) + look_at_the_rest(desk)
    comes_in_by(desk, "Pakai passkey")  # on the page that asks once more

    give_password(desk, account)
    wrong += looked_at(desk, "Langkah kedua")
    desk.get_by_label("Kode").fill(code_of(secret))
    comes_in_by(desk, "Masuk")
    give_password(desk, account)
    comes_in_by(desk, "Pakai passkey")
    desk.context.clear_cookies()
    desk.goto("/masuk/")
    comes_in_by(desk, "Masuk dengan passkey")

    assert wrong == []


def test_without_scripts_there_is_no_button_that_does_nothing(new_window):
    page = new_window(java_script_enabled=False)

    page.goto("/masuk/")

    expect(page.get_by_role("button", name="Masuk", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Masuk dengan passkey")).to_be_hidden()


def test_a_form_that_waited_is_fit_to_be_seen_and_is_sent_with_one_press(desk, site):
    log_in(desk, WHO)
    desk.goto("/pengelolaan/penunjukan/baru/")
    desk.get_by_label("Sebutan jabatan").fill("Kasubag sementara")
    inside(site.var, "tests.browser.stale")
    press(desk, "Catat penunjukan")
    desk.get_by_label("Kata sandi").fill(PASSWORD)
    press(desk, "Pastikan")

    wrong = looked_at(desk, "Kirim formulir tadi")
    expect(desk.get_by_text("Kasubag sementara")).to_be_visible()
    press(desk, "Kirim sekarang")

    expect(desk.get_by_role("alert")).to_contain_text("yang perlu diperbaiki")
    expect(desk).to_have_url(re.compile("/pengelolaan/penunjukan/baru/$"))
    expect(desk.get_by_label("Sebutan jabatan")).to_have_value("Kasubag sementara")
    assert wrong == []
